"""Whole tests of a weighing instrument, and the verdict over all of them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.uttp.kinds.cases import (
    COUNTER,
    SCALE,
    Json,
    counter_readings,
    exact_rows,
    judge,
    refused_fields,
    result,
    scale_readings,
    without,
    yes,
)
from uttp.kinds import Rules, get_kind

KIND = "nawi.electronic"
both_services = pytest.mark.parametrize("service", ["tera", "tera_ulang"])


@both_services
def test_complete_and_exact_is_sah(service: str) -> None:
    evaluation = judge(KIND, SCALE, scale_readings(), service)
    assert evaluation["verdict"] == "sah"
    assert evaluation["missing"] == evaluation["reasons"] == []
    assert [test["test"] for test in evaluation["tests"]] == [
        "visual",
        "accuracy",
        "repeatability",
        "eccentricity",
        "zero_setting",
        "tare",
    ]
    assert {test["verdict"] for test in evaluation["tests"]} == {"sah"}


def test_worked_example_of_a_market_scale_is_batal() -> None:
    accuracy = [*exact_rows("40", "1000", "4000", "6000"), {"load": "3000", "indication": "2996"}]
    evaluation = judge(KIND, SCALE, scale_readings(accuracy=accuracy))
    assert evaluation["verdict"] == "batal"
    assert result(evaluation, "accuracy")["verdict"] == "batal"
    assert result(evaluation, "eccentricity")["verdict"] == "sah"
    assert result(evaluation, "zero_setting")["verdict"] == "sah"
    assert evaluation["reasons"] == ["Kebenaran baris 5: Kesalahan antara -5 sampai -3 g di luar BKD ±2 g."]


def test_a_no_is_told_as_the_answer_that_it_was() -> None:
    item = get_kind(KIND).test("visual").items[0]
    visual = {**scale_readings()["visual"], item.code: False}
    evaluation = judge(KIND, SCALE, scale_readings(visual=visual))
    label = get_kind(KIND).test("visual").label
    assert evaluation["reasons"] == [f"{label}: jawaban “Tidak” untuk “{item.label}”."]


@pytest.mark.parametrize("test", ["visual", "accuracy", "repeatability", "eccentricity", "zero_setting", "tare"])
def test_missing_test_is_open_and_named(test: str) -> None:
    evaluation = judge(KIND, SCALE, without(scale_readings(), test))
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == [test]
    assert len(evaluation["reasons"]) == 1


def test_tare_is_asked_only_at_tera_but_judged_when_given() -> None:
    readings = without(scale_readings(), "tare")
    assert judge(KIND, SCALE, readings, "tera_ulang")["verdict"] == "sah"
    readings["tare"] = {"base": "20", "after_quarter_e": "22", "after_three_quarter_e": "22"}
    assert judge(KIND, SCALE, readings, "tera_ulang")["verdict"] == "batal"


@both_services
@pytest.mark.parametrize("test", ["repeatability", "zero_setting", "tare", "discrimination"])
def test_empty_record_is_open(test: str, service: str) -> None:
    evaluation = judge(KIND, SCALE, scale_readings(**{test: {}}), service)
    assert evaluation["verdict"] == "open"
    assert result(evaluation, test) == {"test": test, "verdict": "open"}
    assert evaluation["reasons"] or (test, service) == ("tare", "tera_ulang")


@pytest.mark.parametrize("item", list(yes(KIND, "visual")))
def test_visual_items_are_all_asked_and_a_no_rejects(item: str) -> None:
    answers = yes(KIND, "visual")
    unanswered = judge(KIND, SCALE, scale_readings(visual=without(answers, item)))
    assert (unanswered["verdict"], unanswered["missing"]) == ("open", [f"visual.{item}"])
    refused = judge(KIND, SCALE, scale_readings(visual={**answers, item: False}))
    assert refused["verdict"] == "batal"
    assert result(refused, "visual") == {"test": "visual", "verdict": "batal"}


def test_failure_beats_what_is_missing() -> None:
    assert judge(KIND, SCALE, {"visual": {"nameplate": False}})["verdict"] == "batal"
    assert judge(KIND, SCALE, {"accuracy": [{"load": "3000", "indication": "1"}]})["verdict"] == "batal"


@pytest.mark.parametrize(
    ("dropped", "said"),
    [
        ("40", "Kebenaran: belum lengkap, kurang Min 40 g."),
        ("1000", "Kebenaran: belum lengkap, kurang titik pergantian BKD 1000 g."),
        ("4000", "Kebenaran: belum lengkap, kurang titik pergantian BKD 4000 g."),
        ("6000", "Kebenaran: belum lengkap, kurang Max 6000 g."),
    ],
)
def test_accuracy_needs_min_change_over_points_and_max(dropped: str, said: str) -> None:
    loads = [load for load in ("40", "1000", "2000", "3000", "4000", "6000") if load != dropped]
    evaluation = judge(KIND, SCALE, scale_readings(accuracy=exact_rows(*loads)))
    assert (evaluation["verdict"], evaluation["missing"], evaluation["reasons"]) == (
        "open",
        ["accuracy"],
        [said],
    )
    assert result(evaluation, "accuracy")["verdict"] == "sah"


def test_accuracy_needs_five_different_loads() -> None:
    evaluation = judge(KIND, SCALE, scale_readings(accuracy=exact_rows("40", "1000", "4000", "6000", "6000.0")))
    assert evaluation["missing"] == ["accuracy"]
    assert "1 muatan lagi" in evaluation["reasons"][0]


def test_rows_without_an_indication_do_not_cover() -> None:
    accuracy = [*exact_rows("40", "1000", "2000", "4000"), {"load": "6000"}]
    evaluation = judge(KIND, SCALE, scale_readings(accuracy=accuracy))
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == ["accuracy"]


def test_open_row_covers_its_load_but_leaves_the_test_open() -> None:
    accuracy = [*exact_rows("40", "1000", "2000", "4000"), {"load": "6000", "indication": "6003"}]
    evaluation = judge(KIND, SCALE, scale_readings(accuracy=accuracy))
    assert (evaluation["verdict"], evaluation["missing"]) == ("open", [])
    assert result(evaluation, "accuracy")["verdict"] == "open"


def test_change_over_at_max_asks_for_nothing_more() -> None:
    attributes = {**SCALE, "max": "4000"}  # 2000 e
    readings = scale_readings(accuracy=exact_rows("40", "500", "1000", "2000", "4000"))
    assert judge(KIND, attributes, readings)["verdict"] == "sah"


def test_rows_in_any_order_give_the_same_verdict() -> None:
    accuracy = exact_rows("6000", "40", "2000", "4000", "1000")
    assert judge(KIND, SCALE, scale_readings(accuracy=accuracy))["verdict"] == "sah"


@pytest.mark.parametrize(
    ("service", "load", "indications", "value", "limit", "verdict"),
    [
        ("tera", "3000", ["3000", "3002", "3000"], "2", "2", "sah"),
        ("tera", "3000", ["3000", "3002.0001", "3000"], "2.0001", "2", "batal"),
        ("tera_ulang", "3000", ["2998", "3002", "3000"], "4", "4", "sah"),
        ("tera_ulang", "3000", ["2998", "3002.1", "3000"], "4.1", "4", "batal"),
        ("tera", "1000", ["1000", "1002", "1000"], "2", "1", "batal"),
        ("tera", "1000.1", ["1000", "1002", "1000"], "2", "2", "sah"),
        ("tera", "6000", ["6000", "6003", "6000", "6000"], "3", "3", "sah"),
        ("tera", "3000", ["-1", "3000", "3000"], "3001", "2", "batal"),
    ],
)
def test_repeatability_against_the_limit_of_its_load(
    service: str, load: str, indications: list[str], value: str, limit: str, verdict: str
) -> None:
    readings = scale_readings(repeatability={"load": load, "indications": indications})
    evaluation = judge(KIND, SCALE, readings, service)
    assert result(evaluation, "repeatability") == {
        "test": "repeatability",
        "verdict": verdict,
        "value": value,
        "limit": limit,
    }
    assert evaluation["verdict"] == verdict


@pytest.mark.parametrize(("accuracy_class", "needed"), [("I", 6), ("II", 6), ("III", 3), ("IIII", 3)])
def test_weighings_by_class(accuracy_class: str, needed: int) -> None:
    n_max = {"I": "1000000", "II": "1000000", "III": "50000", "IIII": "10000"}[accuracy_class]
    attributes = {
        "unit": "g",
        "max": n_max,
        "min": "1000",
        "e": "10",
        "d": "10",
        "accuracy_class": accuracy_class,
    }
    for count in (1, needed - 1, needed, needed + 1):
        readings = {"repeatability": {"load": "5000", "indications": ["5000"] * count}}
        assert ("repeatability" in judge(KIND, attributes, readings)["missing"]) is (count < needed)


def test_range_of_too_few_weighings_may_reject_already() -> None:
    few = judge(KIND, SCALE, scale_readings(repeatability={"load": "3000", "indications": ["3000", "3010"]}))
    assert (few["verdict"], few["missing"]) == ("batal", ["repeatability"])
    one = judge(KIND, SCALE, scale_readings(repeatability={"load": "3000", "indications": ["3000"]}))
    assert result(one, "repeatability") == {"test": "repeatability", "verdict": "open"}
    no_load = judge(KIND, SCALE, scale_readings(repeatability={"indications": ["3000"] * 3}))
    assert (no_load["verdict"], no_load["missing"]) == ("open", ["repeatability"])


@pytest.mark.parametrize(
    ("service", "indication", "verdict"),
    [
        ("tera", "2001", "sah"),
        ("tera", "2002", "open"),
        ("tera", "2003", "batal"),
        ("tera_ulang", "2003", "sah"),
    ],
)
def test_eccentricity_rows_are_judged_at_the_common_load(service: str, indication: str, verdict: str) -> None:
    rows = [{"position": str(number), "indication": "2000"} for number in range(4)]
    rows[2]["indication"] = indication
    readings = scale_readings(eccentricity={"load": "2000", "rows": rows})
    evaluation = judge(KIND, SCALE, readings, service)
    test = result(evaluation, "eccentricity")
    assert [row["verdict"] for row in test["rows"]] == ["sah", "sah", verdict, "sah"]
    assert {row["mpe"] for row in test["rows"]} == {"2" if service == "tera" else "4"}
    assert evaluation["verdict"] == verdict


def test_eccentricity_takes_additional_load_and_zero_error() -> None:
    row = {"position": 3, "indication": "2002", "additional_load": "1"}
    eccentricity = {"load": "2000", "rows": [row]}
    evaluation = judge(KIND, SCALE, {"eccentricity": eccentricity, "zero_error": "0.5"})
    expected = {**row, "error": "1.5", "mpe": "2", "verdict": "sah"}
    assert result(evaluation, "eccentricity")["rows"] == [expected]


@pytest.mark.parametrize(
    "eccentricity",
    [
        {"load": "2000"},
        {"load": "2000", "rows": []},
        {"rows": [{"indication": "2000"}] * 4},
        {"load": "2000", "rows": [{"indication": "2000"}] * 3},
        {"load": "2000", "rows": [{"indication": "2000"}] * 3 + [{"position": "4"}]},
    ],
)
def test_incomplete_eccentricity_is_open(eccentricity: Json) -> None:
    evaluation = judge(KIND, SCALE, scale_readings(eccentricity=eccentricity))
    assert (evaluation["verdict"], evaluation["missing"]) == ("open", ["eccentricity"])


@pytest.mark.parametrize("test", ["zero_setting", "tare"])
@pytest.mark.parametrize(
    ("steps", "verdict"),
    [
        (("20", "20", "22"), "sah"),
        (("20", "20.0", "22.00"), "sah"),
        (("0", "0", "2"), "sah"),
        (("20", "22", "22"), "batal"),
        (("20", "20", "20"), "batal"),
        (("20", "20", "24"), "batal"),
        (("20", "20", "18"), "batal"),
        (("20", "20", "21.999"), "batal"),
        (("20", "18", "22"), "batal"),
    ],
)
def test_display_steps_once_between_a_quarter_and_three_quarters_of_e(
    test: str, steps: tuple[str, str, str], verdict: str
) -> None:
    record = dict(zip(("base", "after_quarter_e", "after_three_quarter_e"), steps, strict=True))
    evaluation = judge(KIND, SCALE, scale_readings(**{test: record}))
    assert result(evaluation, test) == {"test": test, "verdict": verdict}
    assert evaluation["verdict"] == verdict


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"base": "20"}, "open"),
        ({"base": "20", "after_quarter_e": "20"}, "open"),
        ({"base": "20", "after_three_quarter_e": "22"}, "open"),
        ({"after_quarter_e": "20", "after_three_quarter_e": "22"}, "open"),
        ({"base": "20", "after_quarter_e": "22"}, "batal"),
        ({"base": "20", "after_three_quarter_e": "20"}, "batal"),
    ],
)
def test_half_read_zero_setting_is_judged_on_what_is_there(record: Json, verdict: str) -> None:
    evaluation = judge(KIND, SCALE, scale_readings(zero_setting=record))
    assert result(evaluation, "zero_setting")["verdict"] == verdict
    assert (evaluation["verdict"], evaluation["missing"]) == (verdict, ["zero_setting"])


@pytest.mark.parametrize(("after", "verdict"), [("20.2", "sah"), ("22", "sah"), ("21", "batal")])
def test_finer_display_may_step_by_d_or_with_the_finer_digit_off_by_e(after: str, verdict: str) -> None:
    attributes = {**SCALE, "d": "0.2", "extended_display": True}
    record = {"base": "20", "after_quarter_e": "20", "after_three_quarter_e": after}
    assert result(judge(KIND, attributes, {"zero_setting": record}), "zero_setting")["verdict"] == verdict


@both_services
@pytest.mark.parametrize(
    ("zero_error", "verdict"),
    [("0", "sah"), ("0.5", "sah"), ("-0.5", "sah"), ("0.5001", "batal"), ("-0.5001", "batal")],
)
def test_zero_error_up_to_a_quarter_of_e(zero_error: str, verdict: str, service: str) -> None:
    evaluation = judge(KIND, SCALE, {"zero_error": zero_error}, service)
    value = str(abs(Decimal(zero_error)))
    expected = {"test": "zero_error", "verdict": verdict, "value": value, "limit": "0.5"}
    assert result(evaluation, "zero_error") == expected


@pytest.mark.parametrize(("changed", "verdict"), [(True, "sah"), (False, "batal")])
def test_discrimination_is_judged_when_given(changed: bool, verdict: str) -> None:
    evaluation = judge(KIND, SCALE, scale_readings(discrimination={"load": "3000", "changed": changed}))
    assert evaluation["verdict"] == verdict
    assert result(evaluation, "discrimination") == {"test": "discrimination", "verdict": verdict}


@both_services
def test_complete_mechanical_scale_is_sah(service: str) -> None:
    for code in ("nawi.mechanical", "nawi.mechanical.counter", "nawi.mechanical.balance"):
        evaluation = judge(code, COUNTER, counter_readings(), service)
        assert (evaluation["verdict"], evaluation["missing"]) == ("sah", [])


@pytest.mark.parametrize(
    ("accuracy_class", "maximum", "displacement", "limit", "verdict"),
    [
        ("III", "10", "2", "2", "sah"),
        ("III", "10", "1.999", "2", "batal"),
        ("III", "30", "2", "2", "sah"),
        ("III", "30.001", "2", "5", "batal"),
        ("III", "30.001", "5", "5", "sah"),
        ("II", "100", "1", "1", "sah"),
        ("II", "100", "0.99", "1", "batal"),
        ("III", "10", "-3", "2", "batal"),
    ],
)
def test_pointer_must_move_enough(
    accuracy_class: str, maximum: str, displacement: str, limit: str, verdict: str
) -> None:
    attributes = {**COUNTER, "accuracy_class": accuracy_class, "max": maximum, "min": "0.25"}
    evaluation = judge("nawi.mechanical", attributes, {"sensitivity": {"displacement_mm": displacement}})
    assert result(evaluation, "sensitivity") == {
        "test": "sensitivity",
        "verdict": verdict,
        "value": displacement,
        "limit": limit,
    }


def test_sensitivity_is_asked_of_mechanical_scales() -> None:
    for readings in (without(counter_readings(), "sensitivity"), counter_readings(sensitivity={})):
        evaluation = judge("nawi.mechanical", COUNTER, readings)
        assert (evaluation["verdict"], evaluation["missing"]) == ("open", ["sensitivity"])


def test_zero_setting_of_a_mechanical_scale_is_judged_when_given() -> None:
    steps = {"base": "0.05", "after_quarter_e": "0.05", "after_three_quarter_e": "0.055"}
    assert judge("nawi.mechanical", COUNTER, counter_readings(zero_setting=steps))["verdict"] == "sah"
    steps["after_three_quarter_e"] = "0.05"
    assert judge("nawi.mechanical", COUNTER, counter_readings(zero_setting=steps))["verdict"] == "batal"


def test_hanging_steelyard_needs_no_eccentricity() -> None:
    readings = without(counter_readings(), "eccentricity")
    assert judge("nawi.mechanical.steelyard", COUNTER, readings)["verdict"] == "sah"
    assert judge("nawi.mechanical.spring", COUNTER, readings)["missing"] == ["eccentricity"]


def test_mechanical_scale_has_no_discrimination() -> None:
    readings = {"discrimination": {"load": "1", "changed": True}}
    assert refused_fields("nawi.mechanical", COUNTER, readings) == {"observations.discrimination"}


WEIGHBRIDGE = {"unit": "kg", "max": "60000", "min": "400", "e": "20", "d": "20", "accuracy_class": "III"}


@pytest.mark.parametrize(
    ("mass", "spread", "is_asked"),
    [("12000", "4", False), ("11999", "4", True), ("21000", "6", False), ("20999", "6", True), ("30000", "7", False),
     ("29999", "7", True), ("30000", None, False), ("29999", None, True)],
)  # fmt: skip
def test_few_standard_weights_beside_substituted_load_are_asked_about(
    mass: str, spread: str | None, is_asked: bool
) -> None:
    rows = [{"load": "60000", "standard_weights": mass, "indication": "60000"}]
    readings: dict[str, Any] = {"accuracy": rows}
    if spread:
        readings["repeatability"] = {"load": "30000", "indications": ["30000", str(30000 + int(spread)), "30000"]}
    kind = get_kind("nawi.weighbridge")
    asked = kind.questions(WEIGHBRIDGE, readings, kind.evaluate("tera", WEIGHBRIDGE, readings, Rules(date.max)))
    assert any("massa standar" in question for question in asked) is is_asked


def test_a_load_of_standard_weights_alone_is_not_asked_about() -> None:
    readings = {"accuracy": [{"load": "400", "standard_weights": "400", "indication": "400"}]}
    kind = get_kind("nawi.weighbridge")
    assert not kind.questions(WEIGHBRIDGE, readings, kind.evaluate("tera", WEIGHBRIDGE, readings, Rules(date.max)))


@pytest.mark.parametrize(("kind", "attributes"), [("nawi.weighbridge", WEIGHBRIDGE), (KIND, SCALE)])
def test_standard_weights_are_part_of_a_weighbridges_load(kind: str, attributes: dict[str, Any]) -> None:
    readings = {"accuracy": [{"load": "500", "standard_weights": "501", "indication": "500"}]}
    assert refused_fields(kind, attributes, readings) == {"observations.accuracy.0.standard_weights"}


def test_weighbridge_is_judged_in_kilograms_by_sections() -> None:
    attributes = WEIGHBRIDGE
    readings = scale_readings(
        accuracy=exact_rows("400", "10000", "20000", "40000", "60000"),
        repeatability={"load": "30000", "indications": ["30000"] * 3},
        eccentricity={
            "load": "20000",
            "rows": [{"position": str(n), "indication": "20000"} for n in range(3)],
        },
        zero_setting={"base": "200", "after_quarter_e": "200", "after_three_quarter_e": "220"},
        tare={"base": "200", "after_quarter_e": "200", "after_three_quarter_e": "220"},
    )
    assert judge("nawi.weighbridge", attributes, readings)["verdict"] == "sah"
    assert judge(KIND, attributes, readings)["missing"] == ["eccentricity"]
