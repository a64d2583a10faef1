"""What is typed becomes observations, and comes back into the same boxes; nothing is ever filled in for the penera."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.testing.forms.readings import (
    Plan,
    Values,
    initial_values,
    judge,
    reasons,
    steps,
    stored_values,
)
from tests.office import SCALE, good_scale, visual_of
from tests.uttp.kinds.cases import example
from uttp.kinds import Rules, all_kinds, get_kind

RULES = Rules(date(2026, 11, 22))
READ = {"indication", "indications", "true_volume", "additional_load", "balancing_load", "base", "after_quarter_e"}


def plan_of(code: str, service: str = "tera") -> Plan:
    return Plan(get_kind(code), service, example(get_kind(code))[0], RULES)


SHEET = plan_of("nawi.electronic")


def typed(**values: str) -> Values:
    return {name.replace("__", "-"): value for name, value in values.items()}


def test_comma_and_point_are_the_same_reading() -> None:
    for written in ("999,5", "999.5", " 999,50 "):
        judged = judge(SHEET, typed(accuracy__0__load="1000", accuracy__0__indication=written))
        assert judged.observations == {"accuracy": [{"load": "1000", "indication": "999.5"}]}
        assert judged.errors == {}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("12.5.1", "Tulis paling banyak satu koma desimal, misalnya 12,5."),
        ("1,000.5", "Tulis tanpa pemisah ribuan, misalnya 1000,5."),
        ("1e999", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("NaN", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("Infinity", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("１２", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("+5", "Tulis bilangan dengan angka 0-9 dan koma desimal saja, misalnya 12,5."),
        ("9" * 10_000, "Bilangan terlalu panjang. Tulis paling banyak 15 angka."),
    ],
)
def test_what_is_no_number_is_refused_in_words_beside_its_box(written: str, sentence: str) -> None:
    values = typed(accuracy__0__load="40", accuracy__0__indication="40", accuracy__1__load="1000")
    values["accuracy-1-indication"] = written
    judged = judge(SHEET, values)
    assert judged.errors == {"accuracy-1-indication": sentence}
    assert judged.verdict == "open"
    box = box_of(SHEET, values, judged, "accuracy-1-indication")
    assert (box.text, box.error) == (written, sentence)


@pytest.mark.parametrize(
    ("box", "written", "taken"),
    [
        ("indication", "1.000", "1000"),  # d = 2 g has no decimals
        ("indication", "-1.002", "-1002"),
        ("load", "1.000", None),
        ("load", "30.000", "30"),  # above Max as a thousand
    ],
)
def test_a_point_is_never_guessed(box: str, written: str, taken: str | None) -> None:
    values = {"accuracy-0-load": "1000", "accuracy-0-indication": "1000", f"accuracy-0-{box}": written}
    judged = judge(SHEET, values)
    assert judged.observations["accuracy"][0].get(box) == taken
    assert (f"accuracy-0-{box}" in judged.choices) == (taken is None)


def test_both_readings_are_offered_beside_the_box() -> None:
    values = typed(accuracy__0__load="1.000", accuracy__0__indication="1000")
    judged = judge(SHEET, values)
    drawn = steps(SHEET, values, judged.evaluation, errors=judged.errors, readings=judged.choices, row_numbers={})
    [box] = next(step for step in drawn if step.code == "accuracy").errors
    assert [str(reading) for reading in box.readings] == ["1000", "1.000"]
    assert judged.verdict == "open"


def box_of(plan: Plan, values: Values, judged: Any, name: str) -> Any:
    found = steps(plan, values, judged.evaluation, errors=judged.errors, row_numbers=judged.row_numbers)
    boxes = [box for step in found for box in (*step.boxes, *(box for row in step.rows for box in row.boxes))]
    return next(box for box in boxes if box.name == name)


def test_a_wrong_box_leaves_the_others_judged() -> None:
    values = typed(accuracy__0__load="40", accuracy__0__indication="40", accuracy__1__load="x")
    judged = judge(SHEET, values)
    assert judged.observations == {"accuracy": [{"load": "40", "indication": "40"}]}
    assert judged.evaluation["tests"][0]["rows"][0]["verdict"] == "sah"


def test_a_reading_that_contradicts_the_instrument_is_told_at_its_box() -> None:
    values = typed(accuracy__0__load="7000", accuracy__0__indication="7000", accuracy__0__additional_load="3")
    judged = judge(SHEET, values)
    assert judged.errors == {
        "accuracy-0-load": "Muatan tidak boleh di atas Max 6000 g.",
        "accuracy-0-additional_load": "Imbuh paling besar d = 2 g. Periksa satuan.",
    }
    assert judged.observations == {"accuracy": [{"indication": "7000"}]}


def test_two_volumes_that_differ_are_told_at_the_volume() -> None:
    values = typed(
        runs__0__flow="max",
        runs__0__indication="20",
        runs__0__true_volume="20",
        runs__0__nominal="20",
        runs__0__scale_reading_ml="-50",
    )
    judged = judge(plan_of("fuel_dispenser"), values)
    assert list(judged.errors) == ["runs-0-true_volume"]


def test_rows_that_only_repeat_the_pre_listed_are_not_sent() -> None:
    for code in ("nawi.electronic", "fuel_dispenser", "nawi.mechanical"):
        plan = plan_of(code)
        assert judge(plan, initial_values(plan, {})).observations == {}


def test_a_changed_load_is_somebodys_row() -> None:
    values = {**initial_values(SHEET, {}), "accuracy-1-load": "1500"}
    assert judge(SHEET, values).observations == {"accuracy": [{"load": "1500"}]}


def test_verdicts_stand_at_the_row_that_was_typed() -> None:
    values = {**initial_values(SHEET, {}), "accuracy-2-indication": "2996", "accuracy-4-indication": "6000"}
    judged = judge(SHEET, values)
    found = steps(SHEET, values, judged.evaluation, errors=judged.errors, row_numbers=judged.row_numbers)
    accuracy = next(step for step in found if step.code == "accuracy")
    assert [row.result.verdict for row in accuracy.rows] == ["", "", "batal", "", "sah"]
    assert [figure.text for figure in accuracy.rows[2].result.figures] == ["−4", "±2"]
    assert [figure.text for figure in accuracy.rows[0].result.figures] == ["", ""]


def test_a_test_that_lacks_rows_is_not_called_sah() -> None:
    values = {**initial_values(SHEET, {}), "accuracy-0-indication": "40"}
    judged = judge(SHEET, values)
    accuracy = next(
        step
        for step in steps(SHEET, values, judged.evaluation, row_numbers=judged.row_numbers)
        if step.code == "accuracy"
    )
    assert accuracy.rows[0].result.verdict == "sah"
    assert accuracy.result.verdict == "open"
    assert accuracy.notes[0].startswith("belum lengkap, kurang titik pergantian BKD 1000 g")


def test_nothing_is_read_or_judged_before_the_penera_types() -> None:
    for kind in all_kinds():
        for service in ("tera", "tera_ulang"):
            plan = plan_of(kind.code, service)
            names = initial_values(plan, {})
            assert not {name.rpartition("-")[2] for name in names} & READ
            assert not any(name.startswith(("visual", "prechecks")) for name in names)


def test_answers_are_yes_no_or_nothing() -> None:
    judged = judge(SHEET, typed(visual__level="ya", visual__clean="tidak", visual__marks=""))
    assert judged.observations == {"visual": {"level": True, "clean": False}}
    assert judge(SHEET, typed(visual__level="true")).errors == {"visual-level": "Pilih Ya atau Tidak."}


def test_a_no_in_a_record_is_kept() -> None:
    judged = judge(SHEET, typed(discrimination__load="40", discrimination__changed="tidak"))
    assert judged.observations == {"discrimination": {"load": "40", "changed": False}}


def test_weighings_leave_out_empty_boxes() -> None:
    values = typed(repeatability__load="3000")
    values |= {"repeatability-indications-0": "3000", "repeatability-indications-2": "3000,5"}
    assert judge(SHEET, values).observations == {"repeatability": {"load": "3000", "indications": ["3000", "3000.5"]}}


def test_boxes_of_other_forms_and_wild_numbers_are_ignored() -> None:
    values = {
        "accuracy-200-load": "1",
        f"accuracy-{'9' * 5000}-load": "1",
        "accuracy-٣-load": "1",
        "strange": "1",
        "accuracy--load": "1",
    }
    judged = judge(SHEET, values)
    assert (judged.observations, judged.errors) == ({}, {})


@pytest.mark.parametrize("service", ["tera", "tera_ulang"])
def test_a_sheet_comes_back_as_it_was_typed(service: str) -> None:
    plan = plan_of("nawi.electronic", service)
    observations = good_scale(service)
    assert judge(plan, stored_values(plan, observations)).observations == observations
    judged = judge(plan, initial_values(plan, observations))
    assert judged.verdict == "sah"
    assert sorted(judged.observations["accuracy"], key=str) == sorted(observations["accuracy"], key=str)


def test_a_draft_opens_with_its_readings_at_the_loads_they_belong_to() -> None:
    values = initial_values(SHEET, {"accuracy": [{"load": "6000", "indication": "6001"}, {"load": "17"}]})
    assert values["accuracy-4-indication"] == "6001"
    assert values["accuracy-5-load"] == "17"
    assert "accuracy-0-indication" not in values


def test_the_worked_sheet_is_batal() -> None:
    """A filled sheet of the office, tera: 3000 g reads 2996 g."""
    values = initial_values(SHEET, {})
    values |= {f"visual-{item}": "ya" for item in visual_of("nawi.electronic", "tera")}
    values |= {f"accuracy-{row}-indication": seen for row, seen in enumerate(("40", "1000", "2996", "4000", "6000"))}
    values |= {f"eccentricity-{row}-indication": "2000" for row in range(4)}
    values |= {f"repeatability-indications-{number}": "3000" for number in range(3)}
    for test in ("zero_setting", "tare"):
        values |= {f"{test}-base": "20", f"{test}-after_quarter_e": "20", f"{test}-after_three_quarter_e": "22"}
    judged = judge(SHEET, values)
    assert judged.verdict == "batal"
    assert [row["verdict"] for row in judged.evaluation["tests"][1]["rows"]] == ["sah", "sah", "batal", "sah", "sah"]


def test_reasons_lead_to_their_boxes() -> None:
    judged = judge(SHEET, typed(visual__level="ya", visual__clean="tidak", zero_setting__base="20"))
    places = {reason.place for reason in reasons(SHEET, judged.evaluation)}
    assert places == {
        "visual-clean",
        "step-accuracy",
        "repeatability-load",
        "step-eccentricity",
        "zero_setting-base",
        "tare-base",
    }


def test_a_name_plate_that_contradicts_itself_is_told() -> None:
    plan = Plan(get_kind("nawi.electronic"), "tera", {**SCALE, "max": "5"}, RULES)
    judged = judge(plan, typed(accuracy__0__load="1", accuracy__0__indication="1"))
    assert judged.problems
    assert judged.verdict == "open"
    assert steps(plan, {}, judged.evaluation, row_numbers=judged.row_numbers)


NAMES = ["visual-level", "zero_error", "accuracy-0-load", "accuracy-0-indication", "accuracy-99-indication"]
NAMES += [
    "eccentricity-load",
    "eccentricity-3-position",
    "repeatability-indications-7",
    "discrimination-changed",
    "tare-base",
]
TEXTS = st.one_of(st.text(max_size=20), st.decimals(-9999, 9999, places=2).map(str), st.sampled_from(["ya", "tidak"]))


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS))
def test_anything_typed_gets_an_answer_and_stays_on_the_screen(values: Values) -> None:
    judged = judge(SHEET, values)
    found = steps(SHEET, values, judged.evaluation, errors=judged.errors, row_numbers=judged.row_numbers)
    shown = {box.name: box.text for step in found for box in step.boxes}
    shown |= {box.name: box.text for step in found for row in step.rows for box in row.boxes}
    assert all(shown[name] == text for name, text in values.items() if not name.startswith("visual"))
    again = judge(SHEET, stored_values(SHEET, judged.observations))
    assert again.observations == judged.observations
