"""Lists that people take along: nothing runs, nothing is lost, little is held."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from simetro.core.spreadsheets.export import ExportField, csv_of, safe, workbook_of

FIELDS = (
    ExportField("Nama", lambda row: row[0]),
    ExportField("Jumlah", lambda row: row[1]),
    ExportField("Tanggal", lambda row: row[2]),
)
ROWS = [("=cmd|' /C calc'!A0", 7, date(2026, 11, 26)), ("Sumber Rejeki", None, None)]


def cells_of(file: Any) -> list[tuple[Any, ...]]:
    with file:
        return list(load_workbook(file).active.iter_rows(values_only=True))


@pytest.mark.parametrize("typed", ["=1+1", "+62812", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_what_would_run_is_text(typed: str) -> None:
    assert safe(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["'=1", "'0812", "''-5"])
def test_what_looks_guarded_is_guarded_once_more(typed: str) -> None:
    """A list that comes back is read without the guard, and must say the same."""
    assert safe(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["", "Jl. 1", "0812", "'Aisyiyah", "''", "500.2/1"])
def test_other_text_stays_as_it_is(typed: str) -> None:
    assert safe(typed) == typed


def test_letters_that_no_workbook_may_hold_are_left_out() -> None:
    assert safe("a\x00\x0bb") == "ab"


def test_moments_are_told_by_the_clock_of_the_office() -> None:
    assert safe(datetime(2026, 11, 26, 1, 30, tzinfo=UTC)) == datetime(2026, 11, 26, 8, 30)  # noqa: DTZ001


def test_workbook_has_dates_numbers_and_harmless_text() -> None:
    heading, first, second = cells_of(workbook_of("Daftar: [UTTP]/2026", FIELDS, iter(ROWS)))
    assert heading == ("Nama", "Jumlah", "Tanggal")
    assert first == ("'=cmd|' /C calc'!A0", 7, datetime(2026, 11, 26))  # noqa: DTZ001
    assert second == ("Sumber Rejeki", None, None)


def test_csv_opens_in_an_indonesian_excel() -> None:
    sent = b"".join(csv_of(FIELDS, iter(ROWS)))
    assert sent.startswith(b"\xef\xbb\xbfNama;Jumlah;Tanggal\r\n")
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1:] == [["'=cmd|' /C calc'!A0", "7", "2026-11-26"], ["Sumber Rejeki", "", ""]]


def test_csv_comes_in_pieces_as_rows_are_read() -> None:
    read = 0

    def rows() -> Any:
        nonlocal read
        for read in range(1, 5_001):
            yield ("x", read, None)

    pieces = csv_of(FIELDS, rows())
    next(pieces)
    assert read == 500
    assert sum(piece.count(b"\r\n") for piece in pieces) == 4_500
