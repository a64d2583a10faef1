"""A kind as data, for the evaluator in the browser: its tests in words, and the rules of a day."""

from typing import Any

from uttp.kinds.dated import Rules
from uttp.kinds.describe import Field, KindTest
from uttp.kinds.judging import JsonDict
from uttp.kinds.kind import Kind

OWN_FACTS = ("corners", "unit")  # what some families need to know beside tests and rules


def exported(kind: Kind, rules: Rules) -> JsonDict:
    facts: dict[str, Any] = {name: getattr(kind, name) for name in OWN_FACTS if hasattr(kind, name)}
    return {
        "code": kind.code,
        "family": kind.family,
        "tests": [_test(test) for test in (*kind.tests, *kind.derived_tests)],
        "rules": {parameter.code: parameter.written(rules[parameter]) for parameter in kind.every_parameter},
        **facts,
    }


def _test(test: KindTest) -> JsonDict:
    return {
        "code": test.code,
        "label": test.label,
        "shape": test.shape,
        "required_for": list(test.required_for),
        "items": [
            {"code": item.code, "label": item.label, "required_for": list(item.required_for)} for item in test.items
        ],
        "fields": [_field(field) for field in test.fields],
        "columns": [_field(field) for field in test.columns],
    }


def _field(field: Field) -> JsonDict:
    choices = [{"value": choice.value, "label": choice.label} for choice in field.choices]
    return {"code": field.code, "type": field.type, "choices": choices}
