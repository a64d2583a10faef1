"""The error of one reading against its limit (OIML R 76-1 A.4.4.3, table 6)."""

from decimal import Decimal

import pytest

from tests.uttp.kinds.cases import COUNTER, SCALE, Json, judge, refused_fields, result, row_of

KIND = "nawi.electronic"
FINE: Json = {**SCALE, "d": "0.2", "extended_display": True}  # d = e/10: rounding does not matter
SERVICES = {"tera": Decimal(1), "tera_ulang": Decimal(2)}
both_services = pytest.mark.parametrize("service", list(SERVICES))


def largest(accuracy_class: str) -> Json:
    """The largest instrument of its class with e = 10 g, read in tenths of e."""
    n_max = {"I": 1_000_000, "II": 100_000, "III": 10_000, "IIII": 1_000}[accuracy_class]
    return {
        "unit": "g",
        "max": str(n_max * 10),
        "min": "1000",
        "e": "10",
        "d": "1",
        "accuracy_class": accuracy_class,
        "extended_display": True,
    }


@both_services
@pytest.mark.parametrize(
    ("accuracy_class", "load_in_e", "limit_in_e"),
    [
        ("I", "0", "0.5"),
        ("I", "49999.999", "0.5"),
        ("I", "50000", "0.5"),
        ("I", "50000.001", "1"),
        ("I", "200000", "1"),
        ("I", "200000.001", "1.5"),
        ("I", "1000000", "1.5"),
        ("II", "4999.999", "0.5"),
        ("II", "5000", "0.5"),
        ("II", "5000.001", "1"),
        ("II", "20000", "1"),
        ("II", "20000.001", "1.5"),
        ("II", "100000", "1.5"),
        ("III", "499.999", "0.5"),
        ("III", "500", "0.5"),
        ("III", "500.001", "1"),
        ("III", "2000", "1"),
        ("III", "2000.001", "1.5"),
        ("III", "10000", "1.5"),
        ("IIII", "49.999", "0.5"),
        ("IIII", "50", "0.5"),
        ("IIII", "50.001", "1"),
        ("IIII", "200", "1"),
        ("IIII", "200.001", "1.5"),
        ("IIII", "1000", "1.5"),
    ],
)
def test_limit_by_load_in_each_class(accuracy_class: str, load_in_e: str, limit_in_e: str, service: str) -> None:
    load = Decimal(load_in_e) * 10
    limit = Decimal(limit_in_e) * 10 * SERVICES[service]
    tiny = Decimal("0.0001")
    for error, verdict in (
        (limit, "sah"),
        (-limit, "sah"),
        (limit - tiny, "sah"),
        (limit + tiny, "batal"),
        (-limit - tiny, "batal"),
    ):
        row = row_of(KIND, largest(accuracy_class), {"load": f"{load:f}", "indication": f"{load + error:f}"}, service)
        assert (Decimal(row["mpe"]), Decimal(row["error"]), row["verdict"]) == (limit, error, verdict)


def test_worked_example_with_additional_load() -> None:
    attributes = {"unit": "g", "max": "5000", "min": "100", "e": "5", "d": "5", "accuracy_class": "III"}
    given = {"load": "1000", "indication": "1000", "additional_load": "1.5"}
    row = row_of(KIND, attributes, given, zero_error="0.5")
    assert row == {**given, "error": "0.5", "mpe": "2.5", "verdict": "sah"}


@pytest.mark.parametrize(
    ("load", "indication", "error", "mpe", "verdict"),
    [
        ("40", "40", "0", "1", "sah"),
        ("1000", "1000", "0", "1", "sah"),
        ("3000", "2996", "-4", "2", "batal"),
        ("2000", "2000", "0", "2", "sah"),
    ],
)
def test_worked_example_of_a_market_scale(load: str, indication: str, error: str, mpe: str, verdict: str) -> None:
    row = row_of(KIND, SCALE, {"load": load, "indication": indication})
    assert (row["error"], row["mpe"], row["verdict"]) == (error, mpe, verdict)


@pytest.mark.parametrize(
    ("service", "load", "indication", "verdict"),
    [
        # d = 2, so the error lies within 1 g of the difference that is read
        ("tera", "1000", "1000", "sah"),
        ("tera", "1000", "1002", "batal"),  # [1, 3] against 1: its low end is the limit
        ("tera", "1000", "998", "batal"),
        ("tera", "1000", "1000.5", "open"),
        ("tera", "3000", "3001", "sah"),  # [0, 2] against 2
        ("tera", "3000", "3002", "open"),  # [1, 3]
        ("tera", "3000", "2998", "open"),
        ("tera", "3000", "3003", "batal"),  # [2, 4]
        ("tera", "3000", "2997", "batal"),
        ("tera_ulang", "1000", "1002", "open"),  # [1, 3] against 2
        ("tera_ulang", "1000", "1001", "sah"),
        ("tera_ulang", "1000", "1003", "batal"),
        ("tera_ulang", "3000", "2996", "open"),  # [-5, -3] against 4
        ("tera_ulang", "3000", "2997", "sah"),
        ("tera_ulang", "3000", "2995", "batal"),
    ],
)
def test_rounding_of_the_display_hides_half_a_step(service: str, load: str, indication: str, verdict: str) -> None:
    assert row_of(KIND, SCALE, {"load": load, "indication": indication}, service)["verdict"] == verdict


