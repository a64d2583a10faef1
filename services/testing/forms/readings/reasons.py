"""The reasons why a verdict is not sah, each with the place in the form that it is about."""

from dataclasses import dataclass

from services.testing.forms.readings.plan import Json, Plan


@dataclass(frozen=True)
class VerdictReason:
    text: str
    place: str = ""


def reasons(plan: Plan, evaluation: Json) -> list[VerdictReason]:
    return [VerdictReason(text, _place(plan, text)) for text in evaluation["reasons"]]


def _place(plan: Plan, text: str) -> str:
    """The sentence begins with the label of its test; returns the id of its box or of the test."""
    spoken_of = [test for test in plan.tests if text.startswith(test.label)]
    if not spoken_of:
        return ""
    test = max(spoken_of, key=lambda test: len(test.label))
    return test.box_of(text, plan.service) or step_id(test.code)


def step_id(code: str) -> str:
    return f"step-{code}"
