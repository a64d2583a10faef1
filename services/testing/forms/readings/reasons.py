"""Why a verdict is not sah, each sentence with the place in the form that it is about."""

from dataclasses import dataclass

from services.testing.forms.readings.plan import (
    Json,
    Plan,
    field_name,
    item_name,
)
from uttp.kinds.describe import KindTest


@dataclass(frozen=True)
class Reason:
    text: str
    place: str = ""


def reasons(plan: Plan, evaluation: Json) -> list[Reason]:
    return [Reason(text, _place(plan, text)) for text in evaluation["reasons"]]


def _place(plan: Plan, text: str) -> str:
    """Sentences of the kinds begin with the label of their test."""
    spoken_of = [test for test in plan.tests if text.startswith(test.label)]
    if not spoken_of:
        return ""
    return _box(plan, max(spoken_of, key=lambda test: len(test.label)), text)


def _box(plan: Plan, test: KindTest, text: str) -> str:
    for item in test.items_for(plan.service):
        if f": {item.label} " in text or f"“{item.label}”" in text:
            return item_name(test, item.code)
    is_short = test.fields and test.shape in ("value", "record") and test.fields[0].type != "quantities"
    return field_name(test, test.fields[0]) if is_short else step_id(test.code)


def step_id(code: str) -> str:
    return f"step-{code}"
