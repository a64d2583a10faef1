from datetime import date

import pytest
from django.db import transaction

from simetro.core.models import NumberSeries
from simetro.core.numbering import format_number, take_number

pytestmark = pytest.mark.django_db


def test_each_series_and_year_counts_for_itself() -> None:
    taken = [("skhp", 2026), ("skhp", 2026), ("rejection", 2026), ("skhp", 2027), ("skhp", 2026)]
    assert [take_number(*series) for series in taken] == [1, 2, 1, 1, 3]


def test_number_of_a_write_that_fails_is_taken_again() -> None:
    take_number("skhp", 2026)
    with transaction.atomic():
        assert take_number("skhp", 2026) == 2
        transaction.set_rollback(True)
    assert take_number("skhp", 2026) == 2
    assert NumberSeries.objects.get().last == 2


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("500.2.3.15/{seq:04}/BID-K/{roman_month}/{year}", "500.2.3.15/0007/BID-K/XI/2026"),
        ("{year}-{month:02}-{seq}", "2026-11-7"),
    ],
)
def test_number_is_written_as_the_office_writes_it(template: str, expected: str) -> None:
    assert format_number(template, 7, date(2026, 11, 22)) == expected


def test_every_month_has_its_roman_number() -> None:
    written = [format_number("{roman_month}", 1, date(2026, month, 1)) for month in range(1, 13)]
    assert written == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


def test_number_with_more_digits_than_the_template_is_not_cut() -> None:
    assert format_number("{seq:04}", 12345, date(2026, 1, 1)) == "12345"
