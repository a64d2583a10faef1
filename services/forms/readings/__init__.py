"""Readings as a form, whatever the kind: flat text as people type it, observations as the kind judges them."""

from services.forms.readings.judged import Judged, judge
from services.forms.readings.plan import Plan, Values
from services.forms.readings.sheet import ReadingSheet
from services.forms.readings.steps import Step, steps
from services.forms.readings.stored import initial_values, stored_values

__all__ = ["Judged", "Plan", "ReadingSheet", "Step", "Values", "initial_values", "judge", "steps", "stored_values"]
