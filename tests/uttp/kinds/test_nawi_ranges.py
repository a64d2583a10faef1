"""Multi-interval and multi-range: the limit uses e and d of the range that the load lies in."""

from typing import Any

import pytest

from tests.uttp.kinds.cases import (
    COUNTER,
    RULES,
    TWO_RANGES,
    Json,
    exact_rows,
    judge,
    refused_fields,
    row_of,
    scale_readings,
    without,
)
from uttp.kinds import get_kind

KIND = "nawi.electronic"


def changed(index: int, **values: Any) -> Json:
    ranges = [dict(one) for one in TWO_RANGES["ranges"]]
    ranges[index] |= values
    return {**TWO_RANGES, "ranges": ranges}


@pytest.mark.parametrize(
    ("load", "tera", "tera_ulang"),
    [
        ("1000", "1", "2"),
        ("1000.1", "2", "4"),
        ("4000", "2", "4"),
        ("4000.1", "3", "6"),
        ("6000", "3", "6"),
        ("6000.1", "5", "10"),  # from here e = 5, 1200 e
        ("10000", "5", "10"),
        ("10000.1", "7.5", "15"),
        ("15000", "7.5", "15"),
    ],
)
def test_limit_uses_e_of_the_range(load: str, tera: str, tera_ulang: str) -> None:
    row = {"load": load, "indication": load}
    assert row_of(KIND, TWO_RANGES, row, "tera")["mpe"] == tera
    assert row_of(KIND, TWO_RANGES, row, "tera_ulang")["mpe"] == tera_ulang


def test_rounding_uses_d_of_the_range() -> None:
    assert row_of(KIND, TWO_RANGES, {"load": "6000", "indication": "6002"})["verdict"] == "sah"  # [1, 3] against 3
    assert row_of(KIND, TWO_RANGES, {"load": "7000", "indication": "7005"})["verdict"] == "open"  # [2.5, 7.5], 5


def test_additional_load_may_reach_d_of_the_range() -> None:
    for load, most, too_much in (("6000", "2", "2.1"), ("6001", "5", "5.1")):
        row = {"load": load, "indication": load}
        assert refused_fields(KIND, TWO_RANGES, {"accuracy": [{**row, "additional_load": most}]}) == set()
        fields = refused_fields(KIND, TWO_RANGES, {"accuracy": [{**row, "additional_load": too_much}]})
        assert fields == {"observations.accuracy.0.additional_load"}


def test_accuracy_needs_every_load_where_the_limit_changes() -> None:
    loads = ("40", "1000", "4000", "6000", "10000", "15000")
    readings = scale_readings(accuracy=exact_rows(*loads))
    assert judge(KIND, TWO_RANGES, readings)["verdict"] == "sah"
    for dropped in loads:
        rest = exact_rows(*(load for load in loads if load != dropped))
        assert judge(KIND, TWO_RANGES, scale_readings(accuracy=rest))["missing"] == ["accuracy"]
    suggested = get_kind(KIND).suggested_rows("tera", TWO_RANGES, RULES)["accuracy"]
    assert [row["load"] for row in suggested] == list(loads)


@pytest.mark.parametrize(
    ("first_max", "expected"),
    [
        ("800", ["40", "500", "1000", "2000", "4000"]),  # 800 e1 and 400 e2: 1 g on both sides
        ("600", ["40", "500", "1000", "2000", "4000"]),
        ("1500", ["40", "500", "1500", "2000", "4000"]),  # 1 g up to 1500 e1, 2 g above 750 e2
    ],
)
def test_end_of_a_range_counts_only_where_the_limit_changes(first_max: str, expected: list[str]) -> None:
    ranges = [{"max": first_max, "e": "1", "d": "1"}, {"max": "4000", "e": "2", "d": "2"}]
    attributes = {**TWO_RANGES, "max": "4000", "e": "1", "d": "1", "ranges": ranges}
    suggested = get_kind(KIND).suggested_rows("tera", attributes, RULES)["accuracy"]
    assert [row["load"] for row in suggested] == expected


@pytest.mark.parametrize(
    ("attributes", "fields"),
    [
        (TWO_RANGES, set()),
        ({**TWO_RANGES, "ranges": []}, set()),
        ({**TWO_RANGES, "ranges": {}}, {"ranges"}),
        ({**TWO_RANGES, "ranges": [{"max": "15000", "e": "2", "d": "2"}] * 11}, {"ranges"}),
        ({**TWO_RANGES, "max": "15001"}, {"ranges"}),
        ({**TWO_RANGES, "e": "1", "d": "1"}, {"e", "d"}),
        (without(TWO_RANGES, "d"), {"d"}),
        (changed(0, max="15000"), {"ranges.1.max"}),
        (changed(1, e="2", d="2"), {"ranges.1.e"}),
        (changed(1, e="3", d="3"), {"ranges.1.e"}),
        (changed(1, d="6"), {"ranges.1.d"}),
        (changed(1, d="1"), {"ranges.1.d"}),
        (changed(1, e="50", d="50"), {"ranges.1.max", "ranges.1.e"}),
        (changed(0, max="100", e="2"), {"ranges.0.max", "ranges.0.e"}),
        (changed(0, max=6000), {"ranges.0.max"}),
        (changed(0, min="40"), {"ranges.0.min"}),
        ({**TWO_RANGES, "min": "39"}, {"min"}),
        (
            {**TWO_RANGES, "ranges": [without(one, "d") for one in TWO_RANGES["ranges"]]},
            {"ranges.0.d", "ranges.1.d", "d"},
        ),
    ],
)
def test_ranges_must_fit_together_and_the_class(attributes: Json, fields: set[str]) -> None:
    assert refused_fields(KIND, attributes, {}) == {f"attributes.{field}" for field in fields}


def test_mechanical_ranges_have_no_d() -> None:
    ranges = [{"max": "5", "e": "0.002"}, {"max": "10", "e": "0.005"}]
    attributes = {**COUNTER, "ranges": ranges}
    assert refused_fields("nawi.mechanical", attributes, {}) == set()
    ranges[1]["d"] = "0.005"
    assert refused_fields("nawi.mechanical", attributes, {}) == {"attributes.ranges.1.d"}


def test_capacity_names_every_range() -> None:
    assert get_kind(KIND).describe_capacity(TWO_RANGES) == "Max 6000/15000 g, e = 2 g/5 g, kelas III"
