"""What the browser needs to judge a reading form by itself."""

from services.testing.forms.readings.plan import Json, Plan
from uttp.kinds.describe import KindTest
from uttp.kinds.exported import exported
from uttp.names import label_of


def offline(plan: Plan) -> Json:
    kind = exported(plan.kind, plan.attributes, plan.rules)
    described = (*plan.tests, *plan.kind.derived_tests)
    tests = [{**data, **_shown(plan, test)} for data, test in zip(kind["tests"], described, strict=True)]
    return {
        "kind": {**kind, "tests": tests},
        "service": plan.service,
        "attributes": dict(plan.attributes),
        "suggested": plan.suggested,
    }


def _shown(plan: Plan, test: KindTest) -> Json:
    """In the language of the page."""
    figures = [one for one in test.results if one.type != "verdict"]
    return {
        "name": label_of(test),
        "results": [{"code": one.code, "label": label_of(one), "unit": plan.unit(one)} for one in figures],
    }
