from datetime import date

import pytest

from uttp.columns.days import day_of, is_month_or_year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/11/2025", date(2025, 11, 22)),
        ("2-3-25", date(2025, 3, 2)),
        ("5.6.98", date(1998, 6, 5)),
        ("2025-11-22", date(2025, 11, 22)),
        ("5 Agustus 2025", date(2025, 8, 5)),
        ("5-Agt-25", date(2025, 8, 5)),
        ("Senin, 5 Agustus 2025", date(2025, 8, 5)),
        ("45678", date(2025, 1, 21)),
        ("31/02/2025", None),
        ("kemarin", None),
        ("2025", None),
        ("11/22/2025", None),
    ],
)
def test_days_are_read_as_offices_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    ["Maret 2024", "maret 24", "Mar-24", "bulan Maret 2024", "Nop 2023", "2024", "th 2024", "Tahun 2024", "03/2024"],
)
def test_months_and_years_are_known_for_what_they_are(text: str) -> None:
    assert is_month_or_year(text)
    assert day_of(text) is None


@pytest.mark.parametrize("text", ["22/11/2025", "besok", "13/2024", "12345", "1875", "Budi 24"])
def test_what_is_no_month(text: str) -> None:
    assert not is_month_or_year(text)
