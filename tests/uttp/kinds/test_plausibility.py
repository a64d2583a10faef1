"""A question never changes a verdict; it is asked where an experienced colleague would ask."""

from decimal import Decimal

import pytest

from tests.uttp.kinds.cases import SCALE, WEIGHTS, Json, exact_rows, judge
from uttp.kinds import get_kind

LOADS = ("40", "1000", "2000", "4000", "6000")


def questions(kind: str, attributes: Json, observations: Json) -> list[str]:
    return get_kind(kind).questions(attributes, observations, judge(kind, attributes, observations))


def weighed(*errors: str) -> list[Json]:
    """At each of the loads, the display's step found with an additional load."""
    pairs = zip(LOADS, errors, strict=False)
    return [{"load": load, "indication": load, "additional_load": error} for load, error in pairs]


def test_usual_readings_raise_no_question() -> None:
    assert questions("nawi.electronic", SCALE, {"accuracy": weighed("1", "0.8", "1", "1.2", "0.6")}) == []


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (weighed("0.8", "0.8", "0.8", "0.8", "0.8"), "0,2"),
        (weighed("1.6", "1.6", "1.6", "1.6", "1.6"), "-0,6"),
        ([{"load": load, "indication": str(int(load) + 2)} for load in LOADS], "2"),
    ],
)
def test_equal_errors_everywhere_are_asked_about(rows: list[Json], error: str) -> None:
    question = f"Kebenaran: semua kesalahan sama, {error}. Yakin tiap baris dibaca sendiri?"
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == [question]
    assert questions("nawi.electronic", SCALE, {"accuracy": rows[:4]}) == []


RANGES = {**SCALE, "max": "6000", "ranges": [{"max": "3000", "e": "1", "d": "1"}, {"max": "6000", "e": "2", "d": "2"}]}
COARSE = [
    pytest.param("nawi.electronic", SCALE, exact_rows(*LOADS), id="as the display shows it"),
    pytest.param("nawi.electronic", SCALE, weighed("1", "1", "1", "1", "1"), id="with additional loads"),
    pytest.param("nawi.electronic", RANGES, exact_rows("20", "500", "2000", "3000", "6000"), id="in two ranges"),
    pytest.param("nawi.weighbridge", SCALE, exact_rows(*LOADS), id="a weighbridge"),
]


@pytest.mark.parametrize(("kind", "attributes", "rows"), COARSE)
def test_digital_display_of_e_that_shows_every_load_as_it_is_raises_no_question(
    kind: str, attributes: Json, rows: list[Json]
) -> None:
    plate = {**attributes, "min": "20"} if "ranges" in attributes else attributes
    corners = [{"position": str(number), "indication": "2000"} for number in range(1, 6)]
    eccentricity = {"load": "2000", "rows": corners}
    assert questions(kind, plate, {"accuracy": rows, "eccentricity": eccentricity}) == []


FINE = {**SCALE, "d": "0.2", "extended_display": True}
DIAL = {name: value for name, value in SCALE.items() if name != "d"}
MIXED = {**RANGES, "min": "20", "extended_display": True}
MIXED["ranges"] = [{"max": "3000", "e": "1", "d": "0.2"}, {"max": "6000", "e": "2", "d": "2"}]


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [("nawi.electronic", FINE), ("nawi.mechanical.spring", DIAL), ("nawi.electronic", MIXED)],
    ids=["a display finer than e", "a dial", "one fine range"],
)
def test_no_error_at_all_is_asked_about_where_one_could_see_it(kind: str, attributes: Json) -> None:
    question = "Kebenaran: Semua kesalahan 0. Pastikan setiap penunjukan sudah dibaca."
    assert questions(kind, attributes, {"accuracy": exact_rows(*LOADS)}) == [question]


def test_no_error_of_any_weight_is_asked_about() -> None:
    five = {**WEIGHTS, "items": [{"nominal": "1", "unit": "kg", "count": "5"}]}
    rows = [{"nominal": "1", "unit": "kg", "error_mg": "0"} for _ in range(5)]
    assert questions("weights", five, {"weights": rows}) == [
        "Massa konvensional: Semua kesalahan 0. Pastikan setiap penunjukan sudah dibaca."
    ]


def test_reading_far_from_its_neighbours_is_asked_about() -> None:
    rows = weighed("1", "0.8", "1", "1.2", "0.6")
    rows[2]["indication"] = "2050"
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == [
        "Kebenaran baris 3: kesalahan 50 jauh dari baris lain. Yakin?"
    ]


SET = [("1", "kg"), ("500", "g"), ("200", "g"), ("100", "g"), ("50", "g"), ("20", "g"), ("10", "g")]


@pytest.mark.parametrize("share", ["0.9", "-0.9", "0.3"])
def test_set_of_weights_that_are_all_well_within_their_limits_raises_no_question(share: str) -> None:
    """The limit of the largest is a hundred times that of the smallest, and so may be its error."""
    mpe = ("500", "250", "100", "50", "30", "25", "20")
    attributes = {"accuracy_class": "M3", "items": [{"nominal": n, "unit": unit, "count": "1"} for n, unit in SET]}
    rows = [
        {"nominal": n, "unit": unit, "error_mg": str(Decimal(limit) * Decimal(share))}
        for (n, unit), limit in zip(SET, mpe, strict=True)
    ]
    assert questions("weights", attributes, {"weights": rows}) == []
    rows[-1]["error_mg"] = "70"
    assert questions("weights", attributes, {"weights": rows}) == [
        "Massa konvensional baris 7: kesalahan 70 jauh dari baris lain. Yakin?"
    ]


def test_load_below_min_is_asked_about() -> None:
    rows = [{"load": "20", "indication": "20", "additional_load": "1"}, {"indication": "20"}]
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == [
        "Kebenaran baris 1: muatan 20 g di bawah Min 40 g. Yakin?"
    ]


@pytest.mark.parametrize("zero", ["0", "0.0", "0.000"])
def test_display_without_a_load_is_no_load_below_min(zero: str) -> None:
    rows = [{"load": zero, "indication": "0"}, *exact_rows("40")]
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == []


def test_every_kind_with_rows_is_asked_alike() -> None:
    rows = [{"nominal": "1", "unit": "kg", "error_mg": "12"} for _ in range(5)]
    assert questions("weights", WEIGHTS, {"weights": rows}) == [
        "Massa konvensional: semua kesalahan sama, 12. Yakin tiap baris dibaca sendiri?"
    ]
