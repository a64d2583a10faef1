"""The name plate of an instrument, for every kind."""

from services.testing.forms.readings.plan import Plan
from simetro.core.kit.quantities import comma
from uttp.plate import plate_facts, wording_of_pages


def plate(plan: Plan) -> list[tuple[str, str]]:
    """Label and value. Numbers have a comma in every language, as in the boxes beside it."""
    return plate_facts(plan.kind, plan.attributes, wording_of_pages(number=comma))
