import json
from datetime import date
from typing import Any

import pytest

from tests.uttp.kinds.cases import COUNTER, NOZZLE, RULES, SCALE, example
from uttp.kinds import Dated, InvalidInput, Kind, Parameter, Rules, UnknownKind, all_kinds, all_parameters, get_kind

EXAMPLES = {kind.code: example(kind)[0] for kind in all_kinds()}
every_kind = pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)


def test_kinds_have_a_stable_order_and_one_code_each() -> None:
    codes = [kind.code for kind in all_kinds()]
    assert codes == [kind.code for kind in all_kinds()]
    assert len(set(codes)) == len(codes)
    assert [get_kind(code).code for code in codes] == codes


@pytest.mark.parametrize("code", ["", "nawi", "NAWI.ELECTRONIC", "nawi.electronic ", None, 3, []])
def test_unknown_kind_is_refused(code: object) -> None:
    with pytest.raises(UnknownKind):
        get_kind(code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verified_on", "until"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 2, 28), date(2026, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_validity_ends_on_the_same_day(verified_on: date, until: date) -> None:
    assert get_kind("nawi.electronic").valid_until(verified_on, {}, RULES) == until
    assert get_kind("fuel_dispenser").valid_until(verified_on, {}, RULES) == until


@every_kind
def test_every_kind_says_its_period_and_where_it_comes_from(kind: Kind) -> None:
    period = RULES.row(kind.period)
    assert period.legal_basis == "Permendag 24/2024 Lampiran I"
    assert (period.value, period.confirmed) == PERIODS.get(kind.code, (12, False))


PERIODS = {
    **dict.fromkeys(
        (
            "fuel_dispenser",
            "length_measure",
            "length_measure.wooden",
            "length_measure.depth_tape",
            "length_measure.uti",
            "capacity_measure",
            "capacity_measure.dry",
            "taximeter",
            "parking_meter",
        ),
        (12, True),
    ),
    "level_gauge": (24, True),
    "road_tanker": (24, True),
    "tank.vertical": (72, True),
    "tank.spherical": (144, True),
    "gas_meter.rotary": (60, False),
    "gas_meter.diaphragm": (120, False),
    "water_meter": (60, False),
    "kwh_meter": (120, False),
}


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("fuel_dispenser", {"fuel_dispenser.repeatability", "fuel_dispenser.display_difference"}),
        ("nawi.electronic", {"nawi.electronic.period_months", "nawi.tera_ulang_factor", "nawi.sensitivity"}),
        ("weights", {"weights.period_months", "weights.limits_heavy_and_fine"}),
        ("length_measure", {"length_measure.end_surface"}),
        ("capacity_measure", {"capacity_measure.limits"}),
        ("road_tanker", {"road_tanker.limits"}),
    ],
)
def test_kinds_list_what_is_not_confirmed(code: str, parameters: set[str]) -> None:
    assert {parameter.code for parameter, _ in get_kind(code).unconfirmed(RULES)} == parameters


@pytest.mark.parametrize("parameter", all_parameters().values(), ids=all_parameters())
def test_every_value_can_be_written_and_read_back(parameter: Parameter[Any]) -> None:
    value = RULES[parameter]
    assert parameter.read(json.loads(json.dumps(parameter.written(value)))) == value
    with pytest.raises(InvalidInput):
        parameter.read({"strange": "x"})


@every_kind
def test_every_kind_has_marks_and_a_method_for_both_services(kind: Kind) -> None:
    assert kind.method
    for service in ("tera", "tera_ulang"):
        assert all(str(mark) for mark in kind.marks_for(service))
        assert kind.marks_for(service)


@every_kind
def test_attributes_and_tests_are_described_in_both_languages(kind: Kind) -> None:
    fields = [*kind.attributes]
    for test in (*kind.tests, *kind.derived_tests):
        assert test.label
        assert test.label_en
        fields += [*test.fields, *test.columns, *test.results]
        assert bool(test.items) is (test.asks)
        assert bool(test.columns) is (test.has_rows)
    assert all(field.label and field.label_en for field in fields)
    attributes = {attribute.code for attribute in kind.attributes}
    assert {field.unit_from for field in fields} - {""} <= attributes


@every_kind
def test_example_attributes_are_canonical_already(kind: Kind) -> None:
    assert kind.check_attributes(EXAMPLES[kind.code], RULES) == EXAMPLES[kind.code]


@every_kind
def test_nothing_read_is_open_and_lacks_every_required_test(kind: Kind) -> None:
    for service in ("tera", "tera_ulang"):
        evaluation = kind.evaluate(service, EXAMPLES[kind.code], {}, RULES)
        assert evaluation["verdict"] == "open"
        assert evaluation["tests"] == []
        assert evaluation["missing"] == [test.code for test in kind.tests if service in test.required_for]


