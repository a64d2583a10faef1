"""Tables as text: no line is swallowed, glued or lost, and each has its own number."""

import csv
import io
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simetro.core.spreadsheets import read_sheets
from simetro.core.spreadsheets.export import ExportField, csv_of, safe
from tests.core.spreadsheets.ods import ods
from tests.core.spreadsheets.test_reader import book


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    return [(row.number, row.cells) for row in read_sheets(text.encode())[0].rows]


def test_an_open_quote_swallows_nobody() -> None:
    text = 'Nama;Telp;Desa\n"Sari;0812;Sirau\nBudi;0813;Tambak\n"Karto";0814;Sirau\n'
    assert rows_of(text)[1:] == [
        (2, ["Sari", "0812", "Sirau"]),
        (3, ["Budi", "0813", "Tambak"]),
        (4, ["Karto", "0814", "Sirau"]),
    ]
    assert "1 baris tidak berpasangan, jadi dibaca per baris: 2." in read_sheets(text.encode())[0].notes[0]


@pytest.mark.parametrize("torn", ['"Sari;0812;Sirau', 'Sari;"0812;Sirau', '"Sari" Toko;0812;Sirau', 'Sari;0812;"Sirau'])
def test_a_torn_line_never_joins_another(torn: str) -> None:
    text = f'Nama;Telp;Desa\n{torn}\n"Budi";0813;Tambak\nKarto;"";Sirau\n'
    assert [number for number, _cells in rows_of(text)] == [1, 2, 3, 4]
    assert rows_of(text)[2:] == [(3, ["Budi", "0813", "Tambak"]), (4, ["Karto", "", "Sirau"])]


def test_a_quoted_cell_over_several_lines_has_the_number_of_its_first() -> None:
    text = 'Nama;Alamat;Desa\nSari;"Los 9\nPasar Wage";Sirau\nBudi;Los 1;Tambak\n'
    assert rows_of(text)[1:] == [(2, ["Sari", "Los 9 Pasar Wage", "Sirau"]), (4, ["Budi", "Los 1", "Tambak"])]


def test_inches_are_no_quotes() -> None:
    assert rows_of('Nama;Alat;Desa\nSari;Layar 15";Sirau\n')[1] == (2, ["Sari", 'Layar 15"', "Sirau"])


@pytest.mark.parametrize("title", ["Register tera, kota, desa, dan pasar", "a|b|c", "Daftar\tUTTP\tlama\t2024"])
def test_a_title_decides_no_delimiter(title: str) -> None:
    assert rows_of(f"{title}\nNama;Telp\nSari;0812\nBudi;0813\n")[1:] == [
        (2, ["Nama", "Telp"]),
        (3, ["Sari", "0812"]),
        (4, ["Budi", "0813"]),
    ]


def test_a_line_with_too_many_cells_is_said_to_be_torn() -> None:
    rows = read_sheets(b"Nama,Alamat,Telp\nSari,Los 9,0812\nBudi,Jl. A, No. 3,0813\n")[0].rows
    assert [bool(row.fault) for row in rows] == [False, False, True]
    assert "terbagi dalam 4 kolom, padahal tabelnya 3 kolom" in rows[2].fault


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_numbers_are_those_of_the_lines(end: str) -> None:
    assert [number for number, _cells in rows_of(end.join(["a;b", "", "", "c;d", ""]))] == [1, 4]


def test_a_file_may_name_its_delimiter() -> None:
    assert rows_of("sep=|\na;b|c\nd;e|f\n") == [(2, ["a;b", "c"]), (3, ["d;e", "f"])]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert read_sheets("Nama;Telp\nSari;0812\n".encode(encoding))[0].rows[0].cells == ["Nama", "Telp"]


def normal(cell: str) -> str:
    return " ".join(cell.split())


# A table whose first row has all columns filled; a cell that begins with a guard would lose it.
cells = st.text(st.characters(codec="cp1252", exclude_categories=["C"]), max_size=12).map(normal)
cells = cells.filter(lambda cell: not cell.startswith("'"))
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(cells, min_size=width - 1, max_size=width - 1).map(lambda row: [*row, "x"]), min_size=1, max_size=6
    )
)


@settings(max_examples=60)
@given(
    table=tables,
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_any_table_comes_back_from_text(table: list[list[str]], delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["head"] * len(table[0])] * 3 + table)
    assert [row.cells for row in read_sheets(out.getvalue().encode(encoding))[0].rows][3:] == table


@settings(max_examples=8)
@given(table=tables)
def test_any_table_comes_back_from_workbooks(table: list[list[str]]) -> None:
    table = [["head"] * len(table[0]), *table]
    guarded = [[safe(cell) for cell in row] for row in table]
    assert [row.cells for row in read_sheets(book(*guarded))[0].rows] == table
    element = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(element.format(escape(str(safe(cell)))) for cell in row) for row in table)
    content = ods("".join(f"<table:table-row>{line}</table:table-row>" for line in lines))
    assert [row.cells for row in read_sheets(content)[0].rows] == table


@given(text=st.text(st.characters(exclude_categories=["C"]), max_size=20).map(normal).filter(bool))
def test_our_own_list_comes_back_as_it_was(text: str) -> None:
    content = b"".join(csv_of([ExportField("Nama", lambda row: row), ExportField("Desa", lambda row: "x")], [text]))
    assert read_sheets(content)[0].rows[1].cells == [text, "x"]
