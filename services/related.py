"""What orders tell on the pages of the register."""

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from services.models import OrderItem
from services.queries import counted, items_of, orders_for
from simetro.core.kit.roles import Role
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.related_rows import (
    Related,
    RelatedMaker,
    RelatedRow,
    first_of,
)
from uttp.models import Instrument, Owner

SHOWN = 10


def orders_of_owner(row: models.Model, user: User) -> Related | None:
    if not isinstance(row, Owner):
        return None
    orders, count = first_of(counted(orders_for(user).filter(owner=row)), SHOWN)
    return Related(
        title=pgettext("menu", "Order"),
        rows=[_order(order) for order in orders],
        empty=_("Belum ada order."),
        count=count,
        url=f"{reverse('order_list')}?{urlencode({'search': row.name})}",
    )


def _order(order: Any) -> RelatedRow:
    """An order as `counted` annotates it."""
    detail = f"{order.get_place_display()} · {order.item_count} UTTP · {tanggal(order.requested_on)}"
    return RelatedRow(
        order.get_absolute_url(), order.transaction_number, detail, order.status, order.get_status_display()
    )


def services_of_instrument(row: models.Model, user: User) -> Related | None:
    if not isinstance(row, Instrument):
        return None
    items, count = first_of(items_of(row, user), SHOWN)
    return Related(
        title=_("Riwayat pelayanan"),
        rows=[_item(item) for item in items],
        empty=_("Belum pernah diorder."),
        count=count,
        url=f"{reverse('order_list')}?{urlencode({'search': row.owner.name})}",
    )


def _item(item: OrderItem) -> RelatedRow:
    order = item.order
    detail = f"{item.get_service_display()} · {order.get_place_display()} · {tanggal(order.requested_on)}"
    return RelatedRow(
        order.get_absolute_url(), order.transaction_number, detail, item.status, item.get_status_display()
    )


def competences_of(row: models.Model, user: User) -> Related | None:
    """What a penera may test, on the page of a person."""
    if not isinstance(row, User) or Role.PENERA not in row.roles:
        return None
    letters, count = first_of(row.competences.all(), SHOWN)
    return Related(
        title=_("Kewenangan penera"),
        rows=[_competence(one) for one in letters],
        empty=_("Belum ada surat kewenangan. Tanpa itu ia tidak dapat menetapkan hasil uji."),
        count=count,
        url=reverse("reference_list", args=["kewenangan"]),
    )


def _competence(letter: Any) -> RelatedRow:
    is_now = letter.is_in_force_on(timezone.localdate())
    word = _("Berlaku") if is_now else _("Tidak berlaku hari ini")
    url = reverse("reference_change", args=["kewenangan", letter.pk])
    return RelatedRow(url, letter.letter_number, letter.kind_names, "active" if is_now else "retired", word)


MAKERS: tuple[RelatedMaker, ...] = (orders_of_owner, services_of_instrument, competences_of)
