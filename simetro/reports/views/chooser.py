"""The chooser of a period, for pages that count."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simetro.reports.figures.numbers import named
from simetro.reports.periods import Length, Period, period_with

LABELS = ((Length.MONTH, _("Bulan")), (Length.QUARTER, _("Triwulan")), (Length.YEAR, _("Tahun")))


@dataclass(frozen=True)
class Way:
    label: str | Promise
    query: str
    is_chosen: bool = False


def chooser(period: Period, today: date) -> dict[str, Any]:
    """The links of the chooser. Another length shows the period around today, if today is in the present one."""
    day = today if period.first <= today <= period.last else period.first
    lengths = [Way(label, _query(period_with(day, length)), length == period.length) for length, label in LABELS]
    ways = {"chips": lengths, "before": _way(period.before), "after": _way(period.after)}
    return ways | {"period": period, "period_name": named(period)}


def _way(period: Period) -> Way:
    return Way(named(period), _query(period))


def _query(period: Period) -> str:
    return f"periode={period.code}"
