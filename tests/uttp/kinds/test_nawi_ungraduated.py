"""Scales without graduation: the extra load that restores balance is the reading."""

import pytest

from tests.uttp.kinds.cases import COUNTER, SCALE, UNGRADUATED, Json, judge, refused_fields, result, row_of, yes
from uttp.kinds import get_kind

KIND = "nawi.mechanical.counter"


def readings() -> Json:
    rows = [{"load": load, "balancing_load": "0"} for load in ("60", "500", "1500", "2000", "3000")]
    return {
        "visual": yes(KIND, "visual"),
        "accuracy": rows,
        "repeatability": {"load": "1500", "indications": ["0", "1", "-0.5"]},
        "eccentricity": {
            "load": "1000",
            "rows": [{"position": str(n), "balancing_load": "0.5"} for n in range(4)],
        },
        "sensitivity": {"displacement_mm": "2"},
    }


def test_complete_and_exact_is_sah() -> None:
    evaluation = judge(KIND, UNGRADUATED, readings())
    assert (evaluation["verdict"], evaluation["missing"]) == ("sah", [])
    assert result(evaluation, "repeatability")["value"] == "1.5"


@pytest.mark.parametrize(
    ("service", "load", "balancing_load", "error", "verdict"),
    [
        ("tera", "1500", "1.5", "-1.5", "sah"),
        ("tera", "1500", "-1.5", "1.5", "sah"),
        ("tera", "1500", "1.51", "-1.51", "batal"),
        ("tera", "1500.1", "1.51", "-1.51", "sah"),
        ("tera_ulang", "1500", "3", "-3", "sah"),
        ("tera_ulang", "1500", "3.01", "-3.01", "batal"),
    ],
)
def test_extra_load_on_the_load_side_is_a_negative_error(
    service: str, load: str, balancing_load: str, error: str, verdict: str
) -> None:
    row = row_of(KIND, UNGRADUATED, {"load": load, "balancing_load": balancing_load}, service)
    assert (row["error"], row["verdict"]) == (error, verdict)


def test_row_without_a_reading_asks_for_it() -> None:
    assert row_of(KIND, UNGRADUATED, {"load": "1500"})["reason"] == "Isi muatan penyeimbang."


@pytest.mark.parametrize(
    ("kind", "attributes", "field"),
    [
        (KIND, UNGRADUATED, "indication"),
        (KIND, UNGRADUATED, "additional_load"),
        (KIND, COUNTER, "balancing_load"),
        (KIND, COUNTER, "additional_load"),
        ("nawi.electronic", SCALE, "balancing_load"),
    ],
)
def test_reading_of_the_other_sort_is_refused(kind: str, attributes: Json, field: str) -> None:
    fields = refused_fields(kind, attributes, {"accuracy": [{"load": "1", field: "1"}]})
    assert fields == {f"observations.accuracy.0.{field}"}


@pytest.mark.parametrize(
    ("kind", "attributes", "fields"),
    [
        (KIND, UNGRADUATED, set()),
        (KIND, {**UNGRADUATED, "ungraduated": False}, {"attributes.e"}),
        (KIND, {**UNGRADUATED, "e": "0.2"}, {"attributes.max", "attributes.e"}),
        (KIND, {**UNGRADUATED, "min": "59.9"}, {"attributes.min"}),
        (KIND, {**UNGRADUATED, "ranges": [{"max": "3000", "e": "3"}]}, {"attributes.ranges"}),
        ("nawi.electronic", {**SCALE, "ungraduated": True}, {"attributes.ungraduated"}),
        (
            "nawi.mechanical.balance",
            {
                "unit": "g",
                "max": "700",
                "min": "1.4",
                "e": "0.07",
                "accuracy_class": "II",
                "ungraduated": True,
            },
            set(),
        ),
    ],
)
def test_ungraduated_scale_may_have_any_e_that_fits_its_class(kind: str, attributes: Json, fields: set[str]) -> None:
    assert refused_fields(kind, attributes, {}) == fields


def test_form_asks_for_the_reading_that_the_scale_has() -> None:
    kind = get_kind(KIND)
    for attributes, expected in (
        (UNGRADUATED, ["load", "balancing_load"]),
        (COUNTER, ["load", "indication"]),
    ):
        (accuracy,) = (test for test in kind.tests_for(attributes) if test.code == "accuracy")
        assert [column.code for column in accuracy.columns] == expected
    assert get_kind("nawi.electronic").tests_for(SCALE) == get_kind("nawi.electronic").tests
    assert get_kind("fuel_dispenser").tests_for({}) == get_kind("fuel_dispenser").tests
