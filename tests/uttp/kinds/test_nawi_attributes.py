"""Which instruments there can be (OIML R 76-1 table 3)."""

from decimal import Decimal
from typing import Any

import pytest

from tests.uttp.kinds.cases import COUNTER, RULES, SCALE, Json, refused_fields, without
from uttp.kinds import get_kind

KIND = "nawi.electronic"


def instrument(accuracy_class: str, e: str, maximum: str, minimum: str, unit: str = "g", **more: Any) -> Json:
    base = {"unit": unit, "max": maximum, "min": minimum, "e": e, "d": e, "accuracy_class": accuracy_class}
    return {**base, **more}


def refused(attributes: object, kind: str = KIND) -> set[str]:
    return {field.removeprefix("attributes.") for field in refused_fields(kind, attributes, {})}


@pytest.mark.parametrize(
    ("accuracy_class", "e", "n_min", "n_max", "lowest"),
    [
        ("I", "0.001", 50_000, None, 100),
        ("I", "1000", 50_000, None, 100),
        ("II", "0.001", 100, 100_000, 20),
        ("II", "0.05", 100, 100_000, 20),
        ("II", "0.1", 5_000, 100_000, 50),
        ("II", "100", 5_000, 100_000, 50),
        ("III", "0.1", 100, 10_000, 20),
        ("III", "2", 100, 10_000, 20),
        ("III", "5", 500, 10_000, 20),
        ("III", "20000", 500, 10_000, 20),
        ("IIII", "5", 100, 1_000, 10),
        ("IIII", "5000", 100, 1_000, 10),
    ],
)
def test_intervals_and_min_of_each_class(
    accuracy_class: str, e: str, n_min: int, n_max: int | None, lowest: int
) -> None:
    def of(max_e: str, min_e: str) -> set[str]:
        scaled = (format(Decimal(e) * Decimal(number), "f") for number in (max_e, min_e))
        return refused(instrument(accuracy_class, e, *scaled))

    assert of(str(n_min), str(lowest)) == set()
    assert of(f"{n_min - 1}.999", str(lowest)) == {"max", "e"}
    assert of(str(n_min), f"{lowest - 1}.999") == {"min"}
    if n_max is None:
        assert of(str(n_min * 100), str(lowest)) == set()
    else:
        assert of(str(n_max), str(lowest)) == set()
        assert of(f"{n_max}.001", str(lowest)) == {"max", "e"}


@pytest.mark.parametrize(
    ("accuracy_class", "e"),
    [("I", "0.0005"), ("II", "0.0005"), ("III", "0.05"), ("IIII", "2"), ("IIII", "0.1")],
)
def test_interval_below_the_class_is_refused(accuracy_class: str, e: str) -> None:
    assert refused(instrument(accuracy_class, e, "1000", "500")) == {"e"}


@pytest.mark.parametrize("e", ["1", "2", "5", "10", "0.1", "0.2", "0.5", "0.50", "020", "2.000"])
def test_interval_of_one_two_or_five_is_taken(e: str) -> None:
    maximum = {"10": "60000", "020": "60000", "5": "30000"}.get(e, "1000")
    assert refused(instrument("III", e, maximum, "500")) == set()


@pytest.mark.parametrize("e", ["3", "4", "6", "0.25", "15", "1.5", "2.1", "11", "25"])
def test_other_intervals_are_refused(e: str) -> None:
    assert refused(instrument("III", e, "6000", "500")) == {"e"}


def test_grams_and_kilograms_are_the_same_instrument() -> None:
    assert refused(instrument("III", "0.002", "6", "0.04", "kg")) == set()
    assert refused(instrument("III", "0.00005", "6", "0.04", "kg")) == {"e"}


@pytest.mark.parametrize("field", ["max", "min", "e", "d"])
@pytest.mark.parametrize("value", ["0", "-1", "0.000", 1, None, True, "1,5", "1e3", "NaN", "", "９", []])
def test_sizes_must_be_written_quantities_above_zero(field: str, value: object) -> None:
    assert refused({**SCALE, field: value}) == {field}


