"""A kind as data, for the evaluator in the browser: its tests in words, and the rules of a day."""

from collections.abc import Mapping
from typing import Any

from simetro.core.kit.quantities import show_quantity
from uttp.kinds.dated import Rules
from uttp.kinds.judging import JsonDict
from uttp.kinds.kind import Kind
from uttp.kinds.shapes import KindTest, ReadingPlace

OWN_FACTS = ("corners", "unit")  # what some families need to know beside tests and rules


def exported(kind: Kind, attributes: Mapping[str, Any], rules: Rules) -> JsonDict:
    """The kind's data for one instrument, with only the columns that apply to it."""
    facts: dict[str, Any] = {name: getattr(kind, name) for name in OWN_FACTS if hasattr(kind, name)}
    return {
        "code": kind.code,
        "family": kind.family,
        "tests": [_test(test, attributes) for test in (*kind.tests_for(attributes), *kind.derived_tests)],
        "rules": {parameter.code: parameter.written(rules[parameter]) for parameter in kind.every_parameter},
        **facts,
    }


def _test(test: KindTest, attributes: Mapping[str, Any]) -> JsonDict:
    """`rows`: the key of its rows, null where it has none."""
    return {
        "code": test.code,
        "label": test.label,
        "required_for": list(test.required_for),
        "places": [_place(place, attributes) for place in test.places()],
        "columns": [_place(place, attributes) for place in test.places_in_row("#")],
        "rows": test.rows_key,
    }


def _place(place: ReadingPlace, attributes: Mapping[str, Any]) -> JsonDict:
    """One place as data. In the box of a column, a hash stands for the number of the row."""
    field = place.field
    bounds = field.bounds(attributes)
    return {
        "box": place.box,
        "key": place.key,
        "label": field.label,
        "type": field.type,
        "choices": [{"value": choice.value, "label": choice.label} for choice in field.choices],
        "required_for": list(place.required_for),
        "step": None if bounds.step is None else show_quantity(bounds.step),
        "most": None if bounds.most is None else show_quantity(bounds.most),
    }
