"""An instrument stands on one open order only: refusing a second one, and moving it from one order to another."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from services.enums import ItemStatus, OrderStatus
from services.models import Order, OrderItem
from services.orders.actions.moves import changed_item, close_order, move_item
from services.orders.queries import open_items
from services.orders.rules import why_taken
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.models import Instrument


def refuse_taken(instruments: Sequence[Instrument]) -> None:
    """Refuses what stands on an open order. The instruments stay locked until the transaction ends."""
    keys = [instrument.pk for instrument in instruments]
    list(Instrument.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    _refuse_open(instruments)


@contextmanager
def still_free(instruments: Sequence[Instrument]) -> Iterator[None]:
    """Inside, an item of each instrument is opened. What the constraint refuses is said as the check says it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        _refuse_open(instruments)
        raise


def _refuse_open(instruments: Sequence[Instrument]) -> None:
    taken = open_items().filter(instrument__in=instruments)
    item = taken.select_related("order", "instrument").order_by("pk").first()
    if item:
        number = item.order.transaction_number
        raise Conflict(why_taken(item), code="in_open_order", transaction_number=number)


def take_over(by: User, instruments: Iterable[Instrument], order: Order) -> None:
    """Withdraws these instruments, for the sake of `order`, from the orders on which they wait.

    An order of which nothing is left is cancelled. What is being tested or repaired stays where it is.
    """
    waiting = open_items().filter(instrument__in=list(instruments), status=ItemStatus.WAITING).exclude(order=order.pk)
    left = {other.pk: other for other in lock_orders(waiting.values_list("order", flat=True))}
    reason = _("Dipindahkan ke order %(number)s.") % {"number": order}
    for item in waiting.select_for_update(of=("self",)).filter(order__in=left).order_by("pk"):
        move_item(item, ItemStatus.WITHDRAWN)
        note_withdrawal(by, left[item.order_id], item, reason)
    for other in left.values():
        if not other.items.exclude(status=ItemStatus.WITHDRAWN).exists():
            close_order(by, other, OrderStatus.CANCELLED, reason)


def lock_orders(orders: Iterable[int]) -> list[Order]:
    """Locked by their keys in rising order, so that two who move in opposite directions do not wait for each other."""
    return list(Order.objects.select_for_update(of=("self",)).filter(pk__in=list(orders)).order_by("pk"))


def note_withdrawal(by: User, order: Order, item: OrderItem, reason: str) -> OrderItem:
    """Stores that an item was moved to "withdrawn"; it and its order are locked."""
    known = order.version
    item = changed_item(by, order, item, "services.withdraw_item", reason)
    if order.version == known:  # `recompute` saved nothing: the status stays
        order.save_change()
    return item


def record_taken_over(by: User, order: Order, moved: Iterable[Instrument]) -> None:
    """Tells in the log of `order` which of its items came from another."""
    for item in order.items.filter(instrument__in=list(moved)).order_by("pk"):
        record(by, "services.take_over_item", order, item=item.pk)
