from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models import OrderItem
from services.orders.queries import (
    items_like,
)
from services.testing.queries.verifications import items_to_test
from simetro.core.models import User
from simetro.core.web.home import ROWS, HomeCard, HomeRow
from uttp.names import name_of


def to_test(user: User) -> HomeCard | None:
    """A penera's work of today, his own first."""
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
