"""Telephone cells: the first complete number, or none; a message must never reach a stranger."""

import pytest

from simetro.core.spreadsheets import Mark
from uttp.columns.phones import phone_in


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("081234567890", "081234567890", ""),
        ("0812-3456-7890", "081234567890", ""),
        ("0812 3456 7890", "081234567890", ""),
        ("+62 812-3456-7890", "081234567890", ""),
        ("62812 3456 7890", "081234567890", ""),
        ("0062 81234567890", "081234567890", ""),
        ("(+62) 81234567890", "081234567890", ""),
        ("+62 (0) 812 3456 7890", "081234567890", ""),
        ("81234567890", "081234567890", ""),
        ("(0281) 636363", "0281636363", ""),
        ("0281-77777", "028177777", ""),
        ("0281/636363", "0281636363", ""),
        ("021 7654321", "0217654321", ""),
        ("+65 9123 4567", "+6591234567", ""),
    ],
)
def test_one_number_in_the_ways_people_write_it(text: str, number: str, rest: str) -> None:
    phone = phone_in(text)
    assert (phone.number, phone.rest) == (number, rest)


@pytest.mark.parametrize(
    ("text", "number", "second"),
    [
        ("081234567890 / 085678901234", "081234567890", "085678901234"),
        ("081234567890/085678901234", "081234567890", "085678901234"),
        ("081234567890, 0856-7890-1234", "081234567890", "0856-7890-1234"),
        ("081234567890 085678901234", "081234567890", "085678901234"),
        ("0812 3456 7890 0856 7890 1234", "081234567890", "0856 7890 1234"),
        ("081234567890 atau 085678901234", "081234567890", "atau 085678901234"),
        ("0281-77777/081234567890", "028177777", "081234567890"),
        ("0812-3456-7890; 62 856 7890 1234", "081234567890", "62 856 7890 1234"),
    ],
)
def test_of_two_numbers_the_first_counts_and_the_second_stays(text: str, number: str, second: str) -> None:
    phone = phone_in(text)
    assert (phone.number, phone.rest) == (number, second)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("081234567890 an. Budi", "081234567890", "an. Budi"),
        ("081234567890 (an. Budi 2)", "081234567890", "an. Budi 2"),
        ("081234567890 rumah no 12", "081234567890", "rumah no 12"),
        ("Budi 081234567890", "081234567890", "Budi"),
        ("HP 081234567890", "081234567890", ""),
        ("WA: 0812-3456-7890", "081234567890", ""),
        ("hp.081234567890", "081234567890", ""),
        ("0281-636363 ext 104", "0281636363", "ext 104"),
        ("0281-636363 ext.104", "0281636363", "ext.104"),
        ("(0281) 636363 psw 12", "0281636363", "psw 12"),
        ("0281 636363 pesawat 12", "0281636363", "pesawat 12"),
        ("RT 02/05 081234567890", "081234567890", "RT 02/05"),
    ],
)
def test_notes_and_extensions_are_no_digits_of_the_number(text: str, number: str, rest: str) -> None:
    phone = phone_in(text)
    assert (phone.number, phone.rest) == (number, rest)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("8.12346E+11", ""),
        ("8,12346E+11", ""),
        ("6,2812E+12", ""),
        ("08l234567890", ""),
        ("0812345678O0", ""),
        ("081234567890x", ""),
        ("0812345", ""),
        ("0281", ""),
        ("636363", ""),
        ("0", ""),
        ("3302011203900001", ""),
        ("08123456789012345", ""),
        ("1234567890", ""),
        ("ext 0812345678901", ""),
        ("hubungi pasar", ""),
        ("0812.345.678,90", ""),
        ("812345678901234600", Mark.LONG),
        ("2024-03-02", Mark.DAY),
    ],
)
def test_where_nothing_is_sure_nothing_is_dialled_and_the_text_stays(text: str, mark: str) -> None:
    phone = phone_in(text, mark)
    assert (phone.number, phone.rest) == ("", text)
