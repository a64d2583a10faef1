"""What is open now, who holds it, how long it took, who did it, and what comes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from certificates.enums import CertificateStatus, Turnaround
from certificates.queries import GOAL_DAYS
from services.enums import Todo
from simetro.core.kit.text import Text
from simetro.reports.figures.numbers import (
    DAY,
    Bar,
    Number,
    bars_of,
    list_url,
    longest,
    share_of,
    tests_url,
)
from simetro.reports.periods import Length, Period, months_later
from simetro.reports.queries import (
    IN_HAND,
    Due,
    Tested,
    Waiting,
    together,
)

MONTHS = 12


@dataclass(frozen=True)
class StatusRow:
    status: str
    label: Text
    number: Number
    oldest: date
    bars: list[Bar]


@dataclass(frozen=True)
class Holder:
    """Who has to act, on what; `since` is when the oldest began to wait."""

    who: Text
    what: Text
    number: Number
    since: date


@dataclass(frozen=True)
class Taken:
    """Working days from request to SKHP; `within_goal` and so on lead to their rows."""

    count: Number
    median: str
    ninetieth: str
    goal: Number
    goal_share: str
    standard: Number
    standard_share: str
    late: Number


@dataclass(frozen=True)
class PeneraRow:
    name: str
    tested: Number
    batal: Number
    waiting: Number
    bars: list[Bar]


@dataclass(frozen=True)
class MonthRow:
    label: str
    short: str
    number: Number
    bars: list[Bar]


InHand = list[tuple[str, str, Waiting]]


def statuses(rows: InHand) -> list[StatusRow]:
    by_status = {
        code: together(waiting for status, _todo, waiting in rows if status == code) for code, _todo, _waiting in rows
    }
    most = longest(waiting.count for waiting in by_status.values())
    return [
        StatusRow(
            status.value,
            status.label,
            Number(by_status[status].count, list_url("order_list", status=status.value)),
            by_status[status].oldest,
            bars_of({"plain": by_status[status].count}, most),
        )
        for status in IN_HAND
        if status in by_status
    ]


def holders(
    in_hand: InHand,
    drafting: Waiting,
    documents: Iterable[tuple[str, int | None, str | None, Waiting]],
) -> list[Holder]:
    """Who holds open work, the longest wait first."""
    desk, penera = _("Meja layanan"), _("Penera")
    todos = {code: together(waiting for _status, todo, waiting in in_hand if todo == code) for code in Todo}
    rows = [
        _holder(desk, _("Permintaan untuk dikaji"), todos[Todo.REVIEW], list_url("order_list", todo="review")),
        _holder(desk, _("Order untuk dijadwalkan"), todos[Todo.SCHEDULE], list_url("order_list", todo="schedule")),
        _holder(penera, _("Order untuk diuji"), todos[Todo.TEST], list_url("order_list", todo="test")),
        _holder(desk, _("Pengujian untuk dibuatkan surat"), drafting, list_url("certificate_tab", "perlu-disusun")),
        *(_document(*row) for row in documents),
    ]
    return sorted((holder for holder in rows if holder), key=lambda holder: holder.since)


def _document(status: str, tier: int | None, title: str | None, waiting: Waiting) -> Holder | None:
    if status == CertificateStatus.IN_SIGNOFF:
        url = list_url("certificate_tab", "verifikasi", tier=tier)
        return _holder(title or _("Pejabat"), _("Surat untuk disetujui"), waiting, url)
    what = _("Surat yang dikembalikan") if status == CertificateStatus.RETURNED else _("Draf surat untuk dikirim")
    return _holder(_("Meja layanan"), what, waiting, list_url("certificate_tab", "draf", status=status))


def _holder(who: str, what: str, waiting: Waiting, url: str) -> Holder | None:
    return Holder(who, what, Number(waiting.count, url), _day(waiting.oldest)) if waiting.count else None


def _day(moment: Any) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def taken(period: Period, counts: list[tuple[int, int]], standard_days: int) -> Taken:
    whole = sum(n for _days, n in counts)

    def number(within: Turnaround, upto: int | None = None, beyond: int | None = None) -> Number:
        value = sum(n for days, n in counts if (upto is None or days <= upto) and (beyond is None or days > beyond))
        days = {"since": period.first, "until": period.last}
        return Number(value, list_url("certificate_tab", "terbit", **days, within=within.value))

    goal, standard = number(Turnaround.GOAL, GOAL_DAYS), number(Turnaround.STANDARD, standard_days)
    return Taken(
        number(Turnaround.ALL),
        _at(counts, whole, 50),
        _at(counts, whole, 90),
        goal,
        share_of(goal.value, whole),
        standard,
        share_of(standard.value, whole),
        number(Turnaround.LATE, beyond=standard_days),
    )


def _at(counts: list[tuple[int, int]], whole: int, percent: int) -> str:
    """The number of days within which this percentage was done."""
    done = 0
    for days, n in counts:
        done += n
        if 100 * done >= percent * whole:
            return str(days)
    return "–"


def penera(period: Period, tests: Iterable[Tested], waiting: Mapping[int, tuple[str, int]]) -> list[PeneraRow]:
    names = {key: name for key, (name, _n) in waiting.items()}
    verdicts: dict[int, dict[str, int]] = defaultdict(lambda: {"sah": 0, "batal": 0})
    for test in tests:
        names[test.penera] = test.name
        verdicts[test.penera][test.verdict] += test.count
    most = longest(sum(counts.values()) for counts in verdicts.values())
    return [
        PeneraRow(
            name,
            Number(sum(verdicts[key].values()), tests_url(period, penera=key)),
            Number(verdicts[key]["batal"], tests_url(period, penera=key, verdict="batal")),
            Number(waiting.get(key, ("", 0))[1], list_url("order_list", todo="test", penera=key)),
            bars_of({"ok": verdicts[key]["sah"], "bad": verdicts[key]["batal"]}, most),
        )
        for key, name in sorted(names.items(), key=lambda entry: entry[1])
    ]


def coming(due: Iterable[Due], today: date) -> list[MonthRow]:
    """How many instruments fall due in this month and the following ones."""
    counts: dict[date, int] = defaultdict(int)
    for group in due:
        counts[group.month] += group.count
    months = [Period(Length.MONTH, months_later(today.replace(day=1), n)) for n in range(MONTHS)]
    most = longest(counts[month.first] for month in months)
    return [_month(month, counts[month.first], most) for month in months]


def _month(month: Period, count: int, most: int) -> MonthRow:
    url = list_url("instrument_list", due_from=month.first, due_before=month.last + DAY)
    label, short = (formats.date_format(month.first, pattern) for pattern in ("F Y", "M"))
    return MonthRow(label, short, Number(count, url), bars_of({"wait": count}, most))
