"""Reminds owners two working days before the deadline of a repair and on its day, once each."""

from datetime import date
from typing import Literal

from django.db import transaction
from django.utils import timezone

from services.enums import RepairNews
from services.models import Repair
from services.repairs.actions.notices import tell_of_repair
from services.repairs.queries import repairs_to_remind

ReminderField = Literal["warned_at", "told_due_at"]


def remind_repairs(today: date | None = None) -> int:
    """Queues the mails of this day and returns how many. Run again, or twice at once, it queues none twice."""
    waiting = repairs_to_remind(today or timezone.localdate())
    reminded = [_remind(repair, "warned_at", RepairNews.SOON) for repair in waiting.soon]
    reminded += [_remind(repair, "told_due_at", RepairNews.DUE) for repair in waiting.due]
    return sum(reminded)


@transaction.atomic
def _remind(repair: Repair, field: ReminderField, news: RepairNews) -> bool:
    """Queues one mail, unless another run has done so: the first run marks the row."""
    still_out = Repair.objects.filter(pk=repair.pk, came_back_on=None, given_up_on=None, **{field: None})
    if not still_out.update(**{field: timezone.now()}):
        return False
    tell_of_repair(repair.item, news)
    return True