@every_kind
def test_suggestions_are_valid_and_hold_no_reading(kind: Kind) -> None:
    for service in ("tera", "tera_ulang"):
        suggested = kind.suggested_rows(service, EXAMPLES[kind.code], RULES)
        assert set(suggested) <= {test.code for test in kind.tests}
        assert _keys(suggested) <= {*suggested, "load", "rows", "position", "flow", *KNOWN_BEFORE}
        assert kind.evaluate(service, EXAMPLES[kind.code], suggested, RULES)["verdict"] == "open"


KNOWN_BEFORE = {"nominal", "unit", "length_m", "compartment"}


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in _keys(inner)}
    return {key for inner in value for key in _keys(inner)} if isinstance(value, list) else set()


@every_kind
@pytest.mark.parametrize("service", ["", "TERA", None, 1, [], "tera ulang"])
def test_unknown_service_is_refused(kind: Kind, service: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        kind.evaluate(service, EXAMPLES[kind.code], {}, RULES)
    assert [error.field for error in refused.value.errors] == ["service"]


@pytest.mark.parametrize(
    ("kind", "attributes", "said"),
    [
        ("nawi.electronic", SCALE, "Max 6000 g, e = 2 g, kelas III"),
        (
            "nawi.electronic",
            {"unit": "kg", "max": "30", "min": "0.2", "e": "0.01", "d": "0.01", "accuracy_class": "III"},
            "Max 30 kg, e = 10 g, kelas III",
        ),
        (
            "nawi.electronic",
            {**SCALE, "d": "0.2", "extended_display": True},
            "Max 6000 g, e = 2 g, d = 0,2 g, kelas III",
        ),
        ("nawi.mechanical.counter", {**COUNTER, "max": "7.5"}, "Max 7,5 kg, e = 5 g, kelas III"),
        (
            "nawi.weighbridge",
            {"unit": "kg", "max": "60000", "min": "400", "e": "20", "d": "20", "accuracy_class": "III"},
            "Max 60000 kg, e = 20 kg, kelas III",
        ),
        ("fuel_dispenser", {**NOZZLE, "q_max": "45.5"}, "Nozel 3, Pertalite, Qmax 45,5 L/min"),
    ],
)
def test_capacity_reads_as_on_the_plate(kind: str, attributes: dict[str, object], said: str) -> None:
    assert get_kind(kind).describe_capacity(attributes) == said


def test_scale_suggestion_covers_min_change_over_points_and_max() -> None:
    suggested = get_kind("nawi.electronic").suggested_rows("tera", SCALE, RULES)
    assert [row["load"] for row in suggested["accuracy"]] == ["40", "1000", "3000", "4000", "6000"]
    assert suggested["repeatability"] == {"load": "3000"}
    assert suggested["eccentricity"]["load"] == "2000"
    assert len(suggested["eccentricity"]["rows"]) == 4


def test_small_scale_suggestion_is_filled_up_to_five_loads() -> None:
    small = {"unit": "kg", "max": "10", "min": "1", "e": "0.1", "d": "0.1", "accuracy_class": "IIII"}
    suggested = get_kind("nawi.electronic").suggested_rows("tera", small, RULES)
    assert [row["load"] for row in suggested["accuracy"]] == ["1", "2.5", "5", "7.5", "10"]


def test_nozzle_suggestion_has_three_runs_at_each_flow() -> None:
    runs = get_kind("fuel_dispenser").suggested_rows("tera", NOZZLE, RULES)["runs"]
    assert runs == [{"flow": flow} for flow in ("max", "medium", "slow") for _ in range(3)]


def test_the_row_of_the_day_holds_and_the_first_one_before_it() -> None:
    rows = (Dated(date(2024, 1, 1), 1, "lama"), Dated(date(2026, 1, 1), 2, "baru"))
    parameter = Parameter("x", "X", rows, type=int)
    days = (date(2020, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [Rules(day)[parameter] for day in days] == [1, 1, 2]


def test_of_two_rows_of_one_day_the_one_that_was_added_last_holds() -> None:
    day = date(2026, 1, 1)
    parameter = Parameter("x", "X", (Dated(date(2024, 1, 1), 1, "lama"), Dated(day, 2, "baru")), type=int)
    added = {"x": [Dated(day, 3, "kantor"), Dated(day, 4, "kantor, diperbaiki"), Dated(date(2027, 1, 1), 5, "nanti")]}
    assert [Rules(on, added)[parameter] for on in (date(2025, 1, 1), day, date(2027, 6, 1))] == [1, 4, 5]
