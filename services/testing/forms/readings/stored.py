"""What was stored, back in the boxes where it was typed."""

from services.testing.forms.readings.plan import Json, Plan, Values


def initial_values(plan: Plan, observations: Json) -> Values:
    """The form as it opens: what was typed so far, and what is pre-listed where nothing was typed yet."""
    return _texts(plan, observations, plan.suggested)


def stored_values(plan: Plan, observations: Json) -> Values:
    """Only what was typed."""
    return _texts(plan, observations, {})


def _texts(plan: Plan, observations: Json, suggested: Json) -> Values:
    texts = (test.texts(observations.get(test.code), suggested.get(test.code)) for test in plan.tests)
    return {box: text for test_texts in texts for box, text in test_texts}
