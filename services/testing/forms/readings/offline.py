"""What the browser needs to judge a reading form without the server."""

from services.testing.forms.readings.plan import Json, Plan
from simetro.core.kit.quantities import MAX_DIGITS
from uttp.kinds.checked import MAX_ROWS
from uttp.kinds.describe import ANSWERS
from uttp.kinds.exported import exported
from uttp.kinds.shapes import KindTest
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
        "boxes": {"answers": ANSWERS, "most_digits": MAX_DIGITS, "most_rows": MAX_ROWS},
    }


def _shown(plan: Plan, test: KindTest) -> Json:
    """The label and the results of a test, in the language of the page."""
    figures = [
        {"code": result.code, "label": label_of(result), "unit": plan.unit(result), "sign": result.sign}
        for result in test.results
        if result.type != "verdict"
    ]
    return {"name": label_of(test), "results": figures}
