"""OIML R 35-1."""

import pytest

from tests.uttp.kinds.cases import TAPE, Json, judge, refused_fields, rows_of, yes


def row(accuracy_class: str, length: str, error: str, *, end_surface: bool = False) -> Json:
    attributes = {"accuracy_class": accuracy_class, "nominal_m": "50", "end_surface": end_surface}
    return rows_of("length_measure", attributes, "readings", [{"length_m": length, "error_mm": error}])[0]


@pytest.mark.parametrize(
    ("accuracy_class", "length", "limit", "from_the_end"),
    [
        ("I", "1", "0.2", "0.3"),
        ("I", "0.3", "0.2", "0.3"),
        ("I", "1.001", "0.3", "0.4"),
        ("II", "5", "1.3", "1.5"),
        ("II", "30", "6.3", "6.5"),
        ("III", "2", "1.4", "1.7"),
        ("III", "49.5", "20.6", "20.9"),
    ],
)
def test_limit_grows_with_every_begun_metre(accuracy_class: str, length: str, limit: str, from_the_end: str) -> None:
    assert row(accuracy_class, length, "0")["mpe"] == limit
    assert row(accuracy_class, length, "0", end_surface=True)["mpe"] == from_the_end


@pytest.mark.parametrize(
    ("error", "verdict"), [("1.3", "sah"), ("-1.3", "sah"), ("1.301", "batal"), ("-1.301", "batal")]
)
def test_both_ends_of_the_limit_are_included(error: str, verdict: str) -> None:
    assert row("II", "5", error)["verdict"] == verdict


def test_length_beyond_the_tape_is_refused() -> None:
    rows = [{"length_m": "5"}, {"length_m": "5.1"}]
    assert refused_fields("length_measure", TAPE, {"readings": rows}) == {"observations.readings.1.length_m"}


def test_one_length_completes_the_test() -> None:
    readings: Json = {"visual": yes("length_measure", "visual"), "readings": [{"length_m": "5"}]}
    assert judge("length_measure", TAPE, readings)["missing"] == ["readings"]
    readings["readings"][0]["error_mm"] = "-1"
    assert judge("length_measure", TAPE, readings)["verdict"] == "sah"
