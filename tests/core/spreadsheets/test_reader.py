"""Tables that people bring, honest and hostile: read right, or refused in words."""

import datetime
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from simetro.core import spreadsheets
from simetro.core.kit.errors import Invalid
from simetro.core.spreadsheets import Mark, Spreadsheet, SpreadsheetRow, read_sheets

Change = Callable[[Worksheet], Any]


def book(*rows: Iterable[Any], change: Change | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def cells_of(content: bytes) -> list[list[str]]:
    (sheet,) = read_sheets(content)
    return [row.cells for row in sheet.rows]


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read_sheets(content)
    (error,) = refused.value.errors
    assert error.field == "file"
    return error.message


class TestWorkbooks:
    def test_every_cell_is_text_as_people_read_it(self) -> None:
        day = datetime.datetime(2026, 11, 26)  # noqa: DTZ001 - a sheet knows no zone
        row = ["  A \n B ", 12, 0.1, 1e15, True, day, datetime.date(2020, 2, 29), None, "x\u200by"]
        assert cells_of(book(row)) == [
            ["A B", "12", "0.1", "1000000000000000", "ya", "2026-11-26", "2020-02-29", "", "xy"]
        ]

    def test_rows_keep_the_numbers_that_excel_shows(self) -> None:
        content = book([], [], [None, "a"], [], [None, "b", None, None])
        assert read_sheets(content) == [Spreadsheet("Sheet", [SpreadsheetRow(3, ["a"]), SpreadsheetRow(5, ["b"])])]

    def test_a_cell_merged_downwards_stands_in_each_of_its_rows(self) -> None:
        rows = [[], ["", "No", "Nama"], ["", "1", "Sari"], ["", "2"], ["", "3"], ["", "4", "Budi"]]
        content = book(*rows, change=lambda sheet: sheet.merge_cells("C3:C5"))
        assert [row[1] for row in cells_of(content)] == ["Nama", "Sari", "Sari", "Sari", "Budi"]

    def test_formulas_are_never_run(self) -> None:
        [row] = read_sheets(book(["a", '=HYPERLINK("http://x")', "=1+1"]))[0].rows
        assert row.cells == ["a", '=HYPERLINK("http://x")', "=1+1"]
        assert row.marks == {1: Mark.UNCOMPUTED, 2: Mark.UNCOMPUTED}

    def test_hidden_sheets_are_left_out(self) -> None:
        def hide(sheet: Worksheet) -> None:
            assert sheet.parent
            sheet.parent.create_sheet("Rahasia").append(["x"])
            sheet.parent["Rahasia"].sheet_state = "hidden"

        assert [sheet.name for sheet in read_sheets(book(["a"], change=hide))] == ["Sheet"]


class TestText:
    @pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings_and_delimiters_are_recognised(self, delimiter: str, encoding: str) -> None:
        text = f'Nama{delimiter}Alamat\r\n"Caf\u00e9, Ria"{delimiter}Los 9\r\n'
        assert cells_of(text.encode(encoding)) == [["Nama", "Alamat"], ["Caf\u00e9, Ria", "Los 9"]]

    def test_binary_rubbish_is_refused(self) -> None:
        assert "tidak dapat dibaca" in refusal(b"\x00\x01\x02" * 99)


class TestHostile:
    def test_nothing_in_it(self) -> None:
        assert "kosong" in refusal(book())
        assert "kosong" in refusal(b" \n \n")

    def test_a_bomb_is_counted_not_believed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spreadsheets, "UNPACKED", 10_000_000)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
        assert len(out.getvalue()) < 30_000
        assert "terlalu besar" in refusal(out.getvalue())

    def test_a_sheet_as_wide_and_long_as_excel_allows(self) -> None:
        far = book(["a"], change=lambda sheet: sheet.cell(row=1_048_576, column=16_384, value="z"))
        assert "terlalu besar" in refusal(far)

    def test_a_million_empty_rows(self) -> None:
        content = book(["a"], change=lambda sheet: sheet.cell(row=1_000_000, column=1, value="z"))
        assert [row.number for row in read_sheets(content)[0].rows] == [1, 1_000_000]

    def test_too_many_rows(self) -> None:
        assert "60000 baris" in refusal(b"a\n" * 60_001)

    def test_one_long_text_in_many_cells(self) -> None:
        assert "terlalu besar" in refusal(book(*[["x" * 32_000] * 50] * 40))

    def test_macros(self) -> None:
        out = io.BytesIO(book(["a"]))
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"x")
        assert "makro" in refusal(out.getvalue())

    def test_too_large(self) -> None:
        assert "20 MB" in refusal(b"x" * 20_000_001)

    @pytest.mark.parametrize(
        "content", [spreadsheets.ZIP + b"x" * 99, spreadsheets.OLE + b"x" * 999, book(["a"])[:-200]]
    )
    def test_broken_files(self, content: bytes) -> None:
        assert "tidak dapat dibaca" in refusal(content)

    def test_a_stream_with_broken_bytes(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(range(256)) * 400)
        content = bytearray(out.getvalue())
        content[60:90] = b"\xff" * 30
        assert "tidak dapat dibaca" in refusal(bytes(content))

    def test_another_kind_of_zip(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("foto.jpg", b"x")
        assert "tidak dapat dibaca" in refusal(out.getvalue())
