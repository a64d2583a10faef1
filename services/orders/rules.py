from datetime import date

from django.utils.translation import gettext as _

from services.enums import (
    NOT_SCHEDULED_YET,
    Place,
)
from services.models import (
    Order,
    OrderItem,
)
from simetro.core.kit.errors import Conflict
from simetro.core.models import User


def why_not_cancel(user: User, order: Order, today: date) -> str:
    """Why this user cannot cancel the order, or "".

    An owner can cancel until the day before; then the team is on its way, and only the desk can cancel.
    """
    if user.is_office or order.scheduled_for is None or today < order.scheduled_for:
        return ""
    return _("Order ini dijadwalkan hari ini atau sudah lewat. Hubungi meja layanan untuk membatalkannya.")


def why_taken(item: OrderItem) -> str:
    """Why the instrument of this open item cannot be ordered again."""
    facts = {"instrument": item.instrument, "number": item.order}
    return _("%(instrument)s masih berada pada order %(number)s. Lanjutkan di order itu.") % facts


def may_accept_at_once(user: User) -> bool:
    """True for the desk, whose orders need no review; an owner's order does."""
    return user.is_office


def refuse_unless_movable(user: User, order: Order, today: date) -> None:
    if order.place != Place.ON_SITE or order.status not in NOT_SCHEDULED_YET:
        sentence = _("Hari hanya dapat diganti sebelum order dijadwalkan. Hubungi meja layanan.")
        raise Conflict(sentence, code="wrong_state", current_status=order.status)
    if not user.is_office and order.wanted_on and order.wanted_on <= today:
        raise Conflict(_("Harinya sudah tiba. Hubungi meja layanan untuk menggantinya."), code="too_late")
