"""What a document says: all that a template, and so a reader, may see."""

from certificates.sheet.canonical import canonical, sheet_from, sheet_hash, stored_hash
from certificates.sheet.facts import Initial, Issuance, Sheet, Signatory
from certificates.sheet.words import notes, remedy, result_sentence
from services.sheet import Fact, Finding, Officer, Table, TestedItem, UsedStandard, findings, noted_facts
from simetro.core.documents.tables import Column

__all__ = [
    "Column",
    "Fact",
    "Finding",
    "Initial",
    "Issuance",
    "Officer",
    "Sheet",
    "Signatory",
    "Table",
    "TestedItem",
    "UsedStandard",
    "canonical",
    "findings",
    "noted_facts",
    "notes",
    "remedy",
    "result_sentence",
    "sheet_from",
    "sheet_hash",
    "stored_hash",
]