@pytest.mark.parametrize("field", ["unit", "max", "min", "e", "d", "accuracy_class"])
def test_every_size_is_required(field: str) -> None:
    assert refused(without(SCALE, field)) == {field}


def test_min_above_max_is_refused() -> None:
    assert refused({**SCALE, "min": "6000.001"}) == {"min"}
    assert refused({**SCALE, "min": "6000"}) == set()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"d": "5"}, {"d"}),
        ({"d": "2.0001"}, {"d"}),
        ({"d": "1"}, {"d"}),
        ({"d": "1", "extended_display": False}, {"d"}),
        ({"d": "1", "auxiliary_device": True}, {"auxiliary_device", "e"}),
        ({"d": "1", "extended_display": True}, set()),
        ({"d": "0.2", "extended_display": True}, set()),
        ({"d": "2", "extended_display": True}, set()),
        ({"extended_display": "ya"}, {"extended_display"}),
        ({"extended_display": None}, {"extended_display"}),
        ({"colour": "red"}, {"colour"}),
    ],
)
def test_class_three_reads_in_e_unless_extended(changes: Json, fields: set[str]) -> None:
    assert refused({**SCALE, **changes}) == fields


@pytest.mark.parametrize(
    ("e", "d", "flags", "fields"),
    [
        ("0.1", "0.01", {}, {"d"}),
        ("0.1", "0.01", {"extended_display": True}, set()),
        ("0.1", "0.01", {"auxiliary_device": True}, set()),
        ("0.1", "0.02", {"auxiliary_device": True}, set()),
        ("0.1", "0.005", {"auxiliary_device": True}, {"d"}),
        ("0.1", "0.1", {"auxiliary_device": True}, {"d"}),
        ("0.2", "0.02", {"auxiliary_device": True}, {"e"}),
        ("0.1", "0.2", {"auxiliary_device": True}, {"d"}),
        ("0.1", "0.1", {}, set()),
    ],
)
def test_class_two_reads_finer_with_an_auxiliary_device(e: str, d: str, flags: Json, fields: set[str]) -> None:
    assert refused(instrument("II", e, "1000", "10", d=d, **flags)) == fields


def test_min_counts_in_d_with_an_auxiliary_device() -> None:
    fine: Json = {"d": "0.01", "auxiliary_device": True}
    assert refused(instrument("II", "0.1", "1000", "0.5", **fine)) == set()
    assert refused(instrument("II", "0.1", "1000", "0.499", **fine)) == {"min"}
    assert refused(instrument("II", "0.1", "1000", "0.5", d="0.01", extended_display=True)) == {"min"}


@pytest.mark.parametrize("attributes", [None, [], "x", 1, True])
def test_attributes_must_be_an_object(attributes: object) -> None:
    assert refused_fields(KIND, attributes, {}) == {"attributes"}


def test_mechanical_scale_has_no_digital_display() -> None:
    assert refused(COUNTER, "nawi.mechanical") == set()
    assert refused({**COUNTER, "d": "0.005"}, "nawi.mechanical") == {"d"}
    assert refused({**COUNTER, "extended_display": True}, "nawi.mechanical") == {"extended_display"}
    assert refused({**COUNTER, "auxiliary_device": True}, "nawi.mechanical") == {"auxiliary_device"}
    assert refused({**COUNTER, "extended_display": False}, "nawi.mechanical") == set()


def test_checked_attributes_are_canonical() -> None:
    checked = get_kind(KIND).check_attributes({**SCALE, "max": "06000.00", "e": "2.0"}, RULES)
    assert checked == SCALE


def test_all_contradictions_are_told_at_once() -> None:
    assert refused({**SCALE, "min": "1", "d": "1", "max": "100000"}) == {"min", "d", "max", "e"}
