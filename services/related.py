"""What orders tell on the pages of the register."""

from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.models import Order, OrderItem
from services.queries import items_for, orders_for
from simetro.core.models import User
from simetro.core.related import Related, RelatedMaker, RelatedRow
from simetro.core.templatetags.simetro import tanggal
from uttp.models import Instrument, Owner

SHOWN = 10


def orders_of_owner(row: models.Model, user: User) -> Related | None:
    if not isinstance(row, Owner):
        return None
    orders = orders_for(user).filter(owner=row)
    return Related(
        title="Order",
        rows=[_order(order) for order in orders[:SHOWN]],
        empty=_("Belum ada order."),
        count=orders.count(),
        url=f"{reverse('order_list')}?{urlencode({'search': row.name})}",
    )


def _order(order: Order) -> RelatedRow:
    detail = f"{order.get_place_display()} · {len(order.items.all())} UTTP · {tanggal(order.requested_on)}"
    return RelatedRow(_url(order), order.transaction_number, detail, order.status, order.get_status_display())


def services_of_instrument(row: models.Model, user: User) -> Related | None:
    if not isinstance(row, Instrument):
        return None
    items = items_for(user).filter(instrument=row).order_by("-pk")
    return Related(
        title=_("Riwayat pelayanan"),
        rows=[_item(item) for item in items[:SHOWN]],
        empty=_("Belum pernah diorder."),
        count=items.count(),
        url=f"{reverse('order_list')}?{urlencode({'search': row.owner.name})}",
    )


def _item(item: OrderItem) -> RelatedRow:
    order = item.order
    detail = f"{item.get_service_display()} · {order.get_place_display()} · {tanggal(order.requested_on)}"
    return RelatedRow(_url(order), order.transaction_number, detail, item.status, item.get_status_display())


def _url(order: Order) -> str:
    return reverse("order_detail", args=[order.transaction_number])


MAKERS: tuple[RelatedMaker, ...] = (orders_of_owner, services_of_instrument)
