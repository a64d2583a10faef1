"""OIML R 111-1:2004, table 1."""

import pytest

from tests.uttp.kinds.cases import RULES, WEIGHTS, Json, judge, refused_fields, result, rows_of, yes
from uttp.kinds import get_kind

TABLE = """
50 kg    80    250   800   2500  8000  25000
20 kg    30    100   300   1000  3000  10000
10 kg    16    50    160   500   1600  5000
5 kg     8     25    80    250   800   2500
2 kg     3     10    30    100   300   1000
1 kg     1.6   5     16    50    160   500
500 g    0.8   2.5   8     25    80    250
200 g    0.3   1     3     10    30    100
100 g    0.16  0.5   1.6   5     16    50
50 g     0.1   0.3   1     3     10    30
20 g     0.08  0.25  0.8   2.5   8     25
10 g     0.06  0.2   0.6   2     6     20
5 g      0.05  0.16  0.5   1.6   5     16
2 g      0.04  0.12  0.4   1.2   4     12
1 g      0.03  0.1   0.3   1     3     10
500 mg   0.025 0.08  0.25  0.8   2.5   -
200 mg   0.02  0.06  0.2   0.6   2     -
100 mg   0.016 0.05  0.16  0.5   1.6   -
50 mg    0.012 0.04  0.12  0.4   -     -
20 mg    0.01  0.03  0.1   0.3   -     -
10 mg    0.008 0.025 0.08  0.25  -     -
5 mg     0.006 0.02  0.06  0.2   -     -
2 mg     0.006 0.02  0.06  0.2   -     -
1 mg     0.006 0.02  0.06  0.2   -     -
"""
CLASSES = ("E2", "F1", "F2", "M1", "M2", "M3")
CELLS = [
    (nominal, unit, name, limit)
    for nominal, unit, *limits in map(str.split, TABLE.strip().splitlines())
    for name, limit in zip(CLASSES, limits, strict=True)
]


def one(nominal: str, unit: str, accuracy_class: str, count: object = "1") -> Json:
    return {"accuracy_class": accuracy_class, "items": [{"nominal": nominal, "unit": unit, "count": count}]}


def row(attributes: Json, error: str, **more: str) -> Json:
    (item,) = attributes["items"]
    given = {"nominal": item["nominal"], "unit": item["unit"], "error_mg": error, **more}
    return rows_of("weights", attributes, "weights", [given])[0]


@pytest.mark.parametrize(("nominal", "unit", "accuracy_class", "limit"), CELLS)
def test_limit_holds_at_both_ends_and_not_beyond(nominal: str, unit: str, accuracy_class: str, limit: str) -> None:
    attributes = one(nominal, unit, accuracy_class)
    if limit == "-":
        assert refused_fields("weights", attributes, {}) == {"attributes.items.0.nominal"}
        return
    for sign in ("", "-"):
        assert row(attributes, f"{sign}{limit}")["mpe"] == limit
        assert row(attributes, f"{sign}{limit}")["verdict"] == "sah"
        beyond = f"{limit}001" if "." in limit else f"{limit}.001"
        assert row(attributes, f"{sign}{beyond}")["verdict"] == "batal"


def test_same_mass_in_another_unit_has_the_same_limit() -> None:
    assert row(one("1000", "g", "M1"), "50")["mpe"] == row(one("1", "kg", "M1"), "50")["mpe"] == "50"
    assert row(one("0.5", "g", "F2"), "0.25")["mpe"] == "0.25"


def test_tera_ulang_has_the_same_limit() -> None:
    rows = [{"nominal": "1", "unit": "kg", "error_mg": "160.1"}]
    assert rows_of("weights", WEIGHTS, "weights", rows, "tera_ulang")[0]["verdict"] == "batal"


@pytest.mark.parametrize(
    ("error", "uncertainty", "verdict"),
    [("40", "10", "sah"), ("-40", "10", "sah"), ("40.1", "10", "batal"), ("33", "17", "open"), ("90", "17", "open")],
)
def test_uncertainty_narrows_the_limit_up_to_a_third_of_it(error: str, uncertainty: str, verdict: str) -> None:
    assert row(one("1", "kg", "M1"), error, uncertainty_mg=uncertainty)["verdict"] == verdict


def test_third_of_the_limit_is_still_good_enough() -> None:
    assert row(one("10", "mg", "F1"), "0", uncertainty_mg="0.008")["verdict"] == "sah"
    assert row(one("20", "mg", "F1"), "0.02", uncertainty_mg="0.01")["verdict"] == "sah"


def test_set_is_complete_when_every_piece_is_weighed() -> None:
    piece = {"nominal": "1000", "unit": "g", "error_mg": "1"}
    readings: Json = {"visual": yes("weights", "visual"), "weights": [piece]}
    lacking = judge("weights", WEIGHTS, readings)
    assert (lacking["verdict"], lacking["missing"]) == ("open", ["weights"])
    assert result(lacking, "weights")["verdict"] == "sah"
    readings["weights"] = [piece, {**piece, "nominal": "1", "unit": "kg"}]
    assert judge("weights", WEIGHTS, readings)["verdict"] == "sah"


def test_rows_are_echoed_in_order_with_their_results() -> None:
    given = [{"nominal": "1", "unit": "kg"}, {"nominal": "1", "unit": "kg", "error_mg": "-200"}]
    first, second = rows_of("weights", WEIGHTS, "weights", given)
    assert first == {**given[0], "mpe": "160", "verdict": "open", "reason": "Isi kesalahan."}
    assert second == {**given[1], "mpe": "160", "error": "-200", "verdict": "batal"}


def test_weighed_piece_without_a_limit_is_refused() -> None:
    assert refused_fields("weights", WEIGHTS, {"weights": [{"nominal": "3", "unit": "kg"}]}) == {
        "observations.weights.0.nominal"
    }


@pytest.mark.parametrize("count", ["0", "201", "1.5", "-1", "", 0, True, 2.0, None])
def test_count_is_a_whole_number_of_pieces(count: object) -> None:
    assert refused_fields("weights", one("1", "kg", "M1", count), {}) == {"attributes.items.0.count"}


def test_count_may_be_a_plain_number() -> None:
    assert get_kind("weights").check_attributes(one("1", "kg", "M1", 2), RULES)["items"][0]["count"] == "2"


@pytest.mark.parametrize("items", [[], None, "x", [{}], [{"nominal": "1", "unit": "t", "count": "1"}]])
def test_set_without_readable_pieces_is_refused(items: object) -> None:
    assert refused_fields("weights", {"accuracy_class": "M1", "items": items}, {})


@pytest.mark.parametrize(("own", "standard", "is_fit"), [("M2", "M1", True), ("M1", "M1", False), ("M1", "F2", True)])
def test_standard_has_at_most_a_third_of_the_limit(own: str, standard: str, is_fit: bool) -> None:
    why = get_kind("weights").why_standard_unfit(standard, one("1", "kg", own), RULES)
    assert (why == "") is is_fit


def test_set_reads_as_it_is_called() -> None:
    pieces = [{"nominal": "500", "unit": "g", "count": "1"}, {"nominal": "1", "unit": "kg", "count": "2"}]
    describe = get_kind("weights").describe_capacity
    assert describe({"accuracy_class": "M2", "items": pieces}) == "3 buah, 500 g sampai 1 kg, kelas M2"
    assert describe(one("20", "kg", "M1")) == "20 kg, kelas M1"
