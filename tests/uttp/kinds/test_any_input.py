"""Whatever comes from outside is evaluated or refused by name; nothing else."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.uttp.kinds.cases import RULES, TWO_RANGES, UNGRADUATED, example, scale_readings
from uttp.kinds import InvalidInput, all_kinds

VERDICTS = {"sah", "batal", "open"}
kinds = st.sampled_from(all_kinds())
services = st.sampled_from(["tera", "tera_ulang"])
quantities = st.sampled_from(
    [
        "0",
        "-0",
        "1",
        "2",
        "20",
        "40",
        "2000",
        "6000",
        "-1",
        "0.005",
        "10",
        "999999999999999",
        "0.00000000000001",
    ]
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters(), max_size=5), quantities
)
NAMES = [
    *(
        "load",
        "indication",
        "additional_load",
        "changed_after_half_e",
        "rows",
        "position",
        "indications",
        "base",
    ),
    *(
        "after_quarter_e",
        "after_three_quarter_e",
        "flow",
        "true_volume",
        "nominal",
        "scale_reading_ml",
        "front",
    ),
    *(
        "rear",
        "displacement_mm",
        "changed",
        "unit",
        "max",
        "min",
        "e",
        "d",
        "accuracy_class",
        "ranges",
        "ungraduated",
    ),
    *("balancing_load", "nameplate", "hose", "extended_display", "auxiliary_device"),
]
keys = st.one_of(st.sampled_from(NAMES), st.text(st.characters(), max_size=5))
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def evaluated_or_refused(kind: Any, service: object, attributes: object, observations: object) -> None:
    before = repr(observations)
    try:
        evaluation = kind.evaluate(service, attributes, observations, RULES)
    except InvalidInput as refusal:
        told = [(one.field.encode(), one.message) for one in refusal.errors]
    else:
        told = [(evaluation["verdict"], evaluation["reasons"] or "sah")]
        assert {evaluation["verdict"], *(test["verdict"] for test in evaluation["tests"])} <= VERDICTS
        assert _no_nulls(json.loads(json.dumps(evaluation, allow_nan=False)))
    assert told
    assert all(field and message for field, message in told)
    assert repr(observations) == before


def _no_nulls(value: object) -> bool:
    if isinstance(value, dict):
        return all(map(_no_nulls, value.values()))
    return all(map(_no_nulls, value)) if isinstance(value, list) else value is not None


@given(kinds, services, values, values)
def test_any_json_at_all(kind: Any, service: str, attributes: object, observations: object) -> None:
    evaluated_or_refused(kind, service, attributes, observations)


def examples(kind: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    if kind.family == "nawi" and kind.digital:
        return [example(kind), (TWO_RANGES, scale_readings())]
    ungraduated = {"accuracy": [{"load": "60", "balancing_load": "1"}]}
    return [example(kind), (UNGRADUATED, ungraduated)] if kind.family == "nawi" else [example(kind)]


@given(kinds, services, st.data())
def test_good_input_with_one_thing_replaced(kind: Any, service: str, data: st.DataObject) -> None:
    attributes, observations = data.draw(st.sampled_from(examples(kind)))
    whole = {"attributes": attributes, "observations": observations}
    changed = _replace_somewhere(whole, data)
    evaluated_or_refused(kind, service, changed["attributes"], changed["observations"])


def _replace_somewhere(node: Any, data: st.DataObject, depth: int = 0) -> Any:
    inner = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else []
    if not inner or (depth > 1 and data.draw(st.booleans())):
        return data.draw(values)
    place = data.draw(st.sampled_from(inner))
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[place] = _replace_somewhere(node[place], data, depth + 1)
    return copy


@given(kinds, services, st.data())
def test_any_part_of_good_input(kind: Any, service: str, data: st.DataObject) -> None:
    attributes, observations = example(kind)
    kept = data.draw(st.sets(st.sampled_from(list(observations))))
    evaluation = kind.evaluate(service, attributes, {key: observations[key] for key in kept}, RULES)
    assert evaluation["verdict"] in ("open", "sah")
    assert {test["test"] for test in evaluation["tests"]} >= kept


@given(kinds, services, values)
def test_any_observations_for_a_good_instrument(kind: Any, service: str, observations: object) -> None:
    evaluated_or_refused(kind, service, example(kind)[0], observations)
