"""The only code that assigns a status of an order, an item, a sidang or a registration."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from services.actions.notices import tell_owner
from services.enums import (
    FINAL_ITEMS,
    ITEM_MOVES,
    ORDER_MOVES,
    REGISTRATION_MOVES,
    SIDANG_MOVES,
    DocumentState,
    ItemStatus,
    OrderStatus,
    RegistrationStatus,
    SidangStatus,
)
from services.messages import Event
from services.models import Order, OrderItem, Registration, Sidang
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User


def move_order(order: Order, to: OrderStatus) -> None:
    refuse_unless(to in ORDER_MOVES[OrderStatus(order.status)], "Order", order)
    order.status = to
    setattr(order, f"{to}_at", timezone.now())


def move_item(item: OrderItem, to: ItemStatus) -> None:
    refuse_unless(to in ITEM_MOVES[ItemStatus(item.status)], "UTTP", item)
    item.status = to


def move_sidang(sidang: Sidang, to: SidangStatus) -> None:
    refuse_unless(to in SIDANG_MOVES[SidangStatus(sidang.status)], "Sidang", sidang)
    sidang.status = to


def move_registration(registration: Registration, to: RegistrationStatus) -> None:
    refuse_unless(to in REGISTRATION_MOVES[RegistrationStatus(registration.status)], _("Pendaftaran"), registration)
    registration.status = to


def refuse_unless(allowed: bool, noun: str, row: Any) -> None:
    if not allowed:
        sentence = _("%(noun)s ini berstatus “%(status)s”, sehingga langkah ini tidak dapat dilakukan.")
        raise Conflict(
            sentence % {"noun": noun, "status": row.get_status_display()}, code="wrong_state", current_status=row.status
        )


def recompute(order: Order, by: User | None) -> None:
    """Brings a locked order, once testing has begun, to the status that its items tell."""
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
    """None while nothing has been tested yet: until then people move the order."""
    if all(item.status == ItemStatus.WAITING for item in items):
        return None
    if any(item.status not in FINAL_ITEMS for item in items):
        return OrderStatus.TESTING
    asked = [item for item in items if item.certificate]
    if all(item.document == DocumentState.ISSUED for item in asked):
        return OrderStatus.COMPLETED
    drafted = any(item.document != DocumentState.NONE for item in asked)
    return OrderStatus.CERTIFYING if drafted else OrderStatus.TESTED
