"""Cells as a person sees them: errors, formulas, codes, days of either epoch, hidden rows."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from simetro.core.spreadsheets import Mark, SpreadsheetRow, from_json, read_sheets, to_json
from simetro.core.spreadsheets.formats import shown
from tests.core.spreadsheets.ods import ods
from tests.core.spreadsheets.test_reader import book


def row_of(content: bytes) -> SpreadsheetRow:
    return read_sheets(content)[0].rows[0]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
def test_errors_are_seen(error: str) -> None:
    row = row_of(book(["a", error]))
    assert (row.cells, row.marks) == (["a", error], {1: Mark.ERROR})


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (42, "00000000", "00000042"),
        (42, '"SN-"0000', "SN-0042"),
        (812345678, "0000-0000-0000", "0008-1234-5678"),
        (42, "\\S\\N0", "SN42"),
        (7, '"No. "0', "No. 7"),
        (15, '0" kg"', "15 kg"),
        (123456789, "000-000", "123456-789"),
        (42, "000000;-000000", "000042"),
    ],
)
def test_codes_by_number_format_keep_their_text(value: int, code: str, text: str) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["A1"].number_format = code

    row = row_of(book([value], change=dress))
    assert (row.cells, row.marks) == ([text], {})


@pytest.mark.parametrize(
    "code", ["General", "0", "0.00", "#,##0", '"Rp "#,##0', '"Rp "0', "0%", "0.00E+00", "@", "#,##0.00 [$EUR]"]
)
def test_numbers_that_are_only_dressed_stay_numbers(code: str) -> None:
    assert shown(Decimal(42), code) is None


@pytest.mark.parametrize("value", [Decimal("1.5"), Decimal(-3)])
def test_only_whole_numbers_are_codes(value: Decimal) -> None:
    assert shown(value, "0000") is None


@pytest.mark.parametrize(
    ("value", "text", "mark"),
    [
        (12, "12", Mark.NUMBER),
        (0.125, "0.125", Mark.NUMBER),
        (123456789012345, "123456789012345", Mark.NUMBER),
        (1234567890123456789, "1234567890123460000", Mark.LONG),
        (1e21, "1000000000000000000000", Mark.LONG),
        (datetime.date(2024, 3, 2), "2024-03-02", Mark.DAY),
        ("12", "12", None),
    ],
)
def test_numbers_and_days_are_told_from_texts(value: Any, text: str, mark: str | None) -> None:
    row = row_of(book([value]))
    assert (row.cells, row.marks.get(0)) == ([text], mark)


def test_days_of_the_other_epoch_are_the_days_one_sees() -> None:
    made = Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append([datetime.date(2024, 3, 2)])  # type: ignore[union-attr]
    out = io.BytesIO()
    made.save(out)
    assert row_of(out.getvalue()).cells == ["2024-03-02"]


def test_hidden_rows_are_read_and_hidden_sheets_are_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        assert sheet.parent
        sheet.parent.create_sheet("Rahasia").sheet_state = "hidden"

    [sheet] = read_sheets(book(["a"], ["b"], change=hide))
    assert [row.is_hidden for row in sheet.rows] == [False, True]
    assert sheet.hidden_sheets == ["Rahasia"]


def test_a_merged_cell_is_marked_below_and_stands_once_across() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")

    first, second = read_sheets(book(["a", "b"], [None, "c"], change=merge))[0].rows
    assert (first.cells, first.marks) == (["a", "b"], {})
    assert (second.cells, second.marks) == (["a", "c"], {0: Mark.MERGED})


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0000"
        sheet.row_dimensions[2].hidden = True

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(["a", "b"], ["c", 7], change=dress))) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, re.sub(rb'(<(?:c|row)) r="[A-Z0-9]+"', rb"\1", old.read(entry)))
    assert [(row.cells, row.is_hidden) for row in read_sheets(out.getvalue())[0].rows] == [
        (["a", "b"], False),
        (["c", "0007"], True),
    ]


def test_a_formula_with_its_result_gives_the_result() -> None:
    content = book(["x", "=1+1"])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>"))
    assert row_of(out.getvalue()).cells == ["x", "2"]


@pytest.mark.parametrize("written", ["'0812", "'=1+1", "'-5"])
@pytest.mark.parametrize("make", [lambda text: book([text]), lambda text: f"{text};b\n".encode()])
def test_an_apostrophe_that_makes_text_is_no_data(written: str, make: Callable[[str], bytes]) -> None:
    assert row_of(make(written)).cells[0] == written[1:]


@pytest.mark.parametrize("written", ["'Aisyiyah", "''", "Ma'ruf"])
def test_an_apostrophe_of_a_name_stays(written: str) -> None:
    assert row_of(book([written])).cells == [written]


def row(*cells: str, facts: str = "") -> str:
    return f"<table:table-row{facts}>{''.join(cells)}</table:table-row>"


def cell(facts: str, text: str = "") -> str:
    return f"<table:table-cell {facts}><text:p>{text}</text:p></table:table-cell>"


class TestOds:
    def test_cells_as_one_sees_them(self) -> None:
        cells = (
            cell('office:value-type="float" office:value="42"', "SN-0042"),
            cell('office:value-type="string" calcext:value-type="error"', "#N/A"),
            cell('table:formula="of:=[.A1]"'),
            cell('office:value-type="float" office:value="1500"', "1.500"),
        )
        seen = row_of(ods(row(*cells)))
        assert seen.cells == ["SN-0042", "#N/A", "=[.A1]", "1500"]
        assert seen.marks == {1: Mark.ERROR, 2: Mark.UNCOMPUTED, 3: Mark.NUMBER}

    def test_hidden_rows(self) -> None:
        text = cell('office:value-type="string"', "a")
        rows = read_sheets(ods(row(text) + row(text, facts=' table:visibility="filter"')))[0].rows
        assert [line.is_hidden for line in rows] == [False, True]


def test_what_is_kept_comes_back_the_same() -> None:
    sheets = read_sheets(book(["a", 1, "#N/A"], ["b", 2]))
    assert from_json(to_json(sheets)) == sheets


def test_what_was_kept_before_marks_comes_back_too() -> None:
    [sheet] = from_json(b'[{"name": "A", "rows": [{"number": 3, "cells": ["x"]}]}]')
    assert sheet.rows == [SpreadsheetRow(3, ["x"])]
