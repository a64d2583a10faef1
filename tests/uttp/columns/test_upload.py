"""Sheets of instruments: the template of each kind takes what it asks for, and a wrong cell is named by its column."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from simetro.core.kit.errors import Invalid
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow, read_sheets
from simetro.core.spreadsheets.writer import template
from tests.office import Office
from uttp.columns import UploadLine, columns_of, example_of, lines_of, plates_of
from uttp.kinds import Kind, Rules, all_kinds, get_kind
from uttp.matching import unless_twins

RULES = Rules(timezone.localdate(), {})
SCALE = {
    "brand": "Sonic",
    "serial_number": "S-1",
    "attributes.unit": "g",
    "attributes.max": "6000",
    "attributes.min": "40",
    "attributes.e": "2",
    "attributes.d": "2",
    "attributes.accuracy_class": "Kelas III",
}


def scale(**facts: str) -> UploadLine:
    return UploadLine(2, SCALE | {name.replace("__", "."): value for name, value in facts.items()})


def read(kind: str, line: UploadLine) -> Any:
    return plates_of(get_kind(kind), [line], RULES, {})[0]


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_template_of_each_kind_names_its_columns(kind: Kind) -> None:
    columns = columns_of(kind)
    content = template(kind.name, columns)
    heads = [f"{column.label} *" if column.required else column.label for column in columns]
    assert [row.cells for row in read_sheets(content)[0].rows] == [heads]
    assert load_workbook(io.BytesIO(content)).active.cell(row=2, column=1).number_format == "@"


def test_a_line_becomes_an_instrument() -> None:
    plate = read("nawi.electronic", scale(attributes__e="2,0", location="Los 9"))
    assert plate.problems == ()
    assert (plate.name, plate.facts["location"]) == ("Sonic S-1", "Los 9")
    assert Decimal(plate.facts["attributes"]["e"]) == 2
    assert plate.facts["attributes"]["accuracy_class"] == "III"


def test_sets_are_written_in_one_cell() -> None:
    cells = {"brand": "Cap Gajah", "attributes.accuracy_class": "M2", "attributes.items": "1 kg 2; 500 g 1"}
    plate = read("weights", UploadLine(2, cells))
    assert plate.problems == ()
    assert [(item["nominal"], item["unit"], str(item["count"])) for item in plate.facts["attributes"]["items"]] == [
        ("1", "kg", "2"),
        ("500", "g", "1"),
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"brand": "CONTOH"}, "Baris ini masih memuat contoh."),
        ({"brand": "x" * 81}, "Merek: Paling banyak 80 huruf."),
        ({"attributes__max": "enam"}, "Kapasitas maksimum (Max): Tulis bilangan"),
        ({"attributes__accuracy_class": "V"}, "Kelas: Pilih salah satu: Kelas I,"),
        ({"attributes__extended_display": "mungkin"}, "Tampilan diperluas untuk pengujian: Isi dengan ya atau tidak."),
        ({"attributes__e": "3", "attributes__d": "3"}, "Interval skala verifikasi (e): "),
    ],
)
def test_a_wrong_cell_is_named_by_its_column(facts: dict[str, str], said: str) -> None:
    plate = read("nawi.electronic", scale(**facts))
    assert plate.facts == {}
    assert plate.problems[0].startswith(said)


def test_columns_stand_in_any_order_and_unknown_ones_are_left_out() -> None:
    head = ["Catatan", "nomor seri", "MEREK", "Kelas", "Satuan", *(one.label for one in columns_of(kind())[4:])]
    (line,) = lines_of(kind(), Spreadsheet("", [SpreadsheetRow(1, head), SpreadsheetRow(7, ["-", "S-1", "Sonic"])]), {})
    assert (line.number, line.cells["brand"], line.cells["serial_number"]) == (7, "Sonic", "S-1")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        lines_of(kind(), Spreadsheet("", [SpreadsheetRow(1, ["Merek"]), SpreadsheetRow(2, ["Sonic"])]), {})
    assert "Kapasitas maksimum (Max)" in refused.value.errors[0].message


@pytest.mark.django_db
def test_twins_are_found_in_the_sheet_and_in_the_register(office: Office) -> None:
    office.scale(brand="SONIC", serial_number="S-2")
    lines = [
        UploadLine(2, SCALE),
        UploadLine(3, SCALE | {"brand": "SONIC"}),
        UploadLine(4, SCALE | {"serial_number": "S-2"}),
    ]
    first, twin, known = unless_twins(kind(), [read("nawi.electronic", line) for line in lines])
    assert first.problems == ()
    assert twin.problems == ("Sama dengan baris 2: merek dan nomor serinya.",)
    assert known.problems[0].startswith("Alat dengan merek dan nomor seri ini sudah tercatat")


def kind() -> Kind:
    return get_kind("nawi.electronic")


def test_example_of_a_scale_is_one_that_may_be() -> None:
    columns = columns_of(kind())
    cells = dict(zip((column.path for column in columns), example_of(kind(), columns), strict=True))
    plate = read("nawi.electronic", UploadLine(2, cells | {"brand": "Sonic"}))
    assert (plate.problems, plate.facts["attributes"]["accuracy_class"]) == ((), "III")
