"""Each shape says where its readings stand; forms, sheets and the browser follow."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, ClassVar

import pytest

from services.testing.forms.readings import Plan, steps, stored_values
from services.testing.forms.readings.typed import read
from tests.services.testing.typed_in_browser import read_in_browser
from tests.uttp.kinds.cases import RULES
from tests.uttp.kinds.random_cases import case_of
from uttp.kinds import Kind, all_kinds, get_kind
from uttp.kinds.describe import Field, Item
from uttp.kinds.shapes import Checklist, Derived, KindTest, ReadingPlace, Record, RecordRows, Rows, Value
from uttp.kinds.terms import TERA_ONLY

LOAD = Field("load", "Muatan", "Load", "quantity", unit_from="unit")
INDICATIONS = Field("indications", "Penunjukan", "Indications", "quantities", unit_from="unit")
CHANGED = Field("changed", "Berubah", "Changed", "boolean")
NEW = Item("new", "Baru", "New", TERA_ONLY)
KILOGRAMS = {"unit": "kg"}
NAMES = ("Uji", "Test")

CHECKLIST = Checklist("visual", *NAMES, items=(Item("clean", "Bersih", "Clean"), NEW))
VALUE = Value("zero", *NAMES, unit="g")
RECORD = Record("spread", *NAMES, fields=(LOAD, INDICATIONS))
ROWS = Rows("accuracy", *NAMES, columns=(LOAD, CHANGED))
CORNERS = RecordRows("corners", *NAMES, fields=(LOAD,), columns=(CHANGED,))
STORED: list[tuple[KindTest, Any, dict[str, str], str]] = [
    (
        CHECKLIST,
        {"clean": True, "new": False},
        {"visual-clean": "ya", "visual-new": "tidak"},
        "Jawaban “Tidak” untuk: “Baru”",
    ),
    (VALUE, "-0.5", {"zero": "-0,5"}, "-0,5 g"),
    (
        RECORD,
        {"load": "1.5", "indications": ["1", "2.5"]},
        {"spread-load": "1,5", "spread-indications-0": "1", "spread-indications-1": "2,5"},
        "Muatan 1,5 kg; Penunjukan 1; 2,5 kg",
    ),
    (
        ROWS,
        [{"load": "1.5"}, {"changed": False}],
        {"accuracy-0-load": "1,5", "accuracy-1-changed": "tidak"},
        "",
    ),
    (
        CORNERS,
        {"load": "2", "rows": [{"changed": True}]},
        {"corners-load": "2", "corners-0-changed": "ya"},
        "Muatan 2 kg",
    ),
]
every_shape = pytest.mark.parametrize(("test", "observed", "boxes", "given"), STORED, ids=lambda value: str(value)[:9])


@every_shape
def test_stored_readings_stand_in_their_boxes(test: KindTest, observed: Any, boxes: Any, given: str) -> None:
    assert dict(test.texts(observed)) == boxes
    assert dict(test.texts(None)) == {}


@every_shape
def test_documents_tell_what_was_set_beside_the_rows(test: KindTest, observed: Any, boxes: Any, given: str) -> None:
    assert test.given(observed, KILOGRAMS) == given
    assert test.given(None, KILOGRAMS) == ""


@every_shape
def test_readings_are_those_of_its_places_and_its_rows(test: KindTest, observed: Any, boxes: Any, given: str) -> None:
    record, rows = test.record_in(observed), test.rows_in(observed)
    assert set(record) <= {place.key for place in test.places()}
    assert test.has_rows is bool(rows)
    assert (record, rows) != ({}, [])


def test_a_good_checklist_is_counted_and_not_listed() -> None:
    assert CHECKLIST.given({"clean": True, "new": True}, {}) == "2 butir memenuhi"


def test_a_question_of_tera_is_not_asked_at_tera_ulang() -> None:
    assert [place.key for place in CHECKLIST.places_for("tera")] == ["clean", "new"]
    assert [place.key for place in CHECKLIST.places_for("tera_ulang")] == ["clean"]


@pytest.mark.parametrize(
    ("test", "sentence", "box"),
    [
        (CHECKLIST, "Uji: Bersih belum dijawab.", "visual-clean"),
        (CHECKLIST, "Uji: jawaban “Tidak” untuk “Baru”.", "visual-new"),
        (CHECKLIST, "Uji belum diisi.", ""),
        (VALUE, "Uji: 5 g, batasnya 1 g.", "zero"),
        (RECORD, "Uji: isi muatan.", "spread-load"),
        (Record("spread", *NAMES, fields=(INDICATIONS,)), "Uji: isi.", ""),
        (ROWS, "Uji baris 1: isi muatan.", ""),
        (CORNERS, "Uji: isi muatan.", ""),
    ],
)
def test_sentences_lead_to_the_box_that_they_are_about(test: KindTest, sentence: str, box: str) -> None:
    assert test.box_of(sentence, "tera") == box


def test_rows_have_names() -> None:
    assert ROWS.name_of_row(2) == "Uji baris 2"
    assert ROWS.is_about_row("Uji baris 2: isi muatan.")
    assert not ROWS.is_about_row("Uji: isi muatan.")


def test_what_is_derived_is_neither_asked_nor_read() -> None:
    derived = Derived("spread", *NAMES)
    assert (derived.places(), derived.has_rows, dict(derived.texts(None))) == ((), False, {})


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_rows_that_were_stored_are_read_back_from_their_boxes(kind: Kind) -> None:
    """Those that say no more than what is pre-listed at their place are nobody's reading."""
    chance = Random(4)
    for service, attributes, observations in (case_of(kind, chance) for _ in range(20)):
        plan = Plan(kind, service, attributes, RULES)
        again = read(plan, stored_values(plan, observations)).observations
        for test in plan.tests:
            suggested = dict(enumerate(test.rows_in(plan.suggested.get(test.code))))
            rows = enumerate(test.rows_in(observations.get(test.code)))
            kept = [row for number, row in rows if not row.items() <= suggested.get(number, {}).items()]
            assert test.rows_in(again.get(test.code)) == kept


class Pair(KindTest):
    """Quantities without a name."""

    is_whole: ClassVar[bool] = True

    def places(self) -> tuple[ReadingPlace, ...]:
        return (ReadingPlace(self.code, "", INDICATIONS),)


def test_a_new_shape_is_one_class(tmp_path: Path) -> None:
    kind = replace(get_kind("taximeter"), tests=(Pair("pair", *NAMES),))
    plan = Plan(kind, "tera", KILOGRAMS, RULES)
    boxes = {"pair-0": "1,5", "pair-2": "2"}
    assert read(plan, boxes).observations == {"pair": ["1.5", "2"]}
    assert stored_values(plan, {"pair": ["1.5", "2"]}) == {"pair-0": "1,5", "pair-1": "2"}
    assert read_in_browser([(plan, boxes)], tmp_path) == [{"observations": {"pair": ["1.5", "2"]}, "rowNumbers": {}}]
    (step,) = steps(plan, boxes, {"tests": [], "reasons": [], "missing": []})
    assert [(box.label, box.text, box.unit) for box in step.boxes] == [
        ("Penunjukan 1", "1,5", "kg"),
        ("Penunjukan 2", "", "kg"),
        ("Penunjukan 3", "2", "kg"),
    ]
