"""The report on a market session: who was registered, who came, and the results."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce

from services.calendar.queries import items_at
from services.enums import ItemStatus
from services.models import Sidang
from services.sidang.queries.registrations import expected_registrations
from services.sidang.queries.sidang import attendance
from uttp.kinds import Kind, all_kinds
from uttp.names import name_of

UNTESTED = (ItemStatus.WAITING, ItemStatus.TESTING)


@dataclass(frozen=True)
class SidangCounts:
    """Numbers of instruments of one kind, or of all. `quota`: 0 where the kind is not taken in advance."""

    name: str
    quota: int
    registered: int
    passed: int
    failed: int
    in_repair: int
    untested: int


@dataclass(frozen=True)
class SidangReport:
    """`orders`: all orders, also walk-ins. `came`: those with a queue number.

    `signed_up`: registrations without an account who have not come yet.
    """

    orders: int
    came: int
    signed_up: int
    by_kind: tuple[SidangCounts, ...]
    total: SidangCounts


def report_of(sidang: Sidang) -> SidangReport:
    rows = items_at([sidang]).order_by().values_list("instrument__kind_code", "status").annotate(n=Count("pk"))
    counts = Counter({(kind, status): number for kind, status, number in rows})
    shown = {*sidang.quotas, *(kind for kind, _status in counts)}
    by_kind = tuple(
        _counts_of(kind, sidang.quotas.get(kind.code, 0), counts) for kind in all_kinds() if kind.code in shown
    )
    orders, came, signed_up = _people(sidang)
    return SidangReport(orders, came, signed_up, by_kind, _sum(by_kind))


def _people(sidang: Sidang) -> tuple[int, int, int]:
    """The numbers of orders, of those who came, and of registrations that have not come, in one query."""
    orders, expected = attendance(sidang).order_by(), expected_registrations(sidang).order_by()
    counts: dict[str, QuerySet[Any]] = {
        "its_orders": orders.values("sidang").annotate(n=Count("pk")),
        "its_came": orders.values("sidang").annotate(n=Count("queue_number")),
        "its_expected": expected.values("sidang").annotate(n=Count("pk")),
    }
    numbers = {name: Coalesce(Subquery(rows.values("n")), 0) for name, rows in counts.items()}
    people: tuple[int, int, int] = Sidang.objects.filter(pk=sidang.pk).annotate(**numbers).values_list(*numbers).get()
    return people


def _counts_of(kind: Kind, quota: int, counts: Counter[tuple[str, str]]) -> SidangCounts:
    def of(*statuses: str) -> int:
        return sum(counts[kind.code, status] for status in statuses)

    return SidangCounts(
        name=name_of(kind),
        quota=quota,
        registered=of(*ItemStatus.values),
        passed=of(ItemStatus.PASSED),
        failed=of(ItemStatus.FAILED),
        in_repair=of(ItemStatus.IN_REPAIR),
        untested=of(*UNTESTED),
    )


def _sum(by_kind: Iterable[SidangCounts]) -> SidangCounts:
    columns = zip(
        *((row.quota, row.registered, row.passed, row.failed, row.in_repair, row.untested) for row in by_kind),
        strict=True,
    )
    return SidangCounts("", *map(sum, columns))
