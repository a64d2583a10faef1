"""Each shape says where its readings stand; forms, sheets and the browser follow."""

from collections.abc import Iterator
from random import Random
from typing import Any, ClassVar

import pytest

from services.forms.readings import Plan, stored_values
from services.forms.readings.typed import read
from tests.uttp.kinds.cases import RULES, example
from tests.uttp.kinds.random_cases import case_of
from uttp.kinds import InvalidInput, Kind, all_kinds
from uttp.kinds.describe import Field, Item
from uttp.kinds.exported import exported
from uttp.kinds.shapes import Checklist, Derived, KindTest, Place, Record, RecordRows, Rows, Value
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
def test_a_part_and_its_rows_are_all_there_is(test: KindTest, observed: Any, boxes: Any, given: str) -> None:
    record, rows = test.record_in(observed), test.rows_in(observed)
    assert [key for key in record if key not in {place.key for place in test.places()}] == []
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
def test_what_was_stored_is_read_back_from_its_boxes(kind: Kind) -> None:
    chance = Random(4)
    for service, attributes, observations in (case_of(kind, chance) for _ in range(20)):
        plan = Plan(kind, service, attributes, RULES)
        suggested = plan.suggested
        try:
            kind.evaluate(service, attributes, observations, RULES)
        except InvalidInput:
            continue
        told = {test.code: list(_changed(test, observations.get(test.code), suggested)) for test in plan.tests}
        form = read(plan, stored_values(plan, observations))
        assert {test.code: test.rows_in(form.observations.get(test.code)) for test in plan.tests} == told


def _changed(test: KindTest, observed: Any, suggested: Any) -> Iterator[Any]:
    """The rows that do not only repeat the row that is pre-listed at their place."""
    offered = dict(enumerate(test.rows_in(suggested.get(test.code))))
    for number, row in enumerate(test.rows_in(observed)):
        if not row.items() <= offered.get(number, {}).items():
            yield row


class Pair(KindTest):
    """What a new shape would be: two quantities without names."""

    is_whole: ClassVar[bool] = True
    field: ClassVar[Field] = Field("pair", "Pasangan", "Pair", "quantities")

    def places(self) -> tuple[Place, ...]:
        return (Place(self.code, "", self.field),)


def test_a_new_shape_is_one_class(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(kind for kind in all_kinds() if kind.code == "taximeter")
    pair = Pair("pair", *NAMES)
    object.__setattr__(kind, "tests", (*kind.tests, pair)) if False else None
    assert dict(pair.texts(["1.5", "2"])) == {"pair-0": "1,5", "pair-1": "2"}
