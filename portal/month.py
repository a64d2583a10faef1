"""One month of market sessions, as a calendar shows it."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.models import Sidang
from services.sidang.queries.sidang import public_sidang

AHEAD = 12  # months: no sidang is planned further


@dataclass(frozen=True)
class Day:
    on: date
    is_outside: bool
    is_today: bool
    sessions: tuple[Sidang, ...]


@dataclass(frozen=True)
class Month:
    """Weeks from Monday to Sunday; `before` and `after` are the neighbours that can be shown."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    sessions: tuple[Sidang, ...]
    before: date | None
    after: date | None


def month_of(named: str, today: date) -> Month:
    """The month that an address names as 2026-12; the present month if it is no month, past, or too far ahead."""
    current = today.replace(day=1)
    first = _read(named)
    if first is None or not current <= first <= _plus(current, AHEAD):
        first = current
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    last = _plus(first, 1) - timedelta(days=1)
    sessions = tuple(public_sidang(first).filter(starts_on__lte=last))
    return Month(
        first=first,
        weeks=tuple(tuple(_day(on, first, today, sessions) for on in week) for week in weeks),
        sessions=sessions,
        before=_plus(first, -1) if first > current else None,
        after=_plus(first, 1) if first < _plus(current, AHEAD) else None,
    )


def _day(on: date, first: date, today: date, sessions: Sequence[Sidang]) -> Day:
    is_outside = on.month != first.month
    held = () if is_outside else tuple(sidang for sidang in sessions if sidang.starts_on <= on <= sidang.ends_on)
    return Day(on, is_outside, on == today, held)


def _read(named: str) -> date | None:
    match = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", named, re.ASCII)
    return date(int(match[1]), int(match[2]), 1) if match else None


def _plus(first: date, months: int) -> date:
    years, index = divmod(first.month - 1 + months, 12)
    return date(first.year + years, index + 1, 1)
