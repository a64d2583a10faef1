"""Readings as a form, whatever the kind: flat text as people type it, observations as the kind judges them."""

from services.testing.forms.readings.judged import Judged, judge
from services.testing.forms.readings.plan import Plan, Values
from services.testing.forms.readings.plate import plate
from services.testing.forms.readings.reasons import VerdictReason, reasons
from services.testing.forms.readings.sheet import ReadingSheet, StoredSheet
from services.testing.forms.readings.steps import TestStep, steps
from services.testing.forms.readings.stored import initial_values, stored_values

__all__ = [
    "Judged",
    "Plan",
    "ReadingSheet",
    "StoredSheet",
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
