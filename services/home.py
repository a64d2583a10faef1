"""What waits for the service desk and for a penera, on the staff home."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.enums import RepairState, Todo
from services.ledger import Shortage, shortages
from services.models import OrderItem
from services.queries import counted, items_like, items_to_test, orders_for, orders_like
from services.repairs import overdue_repairs
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import CardMaker, HomeCard, HomeRow
from simetro.core.web.related_rows import first_of
from uttp.words import name_of

ROWS = 4
Text = str | Promise


def to_review(user: User) -> HomeCard | None:
    return _card(user, Todo.REVIEW, _("Permintaan untuk dikaji"), "inbox", _("Tidak ada permintaan yang menunggu."))


def to_schedule(user: User) -> HomeCard | None:
    return _card(user, Todo.SCHEDULE, _("Order belum dijadwalkan"), "calendar", _("Semua order sudah dijadwalkan."))


def repairs_overdue(user: User) -> HomeCard | None:
    if not user.has_perm("services.review_order"):
        return None
    items, count = first_of(overdue_repairs(user), ROWS)
    url = f"{reverse('repair_list')}?{urlencode({'state': RepairState.OVERDUE.value})}"
    empty = _("Tidak ada perbaikan yang melewati batas.")
    return HomeCard(_("Perbaikan lewat batas"), "tool", url, count, empty, [_overdue(item) for item in items])


def _overdue(item: OrderItem) -> HomeRow:
    """Whom to call, and since when."""
    told = {"uttp": item.instrument, "day": tanggal(item.repair_until), "phone": item.order.owner.phone or "–"}
    detail = _("%(uttp)s · batas %(day)s · %(phone)s") % told
    url = item.order.get_absolute_url()
    return HomeRow(url, item.order.owner.name, detail, item.order.owner_id)


def _card(user: User, todo: Todo, title: Text, icon: str, empty: Text) -> HomeCard | None:
    if not user.has_perm("services.review_order"):
        return None
    waiting = counted(orders_like(orders_for(user), todo=todo)).order_by("requested_on", "pk")
    orders, count = first_of(waiting, ROWS)
    url = f"{reverse('order_list')}?{urlencode({'todo': todo.value})}"
    return HomeCard(title, icon, url, count, empty, [_row(order) for order in orders])


def _row(order: Any) -> HomeRow:
    """An order as `counted` annotates it."""
    detail = f"{order.get_place_display()} · {order.item_count} UTTP · {tanggal(order.requested_on)}"
    url = order.get_absolute_url()
    return HomeRow(url, order.owner.name, detail, order.owner_id)


def to_test(user: User) -> HomeCard | None:
    """A penera's list of today: his own first."""
    if not user.has_perm("services.record_verification"):
        return None
    items = items_like(items_to_test(user), until=timezone.localdate())
    empty = _("Tidak ada UTTP yang menunggu diuji hari ini.")
    rows = [_item(item) for item in items[:ROWS]]
    return HomeCard(_("Menunggu diuji"), "ruler-measure", reverse("item_list"), items.count(), empty, rows)


def _item(item: OrderItem) -> HomeRow:
    name = f"{name_of(item.instrument.kind)} {item.instrument}"
    place = item.order.get_place_display()
    return HomeRow(item.get_absolute_url(), name, f"{item.order.owner} · {place}", item.order.owner_id)


def stamps_short(user: User) -> HomeCard | None:
    if not user.has_perm("services.keep_stamps"):
        return None
    short = [one for one in shortages(timezone.localdate()) if one.is_short]
    empty = _("Persediaan cap cukup untuk empat minggu.")
    rows = [_stamp(one) for one in short[:ROWS]]
    return HomeCard(_("Cap hampir habis"), "rubber-stamp", reverse("stamp_list"), len(short), empty, rows)


def _stamp(short: Shortage) -> HomeRow:
    left = _("Sisa %(left)s %(unit)s") % {"left": short.left, "unit": short.kind.unit}
    ends = _("habis kira-kira %(day)s") % {"day": tanggal(short.runs_out_on)} if short.runs_out_on else ""
    detail = " · ".join(part for part in (left, ends) if part)
    return HomeRow(reverse("stamp_moves", args=[short.kind.code]), f"{short.kind} {short.kind.name}", detail)


CARDS: tuple[CardMaker, ...] = (to_test, to_review, to_schedule, repairs_overdue, stamps_short)
