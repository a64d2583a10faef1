from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from services.calendar.queries import closed_days
from services.calendar.workdays import FARTHEST_AHEAD, add_workdays, workdays_before
from services.enums import ItemStatus, RepairState
from services.models import Repair
from services.orders.queries import items_for, search_items
from simetro.core.models import User

WARNED = 2  # working days before the deadline


def overdue_repairs(user: User) -> QuerySet[Any]:
    return repairs_like(in_repair(user), state=RepairState.OVERDUE)


def in_repair(user: User) -> QuerySet[Any]:
    """Items that were sent to repair and not tested since, those due first in front. `is_back`: it has come back."""
    out = Repair.objects.filter(item=OuterRef("pk"), came_back_on=None, given_up_on=None)
    items = items_for(user).filter(status=ItemStatus.IN_REPAIR).prefetch_related(None)
    return items.annotate(is_back=~Exists(out)).order_by("repair_until", "pk")


def repairs_like(items: QuerySet[Any], *, search: str = "", state: str | None = None) -> QuerySet[Any]:
    today = timezone.localdate()
    if state:
        items = {
            RepairState.OVERDUE: items.filter(is_back=False, repair_until__lt=today),
            RepairState.OUT: items.filter(is_back=False, repair_until__gte=today),
            RepairState.BACK: items.filter(is_back=True),
        }[RepairState(state)]
    return search_items(items, search)


@dataclass(frozen=True)
class ToRemind:
    """`soon`: the deadline is at most two working days away. `due`: the deadline is today."""

    soon: list[Repair]
    due: list[Repair]


def repairs_to_remind(today: date) -> ToRemind:
    """Repairs whose owner has a mail address and has not got this reminder yet."""
    out: QuerySet[Any] = Repair.objects.filter(came_back_on=None, given_up_on=None, item__status=ItemStatus.IN_REPAIR)
    out = out.exclude(item__order__owner__email="").select_related("item__order__owner", "item__instrument")
    closed = closed_days(today - timedelta(days=1), today + FARTHEST_AHEAD)
    near = out.filter(until__gt=today, until__lte=add_workdays(today, WARNED, closed), warned_at=None)
    soon = [repair for repair in near.order_by("pk") if workdays_before(repair.until, WARNED, closed) <= today]
    return ToRemind(soon, list(out.filter(until=today, told_due_at=None).order_by("pk")))
