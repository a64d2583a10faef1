"""OIML R 49: Q1 = Q3/R, Q2 = 1.6 Q1, Q4 = 1.25 Q3. WATER: 0.03125, 0.05 and 3.125 m3/h."""

from datetime import date

import pytest

from tests.uttp.kinds.cases import RULES, WATER, Json, judge, refused_fields, result, rows_of, yes
from uttp.kinds import get_kind

FLOWS = ("0.03125", "0.05", "2.5")


def row(flow: str, indication: str, service: str = "tera", **more: str) -> Json:
    attributes = {**WATER, **{key: more.pop(key) for key in ("accuracy_class", "ratio_r") if key in more}}
    run = {"flow": flow, "indication_l": indication, "true_l": "100", **more}
    return rows_of("water_meter", attributes, "runs", [run], service)[0]


def meter(*indications: str, flows: tuple[str, ...] = FLOWS) -> Json:
    runs = [{"flow": flow, "indication_l": one, "true_l": "100"} for flow, one in zip(flows, indications, strict=True)]
    return judge("water_meter", WATER, {"visual": yes("water_meter", "visual"), "runs": runs})


@pytest.mark.parametrize(
    ("accuracy_class", "flow", "temperature", "limit"),
    [
        ("2", "0.03125", "20", "5"),
        ("2", "0.049999", "20", "5"),
        ("2", "0.05", "20", "2"),
        ("2", "3.125", "30", "2"),
        ("2", "2.5", "30.1", "3"),
        ("2", "0.04", "50", "5"),
        ("1", "0.04", "20", "3"),
        ("1", "0.05", "20", "1"),
        ("1", "0.05", "31", "2"),
    ],
)
def test_limit_depends_on_the_flow_and_the_temperature(
    accuracy_class: str, flow: str, temperature: str, limit: str
) -> None:
    assert row(flow, "100", accuracy_class=accuracy_class, temperature=temperature)["mpe"] == limit
    doubled = row(flow, "100", "tera_ulang", accuracy_class=accuracy_class, temperature=temperature)
    assert int(doubled["mpe"]) == 2 * int(limit)


def test_no_temperature_means_cold_water() -> None:
    assert row("2.5", "100")["mpe"] == "2"


@pytest.mark.parametrize(
    ("indication", "verdict", "error"),
    [("102", "sah", "2"), ("98", "sah", "-2"), ("102.0001", "batal", "2.0001"), ("97.9999", "batal", "-2.0001")],
)
def test_both_ends_of_the_limit_are_included(indication: str, verdict: str, error: str) -> None:
    found = row("2.5", indication)
    assert (found["verdict"], found["error"]) == (verdict, error)


@pytest.mark.parametrize(
    ("flow", "is_refused"), [("0.03125", False), ("0.03124", True), ("3.125", False), ("3.126", True)]
)
def test_flow_outside_the_meter_is_refused(flow: str, is_refused: bool) -> None:
    refused = refused_fields("water_meter", WATER, {"runs": [{"flow": flow}]})
    assert refused == ({"observations.runs.0.flow"} if is_refused else set())


def test_q1_that_is_no_decimal_is_compared_exactly() -> None:
    attributes = {**WATER, "q3": "1", "ratio_r": "63"}
    assert refused_fields("water_meter", attributes, {"runs": [{"flow": "0.0158730158730"}]})
    assert not refused_fields("water_meter", attributes, {"runs": [{"flow": "0.0158730158731"}]})


@pytest.mark.parametrize(
    ("flows", "missing"),
    [
        (("0.03125", "0.05", "2.25"), []),
        (("0.034375", "0.055", "2.5"), []),
        (("0.034376", "0.05", "2.5"), ["runs"]),
        (("0.03125", "0.0551", "2.5"), ["runs"]),
        (("0.03125", "0.05", "2.249"), ["runs"]),
        (("0.03125", "0.05", "2.501"), ["runs"]),
    ],
)
def test_three_flows_are_needed(flows: tuple[str, ...], missing: list[str]) -> None:
    evaluation = meter("100", "100", "100", flows=flows)
    assert evaluation["missing"] == missing
    assert evaluation["verdict"] == ("open" if missing else "sah")
    assert {one["verdict"] for one in result(evaluation, "runs")["rows"]} == {"sah"}


@pytest.mark.parametrize(
    ("indications", "verdict"),
    [
        (("104", "101.5", "101.5"), "batal"),
        (("96", "98.5", "98.5"), "batal"),
        (("104", "101.5", "101"), "sah"),
        (("102.5", "101.5", "101.5"), "sah"),
        (("104", "98.5", "101.5"), "sah"),
        (("104", "101.5", "100"), "sah"),
    ],
)
def test_of_errors_of_one_sign_one_is_within_half_its_limit(indications: tuple[str, ...], verdict: str) -> None:
    evaluation = meter(*indications)
    assert result(evaluation, "one_sign")["verdict"] == evaluation["verdict"] == verdict


def test_sign_is_not_judged_before_the_three_flows_are_there() -> None:
    evaluation = meter("104", flows=("0.03125",))
    assert (result(evaluation, "one_sign")["verdict"], evaluation["verdict"]) == ("open", "open")


def test_large_meter_is_due_sooner() -> None:
    kind, tested = get_kind("water_meter"), date(2026, 3, 31)
    assert kind.valid_until(tested, {**WATER, "dn_mm": "50"}, RULES) == date(2031, 3, 31)
    assert kind.valid_until(tested, {**WATER, "dn_mm": "50.1"}, RULES) == date(2028, 3, 31)


def test_ratio_that_puts_q2_above_q3_is_refused() -> None:
    assert refused_fields("water_meter", {**WATER, "ratio_r": "1.5"}, {}) == {"attributes.ratio_r"}
