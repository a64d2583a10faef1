from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.authority.rules import may_repair
from services.enums import WITH_OPEN_ITEMS, DocumentState, ItemStatus, Service
from services.models import Order, OrderItem
from services.orders.actions.moves import move_item, recompute
from services.orders.actions.orders import (
    NewItem,
    check_instrument,
    refuse_out_of_scope,
    take_places,
)
from services.orders.actions.taking import (
    lock_orders,
    note_withdrawal,
    record_taken_over,
    refuse_taken,
    still_free,
    take_over,
)
from services.orders.queries import open_items
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict, Forbidden, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.models import Instrument


@transaction.atomic
def add_item(*, by: User, order: Order, new: NewItem, version: int | None = None) -> OrderItem:
    errors = check_instrument(new.instrument, order.owner_id, order.place, "instrument_id")
    if errors:
        raise Invalid(errors[0].message, errors=errors)
    if order.sidang and not order.queue_number:
        take_places(order.sidang, [new.instrument])
    order = lock(order, version)
    _refuse_closed(order)
    refuse_taken([new.instrument])
    if order.items.exclude(status=ItemStatus.WITHDRAWN).filter(instrument=new.instrument).exists():
        raise Conflict(_("UTTP ini sudah ada pada order ini."), code="duplicate")
    refuse_out_of_scope([new.instrument], timezone.localdate())
    with still_free([new.instrument]):
        item = OrderItem.objects.create(
            order=order, instrument=new.instrument, service=new.service, certificate=new.certificate
        )
    order.save_change()
    record(by, "services.add_item", order, item=item.pk)
    return item


@transaction.atomic
def move_here(*, by: User, order: Order, instrument: Instrument, version: int | None = None) -> OrderItem:
    """Takes an instrument from the order on which it waits to this one, with its service and its wish for an SKHP."""
    if order.sidang:
        lock(order.sidang)
    there = open_items().filter(instrument=instrument).first()
    if there is None:
        raise Conflict(_("UTTP ini tidak lagi berada pada order lain. Tambahkan seperti biasa."), code="wrong_state")
    lock_orders([order.pk, there.order_id])
    take_over(by, [instrument], order)
    new = NewItem(instrument, Service(there.service), there.certificate)
    item = add_item(by=by, order=order, new=new, version=version)
    record_taken_over(by, order, [instrument])
    return item


@transaction.atomic
def withdraw_item(*, by: User, item: OrderItem, reason: str, version: int | None = None) -> OrderItem:
    order, item = locked_item(by, item, version)
    _refuse_closed(order)
    move_item(item, ItemStatus.WITHDRAWN)
    if not order.items.exclude(pk=item.pk).exclude(status=ItemStatus.WITHDRAWN).exists():
        raise Conflict(_("Ini UTTP terakhir pada order. Batalkan ordernya saja."), code="last_item")
    return note_withdrawal(by, order, item, reason)


def _refuse_closed(order: Order) -> None:
    if order.status not in WITH_OPEN_ITEMS:
        raise Conflict(
            _("UTTP hanya dapat ditambahkan atau ditarik sebelum order selesai diuji. Buat order baru."),
            code="wrong_state",
        )


@transaction.atomic
def set_document_state(*, by: User | None, items: Iterable[OrderItem], state: DocumentState) -> None:
    """Stores how far the documents of these items are, and brings their orders to the status that follows."""
    order_ids = {item.order_id for item in items}
    orders = list(Order.objects.select_for_update().filter(pk__in=order_ids).order_by("pk"))
    OrderItem.objects.filter(pk__in=[item.pk for item in items]).update(document=state)
    for order in orders:
        recompute(order, by)


def locked_item(by: User, item: OrderItem, version: int | None) -> tuple[Order, OrderItem]:
    """Locks the order, then the item.

    The order is always locked first, so that two people never wait for each other.
    """
    order = lock(item.order)
    item = lock(item, version)
    if not may_repair(by, item):
        raise Forbidden(_("UTTP ini ditugaskan kepada penera lain."))
    return order, item
