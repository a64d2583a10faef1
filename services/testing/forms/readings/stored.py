"""Stored readings as texts in the boxes of the form."""

from services.testing.forms.readings.plan import Json, Plan, Values


def initial_values(plan: Plan, observations: Json) -> Values:
    """The form as it opens: what was typed so far, and the pre-listed values where nothing was typed."""
    return _texts(plan, observations, plan.suggested)


def stored_values(plan: Plan, observations: Json) -> Values:
    """What was typed, without pre-listed values."""
    return _texts(plan, observations, {})


def _texts(plan: Plan, observations: Json, suggested: Json) -> Values:
    texts = (test.texts(observations.get(test.code), suggested.get(test.code)) for test in plan.tests)
    return {box: text for test_texts in texts for box, text in test_texts}
