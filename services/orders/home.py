from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.enums import Todo
from services.orders.queries import (
    counted,
    orders_for,
    orders_like,
)
from simetro.core.kit.text import Text
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import ROWS, HomeCard, HomeRow
from simetro.core.web.related_rows import first_of


def to_review(user: User) -> HomeCard | None:
    return _card(user, Todo.REVIEW, _("Permintaan untuk dikaji"), "inbox", _("Tidak ada permintaan yang menunggu."))


def to_schedule(user: User) -> HomeCard | None:
    return _card(user, Todo.SCHEDULE, _("Order belum dijadwalkan"), "calendar", _("Semua order sudah dijadwalkan."))


def _card(user: User, todo: Todo, title: Text, icon: str, empty: Text) -> HomeCard | None:
    if not user.has_perm("services.review_order"):
        return None
    waiting = counted(orders_like(orders_for(user), todo=todo)).order_by("requested_on", "pk")
    orders, count = first_of(waiting, ROWS)
    url = f"{reverse('order_list')}?{urlencode({'todo': todo.value})}"
    return HomeCard(title, icon, url, count, empty, [_row(order) for order in orders])


def _row(order: Any) -> HomeRow:
    """`order` is annotated by `counted`."""
    detail = f"{order.get_place_display()} · {order.item_count} UTTP · {tanggal(order.requested_on)}"
    url = order.get_absolute_url()
    return HomeRow(url, order.owner.name, detail, order.owner_id)
