from datetime import date

from django.db import transaction
from django.utils import timezone

from services.calendar.actions import take_time
from services.models import Order
from services.orders.queries import live_instruments
from services.orders.rules import refuse_unless_movable
from simetro.core.db.locking import lock
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def move_request(*, by: User, order: Order, wanted_on: date, version: int | None = None) -> Order:
    """Changes the requested day of an order that is not scheduled yet, until the day before it."""
    order = lock(order, version)
    refuse_unless_movable(by, order, timezone.localdate())
    if wanted_on != order.wanted_on:
        take_time(wanted_on, live_instruments(order), order.owner.district)
        order.wanted_on = wanted_on
        order.save_change()
        record(by, "services.move_request", order, on=wanted_on.isoformat())
    return order
