"""kWh meters, and the kinds whose limits are not known until an office enters them."""

from datetime import date
from decimal import Decimal

import pytest

from tests.uttp.kinds.cases import KWH, ON, RULES, TANKER, UNSETTLED, Json, judge, refused_fields, result, rows_of, yes
from uttp.kinds import Dated, Rules, all_kinds, all_parameters, get_kind
from uttp.kinds.unsettled import Step, unsettled

UNKNOWN = [kind.code for kind in all_kinds() if kind.family == "unsettled"]
READ: Json = {"indication": "101", "reference": "100"}


def entered(code: str, *steps: Json) -> Rules:
    parameter = all_parameters()[f"{code}.limits"]
    return Rules(ON, {parameter.code: [Dated(date(2026, 1, 1), parameter.read(list(steps)), "SK")]})


@pytest.mark.parametrize(("accuracy_class", "limit"), [("A", "2"), ("B", "1"), ("C", "0.5"), ("D", "0.2")])
def test_kwh_limit_follows_the_class(accuracy_class: str, limit: str) -> None:
    attributes = {**KWH, "accuracy_class": accuracy_class}
    rows = [{"point": "Imaks", "error_percent": value} for value in (limit, f"-{limit}", f"{limit}.1"[:3] + "01")]
    found = rows_of("kwh_meter", attributes, "readings", rows)
    assert [row["verdict"] for row in found] == ["sah", "sah", "batal"]
    assert found[0]["mpe"] == limit


@pytest.mark.parametrize("code", UNKNOWN)
def test_unknown_limit_leaves_readings_open_and_says_so(code: str) -> None:
    evaluation = judge(code, UNSETTLED, {"visual": yes(code, "visual"), "readings": [READ]})
    (row,) = result(evaluation, "readings")["rows"]
    assert (evaluation["verdict"], evaluation["missing"]) == ("open", [])
    assert (row["error"], row["verdict"]) == ("1", "open")
    assert "BKD jenis UTTP ini belum ditetapkan, minta super admin mengisinya." in evaluation["reasons"]


def test_failed_inspection_needs_no_limit() -> None:
    answers = {**yes("taximeter", "visual"), "clean": False}
    assert judge("taximeter", UNSETTLED, {"visual": answers})["verdict"] == "batal"


@pytest.mark.parametrize(
    ("indication", "reference", "verdict"),
    [("101", "100", "sah"), ("101.01", "100", "batal"), ("102", "101", "sah"), ("103.03", "101", "batal")],
)
def test_limits_that_were_entered_are_used(indication: str, reference: str, verdict: str) -> None:
    rules = entered("taximeter", {"upto": "100", "limit": "1"}, {"upto": None, "limit": "2", "percent": True})
    readings = {"readings": [{"indication": indication, "reference": reference}], "visual": yes("taximeter", "visual")}
    assert get_kind("taximeter").evaluate("tera", UNSETTLED, readings, rules)["verdict"] == verdict


def test_limit_in_percent_is_told_in_the_unit_of_the_error() -> None:
    rules = entered("taximeter", {"upto": None, "limit": "2", "percent": True})
    rows = [{"indication": "101.5", "reference": "101"}]
    evaluation = get_kind("taximeter").evaluate("tera", UNSETTLED, {"readings": rows}, rules)
    assert result(evaluation, "readings")["rows"] == [{**rows[0], "error": "0.5", "mpe": "2.02", "verdict": "sah"}]


def test_value_beyond_the_last_step_stays_open() -> None:
    rules = entered("taximeter", {"upto": "50", "limit": "1"})
    evaluation = get_kind("taximeter").evaluate("tera", UNSETTLED, {"readings": [READ]}, rules)
    assert result(evaluation, "readings")["verdict"] == "open"


def test_limits_that_an_entry_of_the_table_brings_are_used() -> None:
    known = (Dated(date(2024, 1, 1), (Step(None, Decimal("0.5")),), "Syarat Teknis"),)
    kind = unsettled("gauge", "Alat ukur", "Gauge", "Meter", "mm", 12, known=known, called="ukuran, gauge")
    evaluation = kind.evaluate("tera", UNSETTLED, {"visual": yes("taximeter", "visual"), "readings": [READ]}, RULES)
    assert evaluation["reasons"] == ["Kebenaran baris 1: kesalahan 1 mm di luar BKD ±0,5 mm."]
    assert kind.names_in_registers == ["ukuran", "gauge"]


def test_tanker_needs_every_compartment() -> None:
    rules = entered("road_tanker", {"upto": None, "limit": "0.2", "percent": True})
    row = {"nominal_l": "8000", "true_volume_l": "8016"}
    readings: Json = {"visual": yes("road_tanker", "visual"), "compartments": [row]}
    assert get_kind("road_tanker").evaluate("tera", TANKER, readings, rules)["missing"] == ["compartments"]
    readings["compartments"] = [row, {**row, "true_volume_l": "7984"}]
    assert get_kind("road_tanker").evaluate("tera", TANKER, readings, rules)["verdict"] == "sah"


def test_heights_of_a_compartment_add_up() -> None:
    rows = [{"t3": "10", "t4": "5", "T": "15"}, {"t3": "10", "t4": "5", "T": "16"}]
    assert refused_fields("road_tanker", TANKER, {"compartments": rows}) == {"observations.compartments.1.T"}
