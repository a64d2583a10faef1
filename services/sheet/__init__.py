"""What documents say: all that their templates, and so a reader, may see."""

from services.sheet.item import Officer, TestedItem, UsedStandard
from services.sheet.letterhead import Letterhead
from services.sheet.readings import Fact, Finding, Table, findings, noted_facts
from services.sheet.registration import Appointment, FormRow, RegistrationForm, SignUpSlip

__all__ = [
    "Appointment",
    "Fact",
    "Finding",
    "FormRow",
    "Letterhead",
    "Officer",
    "RegistrationForm",
    "SignUpSlip",
    "Table",
    "TestedItem",
    "UsedStandard",
    "findings",
    "noted_facts",
]
