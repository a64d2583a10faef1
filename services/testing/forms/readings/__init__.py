"""Readings as a form, for every kind: people type flat text, the kind judges observations."""

from services.testing.forms.readings.form import ReadingForm, StoredReadings
from services.testing.forms.readings.judged import Judged, judge
from services.testing.forms.readings.plan import Plan, Values
from services.testing.forms.readings.plate import plate
from services.testing.forms.readings.reasons import VerdictReason, reasons
from services.testing.forms.readings.steps import TestStep, steps
from services.testing.forms.readings.stored import initial_values, stored_values

__all__ = [
    "Judged",
    "Plan",
    "ReadingForm",
    "StoredReadings",
    "TestStep",
    "Values",
    "VerdictReason",
    "initial_values",
    "judge",
    "plate",
    "reasons",
    "steps",
    "stored_values",
]
