"""Numbers that lead to the rows behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from services.enums import AttemptState
from simetro.reports.periods import ROMAN, Length, Period

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Number:
    value: int
    url: str


@dataclass(frozen=True)
class Bar:
    """A part of a picture's row, in hundredths of its width; `meaning` is one of the meaning colours."""

    start: str
    width: str
    meaning: str


def list_url(name: str, *args: Any, **wanted: Any) -> str:
    """The address of a list with these filters; empty values are left out."""
    query = {key: _written(value) for key, value in wanted.items() if value not in (None, "")}
    return f"{reverse(name, args=args)}?{urlencode(query)}" if query else reverse(name, args=args)


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def tests_url(period: Period, **wanted: Any) -> str:
    days = {"since": period.first, "until": period.last, "status": AttemptState.COUNTED.value}
    return list_url("verification_list", **days, **wanted)


def due_url(period: Period, **wanted: Any) -> str:
    return list_url("instrument_list", due_before=period.last + DAY, **wanted)


def share_of(part: int, whole: int) -> str:
    """A share such as `45,3 %`; a dash where the whole is zero."""
    if not whole:
        return "–"
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{formats.number_format(share, 1)} %"


def bars_of(parts: Mapping[str, int], most: int) -> list[Bar]:
    """The parts of one row one after the other, by meaning; `most` is the longest row."""
    bars, start = [], Decimal(0)
    for meaning, value in parts.items():
        width = Decimal(100 * value) / (most or 1)
        if value:
            bars.append(Bar(f"{start:.2f}", f"{width:.2f}", meaning))
        start += width
    return bars


def longest(values: Iterable[int]) -> int:
    return max(values, default=0)


def named(period: Period) -> str:
    year = {"year": period.first.year}
    if period.length == Length.YEAR:
        return _("Tahun %(year)s") % year
    if period.length == Length.QUARTER:
        return _("Triwulan %(number)s %(year)s") % {**year, "number": ROMAN[period.quarter - 1]}
    return formats.date_format(period.first, "F Y")
