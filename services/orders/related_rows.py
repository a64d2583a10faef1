from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from services.models import OrderItem
from services.orders.queries import counted, items_of, orders_for
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.related_rows import (
    SHOWN,
    Related,
    RelatedRow,
    first_of,
)
from uttp.models import Instrument, Owner


def orders_of_owner(owner: Owner, user: User) -> Related:
    orders, count = first_of(counted(orders_for(user).filter(owner=owner)), SHOWN)
    return Related(
        title=pgettext("menu", "Order"),
        rows=[_order(order) for order in orders],
        empty=_("Belum ada order."),
        count=count,
        url=f"{reverse('order_list')}?{urlencode({'search': owner.name})}",
    )


def _order(order: Any) -> RelatedRow:
    """`order` is annotated by `counted`."""
    detail = f"{order.get_place_display()} · {order.item_count} UTTP · {tanggal(order.requested_on)}"
    return RelatedRow(
        order.get_absolute_url(), order.transaction_number, detail, order.status, order.get_status_display()
    )


def services_of_instrument(instrument: Instrument, user: User) -> Related:
    items, count = first_of(items_of(instrument, user), SHOWN)
    return Related(
        title=_("Riwayat pelayanan"),
        rows=[_item(item) for item in items],
        empty=_("Belum pernah diorder."),
        count=count,
        url=f"{reverse('order_list')}?{urlencode({'search': instrument.owner.name})}",
    )


def _item(item: OrderItem) -> RelatedRow:
    order = item.order
    detail = f"{item.get_service_display()} · {order.get_place_display()} · {tanggal(order.requested_on)}"
    return RelatedRow(
        order.get_absolute_url(), order.transaction_number, detail, item.status, item.get_status_display()
    )
