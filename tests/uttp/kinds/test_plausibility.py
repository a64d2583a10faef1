"""A question never changes a verdict; it is asked where an experienced colleague would ask."""

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


def test_equal_readings_everywhere_are_asked_about() -> None:
    said = "Kebenaran: semua kesalahan sama, 0. Yakin tiap baris dibaca sendiri?"
    assert questions("nawi.electronic", SCALE, {"accuracy": exact_rows(*LOADS)}) == [said]
    assert questions("nawi.electronic", SCALE, {"accuracy": exact_rows(*LOADS[:4])}) == []


def test_reading_far_from_its_neighbours_is_asked_about() -> None:
    rows = weighed("1", "0.8", "1", "1.2", "0.6")
    rows[2]["indication"] = "2050"
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == [
        "Kebenaran baris 3: kesalahan 50 jauh dari baris lain. Yakin?"
    ]


def test_load_below_min_is_asked_about() -> None:
    rows = [{"load": "20", "indication": "20", "additional_load": "1"}, {"indication": "20"}]
    assert questions("nawi.electronic", SCALE, {"accuracy": rows}) == [
        "Kebenaran baris 1: muatan 20 g di bawah Min 40 g. Yakin?"
    ]


def test_every_kind_with_rows_is_asked_alike() -> None:
    rows = [{"nominal": "1", "unit": "kg", "error_mg": "12"} for _ in range(5)]
    assert questions("weights", WEIGHTS, {"weights": rows}) == [
        "Massa konvensional: semua kesalahan sama, 12. Yakin tiap baris dibaca sendiri?"
    ]
