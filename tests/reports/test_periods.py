from datetime import date

import pytest

from simetro.reports.periods import (
    Length,
    Period,
    parse_period,
    period_with,
)

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_period_knows_its_days(written: str, first: date, last: date) -> None:
    period = parse_period(written, TODAY)
    assert (period.first, period.last, period.code) == (first, last, written)


@pytest.mark.parametrize("written", ["", "x", "2026-13", "2026-Q5", "1999", "2026-1", "2026-Q", "٢٠٢٦"])
def test_what_is_no_period_is_this_month(written: str) -> None:
    assert parse_period(written, TODAY) == Period(Length.MONTH, date(2026, 11, 1))


@pytest.mark.parametrize("written", ["2026-01", "2026-Q1", "2026"])
def test_neighbours_touch(written: str) -> None:
    period = parse_period(written, TODAY)
    assert period.before.after == period
    assert (period.after.first - period.last).days == 1
    assert (period.first - period.before.last).days == 1


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("length", Length)
def test_every_day_is_in_its_period(month: int, length: Length) -> None:
    day = date(2026, month, 15)
    period = period_with(day, length)
    assert period.first <= day <= period.last
    assert (period.first.month - 1) % length == 0