@pytest.mark.parametrize(
    ("additional_load", "error", "verdict"),
    [("0", "3", "batal"), ("0.9999", "2.0001", "batal"), ("1", "2", "sah"), ("2", "1", "sah")],
)
def test_additional_load_gives_the_error_exactly(additional_load: str, error: str, verdict: str) -> None:
    row = row_of(KIND, SCALE, {"load": "3000", "indication": "3002", "additional_load": additional_load})
    assert (row["error"], row["verdict"]) == (error, verdict)
    assert "error_low" not in row


@pytest.mark.parametrize(
    ("indication", "changed", "verdict"),
    [
        ("3002", True, "batal"),  # [2, 3] against 2
        ("3002", False, "sah"),  # [1, 2]
        ("2998", True, "sah"),  # [-2, -1]
        ("2998", False, "batal"),  # [-3, -2]
        ("3003", False, "batal"),  # [2, 3]
        ("3002.5", False, "open"),  # [1.5, 2.5]
    ],
)
def test_half_e_added_halves_the_doubt(indication: str, changed: bool, verdict: str) -> None:
    row = {"load": "3000", "indication": indication, "changed_after_half_e": changed}
    assert row_of(KIND, SCALE, row)["verdict"] == verdict


def test_additional_load_wins_over_half_e() -> None:
    row = {"load": "3000", "indication": "3002", "changed_after_half_e": True, "additional_load": "1"}
    assert row_of(KIND, SCALE, row)["verdict"] == "sah"


@pytest.mark.parametrize(
    ("indication", "changed", "verdict"),
    [
        ("1002", True, "open"),  # [1, 3] against 2.5
        ("998.5", True, "sah"),  # [-2.5, -0.5]: not below what the display alone tells
        ("1002", False, "sah"),  # both ends count: 0.5 and 1
        ("998", False, "batal"),  # -3.5 and -3
    ],
)
def test_half_e_with_a_display_of_two_fifths_e(indication: str, changed: bool, verdict: str) -> None:
    """d = 2, e = 5: d > e/5 still rounds, and 0.5 e is more than one step."""
    attributes = {**SCALE, "e": "5", "min": "100", "extended_display": True}
    row = row_of(KIND, attributes, {"load": "1000", "indication": indication, "changed_after_half_e": changed})
    assert row["verdict"] == verdict


@pytest.mark.parametrize(("d", "verdict"), [("1", "sah"), ("1.01", "open")])
def test_display_of_a_fifth_of_e_is_read_directly(d: str, verdict: str) -> None:
    attributes = {**SCALE, "e": "5", "min": "100", "d": d, "extended_display": True}
    assert row_of(KIND, attributes, {"load": "1000", "indication": "1002.5"})["verdict"] == verdict


def test_finer_display_needs_no_additional_load() -> None:
    row = row_of(KIND, FINE, {"load": "3000", "indication": "3002", "additional_load": "0.2"})
    assert (row["error"], row["verdict"]) == ("2", "sah")


def test_zero_error_is_taken_off() -> None:
    row = {"load": "3000", "indication": "3002.4"}
    assert row_of(KIND, FINE, row)["verdict"] == "batal"
    assert row_of(KIND, FINE, row, zero_error="0.4")["error"] == "2"
    assert row_of(KIND, FINE, row, zero_error="0.4")["verdict"] == "sah"
    assert row_of(KIND, FINE, row, zero_error="-0.4")["error"] == "2.8"


def test_open_row_says_which_reading_would_settle_it() -> None:
    evaluation = judge(KIND, SCALE, {"accuracy": [{"load": "3000", "indication": "3002"}]})
    (row,) = result(evaluation, "accuracy")["rows"]
    said = "Kesalahan antara 1 sampai 3 g, BKD ±2 g: baca imbuh (ΔL) untuk memastikan."
    assert row == {
        "load": "3000",
        "indication": "3002",
        "error": "2",
        "mpe": "2",
        "error_low": "1",
        "error_high": "3",
        "verdict": "open",
        "reason": said,
    }
    assert f"Kebenaran baris 1: {said}" in evaluation["reasons"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, {"verdict": "open", "reason": "Isi muatan."}),
        ({"indication": "5"}, {"verdict": "open", "reason": "Isi muatan."}),
        ({"load": "3000"}, {"mpe": "2", "verdict": "open", "reason": "Isi penunjukan."}),
        (
            {"load": "3000", "additional_load": "1"},
            {"mpe": "2", "verdict": "open", "reason": "Isi penunjukan."},
        ),
    ],
)
def test_incomplete_row_is_open_and_asks(row: Json, expected: Json) -> None:
    assert row_of(KIND, SCALE, row) == {**row, **expected}


