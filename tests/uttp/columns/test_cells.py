"""Signs for "as above" and for nothing, errors, and what only a person can say."""

import pytest

from simetro.core.spreadsheets import Mark, SpreadsheetRow
from uttp.columns.cells import Lines, Sign, sign_of

PATHS = {0: "owner.name", 1: "brand", 2: "serial_number", 3: "owner.phone"}
LABELS = {"owner.name": "Nama", "brand": "Merek", "serial_number": "Nomor seri", "owner.phone": "Telepon"}


def lines(**answers: str) -> Lines:
    return Lines(PATHS, LABELS, {key.replace("__", "."): value for key, value in answers.items()})


def row(number: int, *cells: str, **facts: object) -> SpreadsheetRow:
    return SpreadsheetRow(number, list(cells), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ['"', "''", '""', "”", "“", "″", "〃", "′′", ",,", '-"-', '- " -', "-''-", "—〃—"])
def test_marks_for_the_row_above(text: str) -> None:
    assert sign_of(text) is Sign.ABOVE


@pytest.mark.parametrize(
    "word", ["idem", "sda", "s.d.a", "S. D. A", "ditto", "dito", "sda di atas", "sama dengan di atas"]
)
@pytest.mark.parametrize("written", ["{}", "{}.", "-{}-", "({})", '"{}"'])
def test_words_for_the_row_above(word: str, written: str) -> None:
    assert sign_of(written.format(word)) is sign_of(written.format(word).upper()) is Sign.ABOVE


@pytest.mark.parametrize("text", ["-", "–", "--", "- -", ".", "n/a", "N/A", "none", "nihil", "NIHIL.", "kosong", "'"])
def test_signs_for_nothing(text: str) -> None:
    assert sign_of(text) is Sign.NOTHING


@pytest.mark.parametrize("text", ["tidak ada", "Tdk Ada", "(tidak ada)", "tidak ada nomor", "tanpa no seri", "belum"])
def test_words_for_nothing(text: str) -> None:
    assert sign_of(text) is Sign.NOTHING


@pytest.mark.parametrize("text", ["Sari", "A-1", "-5", "5", "'Aisyiyah", "Sama Jaya", "Idema", "Dito Putra", "0-1"])
def test_what_says_something(text: str) -> None:
    assert sign_of(text) is Sign.VALUE


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!"])
def test_errors_of_the_spreadsheet_program(text: str) -> None:
    assert sign_of(text) is Sign.ERROR


def test_a_sign_takes_the_text_above_also_through_signs_and_says_so() -> None:
    reader = lines()
    reader.read(row(2, "Sari", "Sonic", "A1"))
    second, third = reader.read(row(3, '"', "idem", "A2")), reader.read(row(4, "sda", "Quattro", "A3"))
    assert (second.texts, second.above) == (["Sari", "Sonic", "A2"], [0, 1])
    assert (third.texts, third.above) == (["Sari", "Quattro", "A3"], [0])


def test_a_sign_below_nothing_is_nothing() -> None:
    reader = lines()
    first, second = reader.read(row(2, '"', "-", "-")), reader.read(row(3, "Sari", '"', '"'))
    assert (first.texts, first.above) == (["", "", ""], [])
    assert (second.texts, second.above, second.questions) == (["Sari", "", ""], [], [])


def test_a_blank_cell_is_no_sign() -> None:
    reader = lines()
    reader.read(row(2, "Sari", "Sonic", "A1"))
    assert reader.read(row(3, "", "", "A2")).texts == ["", "", "A2"]


def test_a_merged_cell_counts_as_from_above() -> None:
    reader = lines()
    reader.read(row(2, "Sari", "Sonic", "A1"))
    assert reader.read(row(3, "Sari", "Sonic", "A2", marks={0: Mark.MERGED})).above == [0]


def test_a_sign_among_serial_numbers_is_asked_about_once_for_the_column() -> None:
    reader = lines()
    reader.read(row(2, "Sari", "Sonic", "A1"))
    second, third = reader.read(row(3, '"', '"', '"')), reader.read(row(4, '"', '"', "idem"))
    assert [question.key for question in (*second.questions, *third.questions)] == ["above.serial_number"] * 2


@pytest.mark.parametrize(("answer", "serial"), [("keep", "A1"), ("empty", "")])
def test_the_answer_settles_the_serial_number(answer: str, serial: str) -> None:
    reader = lines(above__serial_number=answer)
    reader.read(row(2, "Sari", "Sonic", "A1"))
    line = reader.read(row(3, '"', '"', '"'))
    assert (line.texts[2], line.questions) == (serial, [])


def test_an_error_refuses_the_row_and_a_sign_below_it_too() -> None:
    reader = lines()
    first = reader.read(row(2, "Sari", "#REF!", "A1", marks={1: Mark.ERROR}))
    second = reader.read(row(3, '"', '"', "A2"))
    assert first.problems == ["Merek: galat #REF! dalam berkas. Perbaiki selnya."]
    assert second.problems == first.problems


@pytest.mark.parametrize("error", ["#N/A", "#VALUE!", "#NAME?"])
def test_an_error_among_telephones_leaves_it_empty_and_in_sight(error: str) -> None:
    line = lines().read(row(2, "Sari", "Sonic", "A1", error))
    assert (line.texts[3], line.problems) == ("", [])
    assert line.notes == [f"Telepon: galat {error} dalam berkas, dikosongkan."]


@pytest.mark.parametrize(
    ("text", "mark", "key"),
    [
        ("0", "", "zero.serial_number"),
        ("1.23457E+15", "", "digits.serial_number"),
        ("1,2E15", "", "digits.serial_number"),
        ("8E+11", "", "digits.serial_number"),
        ("1234567890123456000", Mark.LONG, "digits.serial_number"),
        ("2024-03-12", Mark.DAY, "day.serial_number"),
        ("=A1&B1", Mark.UNCOMPUTED, "formula.serial_number"),
        ("=A1&B1", "", "formula.serial_number"),
    ],
)
def test_doubtful_serial_numbers_are_asked_about(text: str, mark: str, key: str) -> None:
    line = lines().read(row(2, "Sari", "Sonic", text, marks={2: mark} if mark else {}))
    assert [question.key for question in line.questions] == [key]


@pytest.mark.parametrize("text", ["1234567890123456789", "00012", "12E5", "SN-0", "1E", "E+1"])
def test_texts_of_digits_are_serial_numbers(text: str) -> None:
    line = lines().read(row(2, "Sari", "Sonic", text))
    assert (line.texts[2], line.questions) == (text, [])


def test_a_nik_among_serial_numbers_is_said() -> None:
    line = lines().read(row(2, "Sari", "Sonic", "", marks={2: "nik"}))
    assert line.notes == ["Nomor seri: 16 angka seperti NIK, tidak disimpan."]
