from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from services.enums import RepairState
from services.models import OrderItem
from services.repairs.queries import overdue_repairs
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import ROWS, HomeCard, HomeRow
from simetro.core.web.related_rows import first_of


def repairs_overdue(user: User) -> HomeCard | None:
    if not user.has_perm("services.review_order"):
        return None
    items, count = first_of(overdue_repairs(user), ROWS)
    url = f"{reverse('repair_list')}?{urlencode({'state': RepairState.OVERDUE.value})}"
    empty = _("Tidak ada perbaikan yang melewati batas.")
    return HomeCard(_("Perbaikan lewat batas"), "tool", url, count, empty, [_overdue(item) for item in items])


def _overdue(item: OrderItem) -> HomeRow:
    """Whom to call about an overdue repair."""
    facts = {"uttp": item.instrument, "day": tanggal(item.repair_until), "phone": item.order.owner.phone or "–"}
    detail = _("%(uttp)s · batas %(day)s · %(phone)s") % facts
    url = item.order.get_absolute_url()
    return HomeRow(url, item.order.owner.name, detail, item.order.owner_id)
