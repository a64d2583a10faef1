"""OIML R 138."""

import pytest

from tests.uttp.kinds.cases import TAKARAN, Json, judge, refused_fields, rows_of, yes


def row(use: str, filled_to: str, nominal: str, volume: str) -> Json:
    attributes = {"use": use, "filled_to": filled_to, "nominal_ml": nominal}
    return rows_of("capacity_measure", attributes, "readings", [{"true_volume_ml": volume}])[0]


@pytest.mark.parametrize(
    ("use", "nominal", "limit"),
    [
        ("transfer", "99.9", "2"),
        ("transfer", "100", "3"),
        ("transfer", "1000", "30"),
        ("drinking", "199.9", "9.995"),
        ("drinking", "200", "10"),
        ("drinking", "500", "17.5"),
    ],
)
def test_filled_to_a_line_may_err_both_ways(use: str, nominal: str, limit: str) -> None:
    assert row(use, "line", nominal, nominal)["mpe"] == limit


@pytest.mark.parametrize(
    ("use", "nominal", "limit"),
    [
        ("transfer", "99.9", "4"),
        ("transfer", "100", "6"),
        ("drinking", "199.9", "19.99"),
        ("drinking", "200", "20"),
        ("drinking", "500", "35"),
    ],
)
def test_filled_to_the_brim_may_only_be_too_large(use: str, nominal: str, limit: str) -> None:
    found = row(use, "brim", nominal, nominal)
    assert (found["mpe_low"], found["mpe_high"], "mpe" in found) == ("0", limit, False)


@pytest.mark.parametrize(
    ("filled_to", "volume", "verdict"),
    [
        ("line", "970", "sah"),
        ("line", "969.999", "batal"),
        ("line", "1030", "sah"),
        ("line", "1030.001", "batal"),
        ("brim", "1000", "sah"),
        ("brim", "999.999", "batal"),
        ("brim", "1060", "sah"),
        ("brim", "1060.001", "batal"),
    ],
)
def test_both_ends_of_the_limit_are_included(filled_to: str, volume: str, verdict: str) -> None:
    assert row("transfer", filled_to, "1000", volume)["verdict"] == verdict


def test_one_volume_completes_the_test() -> None:
    readings: Json = {"visual": yes("capacity_measure", "visual"), "readings": [{}]}
    assert judge("capacity_measure", TAKARAN, readings)["missing"] == ["readings"]
    readings["readings"] = [{"true_volume_ml": "1001"}]
    assert judge("capacity_measure", TAKARAN, readings)["verdict"] == "sah"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"use": "x"}, "use"),
        ({"filled_to": "x"}, "filled_to"),
        ({"nominal_ml": "0"}, "nominal_ml"),
        ({"nominal_ml": 1000}, "nominal_ml"),
    ],
)
def test_wrong_measure_is_refused(change: Json, field: str) -> None:
    assert refused_fields("capacity_measure", {**TAKARAN, **change}, {}) == {f"attributes.{field}"}