@pytest.mark.parametrize("indication", ["-3000", "999999999999999", "-0", "0.00000000000001"])
def test_readings_outside_sense_are_judged(indication: str) -> None:
    assert row_of(KIND, SCALE, {"load": "3000", "indication": indication})["verdict"] == "batal"


def test_error_keeps_every_digit() -> None:
    attributes = {**SCALE, "unit": "kg"}
    row = row_of(KIND, attributes, {"load": "0.00000000000001", "indication": "999999999999999"})
    assert row["error"] == "999999999999998.99999999999999"


def test_rows_are_echoed_in_order_and_do_not_touch_each_other() -> None:
    given = [
        {"load": "6000", "indication": "6000.0"},
        {"load": "3000", "indication": "2996"},
        {"load": "0040", "indication": "40"},
        {"load": "6000", "indication": "6000"},
    ]
    rows = result(judge(KIND, SCALE, {"accuracy": given}), "accuracy")["rows"]
    alone = [row_of(KIND, SCALE, row) for row in given]
    assert rows == alone
    assert [(row["load"], row["indication"]) for row in rows] == [(row["load"], row["indication"]) for row in given]
    assert [row["verdict"] for row in rows] == ["sah", "batal", "sah", "sah"]


@pytest.mark.parametrize(
    ("observations", "field"),
    [
        ({"accuracy": [{"load": "6000"}, {"load": "6000.001"}]}, "accuracy.1.load"),
        ({"accuracy": [{"load": "-1"}]}, "accuracy.0.load"),
        ({"accuracy": [{"load": "1", "additional_load": "2.001"}]}, "accuracy.0.additional_load"),
        ({"accuracy": [{"additional_load": "2.001"}]}, "accuracy.0.additional_load"),
        ({"accuracy": [{"load": "1", "additional_load": "-0.001"}]}, "accuracy.0.additional_load"),
        ({"accuracy": [{"load": 1}]}, "accuracy.0.load"),
        ({"accuracy": [{"load": "1", "indication": None}]}, "accuracy.0.indication"),
        ({"accuracy": [{"changed_after_half_e": 1}]}, "accuracy.0.changed_after_half_e"),
        ({"accuracy": [{"verdict": "sah"}]}, "accuracy.0.verdict"),
        ({"accuracy": [{"balancing_load": "1"}]}, "accuracy.0.balancing_load"),
        ({"accuracy": {"load": "1"}}, "accuracy"),
        ({"accuracy": [{}] * 201}, "accuracy"),
        ({"repeatability": {"load": "6001"}}, "repeatability.load"),
        ({"repeatability": {"indications": ["1", 2]}}, "repeatability.indications.1"),
        ({"eccentricity": {"load": "6001"}}, "eccentricity.load"),
        (
            {"eccentricity": {"load": "1", "rows": [{}, {"additional_load": "3"}]}},
            "eccentricity.rows.1.additional_load",
        ),
        ({"eccentricity": {"rows": [{"load": "1"}]}}, "eccentricity.rows.0.load"),
        ({"eccentricity": {"rows": [{"position": ""}]}}, "eccentricity.rows.0.position"),
        ({"eccentricity": {"rows": [{"position": "a\nb"}]}}, "eccentricity.rows.0.position"),
        ({"discrimination": {"load": "6001"}}, "discrimination.load"),
        ({"zero_setting": {"base": "1", "after": "2"}}, "zero_setting.after"),
        ({"zero_error": 0}, "zero_error"),
        ({"sensitivity": {"displacement_mm": "5"}}, "sensitivity"),
        ({"visual": {"smell": True}}, "visual.smell"),
        ({"visual": {"nameplate": "ya"}}, "visual.nameplate"),
        ({"weights": []}, "weights"),
    ],
)
def test_contradictions_name_the_field(observations: Json, field: str) -> None:
    assert refused_fields(KIND, SCALE, observations) == {f"observations.{field}"}


def test_additional_load_of_exactly_zero_and_d_is_taken() -> None:
    for additional_load in ("0", "2", "2.000"):
        row = {"load": "40", "indication": "40", "additional_load": additional_load}
        assert refused_fields(KIND, SCALE, {"accuracy": [row]}) == set()


def test_pointer_is_read_directly() -> None:
    row = row_of("nawi.mechanical", COUNTER, {"load": "5", "indication": "5.005"})
    assert (row["error"], row["mpe"], row["verdict"]) == ("0.005", "0.005", "sah")
    assert row_of("nawi.mechanical", COUNTER, {"load": "5", "indication": "5.0051"})["verdict"] == "batal"
    row = row_of("nawi.mechanical", COUNTER, {"load": "5", "indication": "5.006"}, zero_error="0.001")
    assert row["verdict"] == "sah"


@pytest.mark.parametrize("field", ["additional_load", "changed_after_half_e"])
def test_pointer_has_no_display_to_change(field: str) -> None:
    value = "0.001" if field == "additional_load" else True
    observations = {"accuracy": [{"load": "5", "indication": "5", field: value}]}
    assert refused_fields("nawi.mechanical", COUNTER, observations) == {f"observations.accuracy.0.{field}"}
