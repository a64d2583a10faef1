from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from services.models import (
    Reminder,
)
from services.orders.queries import open_items
from uttp.enums import InstrumentStatus
from uttp.models import Instrument

STEPS = (3, 14, 30)  # days before an instrument is due on which its owner is reminded


def due_soon(today: date) -> QuerySet[Instrument]:
    """Instruments that are due within the longest step and that nobody has ordered a test for yet."""
    waiting = open_items().filter(instrument=OuterRef("pk"))
    last = today + timedelta(days=max(STEPS))
    due = Instrument.objects.filter(status=InstrumentStatus.ACTIVE, valid_until__range=(today, last))
    return due.filter(~Exists(waiting))


def instruments_to_remind(today: date) -> QuerySet[Any]:
    """Instruments due soon whose owner has a mail address and has not been reminded in this `step` yet."""
    steps = [When(valid_until__lte=today + timedelta(days=days), then=Value(days)) for days in STEPS]
    due = due_soon(today).exclude(owner__email="").annotate(step=Case(*steps))
    reminded = Reminder.objects.filter(instrument=OuterRef("pk"), due_on=OuterRef("valid_until"), days=OuterRef("step"))
    return due.filter(~Exists(reminded))
