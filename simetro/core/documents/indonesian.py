"""Dates as offices here write them, whatever language is active: documents are always Indonesian."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_moment(at: datetime) -> str:
    """'22 November 2026 pukul 14.05 WIB'."""
    local = timezone.localtime(at)
    return f"{long_date(local)} pukul {local:%H.%M} WIB"


def short_date(day: date) -> str:
    """A date for narrow columns: 22-11-2026."""
    return f"{day:%d-%m-%Y}"


def date_span(days: Iterable[date]) -> str:
    """'22 November 2026', or '22 November 2026 s.d. 3 Desember 2026' for several days."""
    listed = sorted(set(days))
    return " s.d. ".join(long_date(day) for day in dict.fromkeys((listed[0], listed[-1])))
