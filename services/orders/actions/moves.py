from django.utils import timezone

from services.enums import (
    FINAL_ITEMS,
    ITEM_MOVES,
    ORDER_MOVES,
    DocumentState,
    ItemStatus,
    OrderStatus,
)
from services.models import Order, OrderItem
from services.orders.actions.notices import tell_owner
from services.orders.messages import Event
from simetro.core.db.moves import refuse_unless
from simetro.core.log.audit import record
from simetro.core.models import User


def move_order(order: Order, to: OrderStatus) -> None:
    refuse_unless(to in ORDER_MOVES[OrderStatus(order.status)], "Order", order)
    order.status = to
    setattr(order, f"{to}_at", timezone.now())


def move_item(item: OrderItem, to: ItemStatus) -> None:
    refuse_unless(to in ITEM_MOVES[ItemStatus(item.status)], "UTTP", item)
    item.status = to


def close_order(by: User, order: Order, status: OrderStatus, reason: str) -> Order:
    """Rejects or cancels a locked order. What nobody has begun to test ends with it and may be ordered again."""
    move_order(order, status)
    order.closing_reason = reason
    order.save_change()
    record(by, f"services.order_{status}", order, reason=reason)
    if ended := _end_items(order):
        record(by, "services.end_items", order, items=ended)
    return order


def _end_items(order: Order) -> int:
    waiting = list(order.items.select_for_update().filter(status=ItemStatus.WAITING))
    for item in waiting:
        move_item(item, ItemStatus.ENDED)
        item.save_change()
    return len(waiting)


def changed_item(by: User, order: Order, item: OrderItem, verb: str, reason: str) -> OrderItem:
    item.reason = reason
    item.save_change()
    record(by, verb, order, item=item.pk, reason=reason)
    recompute(order, by)
    return item


def recompute(order: Order, by: User | None) -> None:
    """Sets the status of a locked order from its items, once testing has begun."""
    status = _status_from([item for item in order.items.all() if item.status != ItemStatus.WITHDRAWN])
    if status is None or status == order.status:
        return
    first_tested = order.tested_at is None and status != OrderStatus.TESTING
    move_order(order, status)
    order.tested_at = order.tested_at or (order.completed_at if first_tested else None)
    order.save_change()
    record(by, f"services.order_{status}", order)
    if first_tested:
        tell_owner(order, Event.TESTED)


def _status_from(items: list[OrderItem]) -> OrderStatus | None:
    """The status that follows from the items; None while nothing has been tested, when people set the status."""
    if all(item.status == ItemStatus.WAITING for item in items):
        return None
    if any(item.status not in FINAL_ITEMS for item in items):
        return OrderStatus.TESTING
    asked = [item for item in items if item.certificate]
    if all(item.document == DocumentState.ISSUED for item in asked):
        return OrderStatus.COMPLETED
    drafted = any(item.document != DocumentState.NONE for item in asked)
    return OrderStatus.CERTIFYING if drafted else OrderStatus.TESTED
