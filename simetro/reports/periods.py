"""Months, quarters and years, as addresses name them: `2026-11`, `2026-Q4`, `2026`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

_WRITTEN = re.compile(r"(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
ROMAN = ("I", "II", "III", "IV")


class Length(IntEnum):
    """The lengths of a period, in months."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12


@dataclass(frozen=True)
class Period:
    """`last` is its last day."""

    length: Length
    first: date

    @property
    def last(self) -> date:
        return months_later(self.first, self.length) - timedelta(days=1)

    @property
    def code(self) -> str:
        if self.length == Length.YEAR:
            return f"{self.first.year}"
        return f"{self.first.year}-Q{self.quarter}" if self.length == Length.QUARTER else f"{self.first:%Y-%m}"

    @property
    def quarter(self) -> int:
        return (self.first.month + 2) // 3

    @property
    def before(self) -> "Period":
        return Period(self.length, months_later(self.first, -self.length))

    @property
    def after(self) -> "Period":
        return Period(self.length, months_later(self.first, self.length))


def months_later(first: date, months: int) -> date:
    """The first day of the month so many months later; `first` is the first day of a month."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def period_with(day: date, length: Length) -> Period:
    return Period(length, date(day.year, (day.month - 1) // length * length + 1, 1))


def parse_period(written: str, today: date) -> Period:
    """The period that an address names; the present month if it is not understood."""
    match = _WRITTEN.fullmatch(written)
    if not match:
        return period_with(today, Length.MONTH)
    year, quarter, month = match.groups()
    if month:
        return Period(Length.MONTH, date(int(year), int(month), 1))
    return (
        Period(Length.QUARTER, date(int(year), int(quarter) * 3 - 2, 1))
        if quarter
        else Period(Length.YEAR, date(int(year), 1, 1))
    )
