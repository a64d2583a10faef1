from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from services.enums import AFTER_TESTING, OPEN_ORDERS, DocumentState
from services.models import Order
from simetro.core.kit.phones import international
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.public_pages import public_url
from uttp.models import Owner


class Event(StrEnum):
    ACCEPTED = "accepted"
    TESTED = "tested"
    ISSUED = "issued"
    MOVED = "moved"
    CANCELLED = "cancelled"


def event_of(order: Order) -> Event | None:
    """The newest event of which the owner is told, derived from the order's status; None where there is none yet."""
    if order.completed_at and any(item.document == DocumentState.ISSUED for item in order.items.all()):
        return Event.ISSUED
    if order.status in AFTER_TESTING:
        return Event.TESTED
    return Event.ACCEPTED if order.status in OPEN_ORDERS else None


def subject_for(order: Order, event: Event) -> str:
    with translation.override(settings.LANGUAGE_CODE):  # for owners, whatever the sender's language
        return {
            Event.ACCEPTED: _("Order tera %(number)s diterima"),
            Event.TESTED: _("Order tera %(number)s selesai diuji"),
            Event.ISSUED: _("Dokumen order tera %(number)s sudah terbit"),
            Event.MOVED: _("Jadwal order tera %(number)s berubah"),
            Event.CANCELLED: _("Order tera %(number)s dibatalkan"),
        }[event] % {"number": order.transaction_number}


def body_for(order: Order, event: Event) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        what = {
            Event.ACCEPTED: _("Order tera Anda kami terima. Perkiraan selesai: %(expected)s."),
            Event.TESTED: _("UTTP Anda selesai diuji. Bila Anda meminta SKHP, suratnya sedang kami siapkan."),
            Event.ISSUED: _("Dokumen hasil pengujian Anda sudah terbit dan dapat diunduh."),
            Event.MOVED: _("Jadwal sidang Anda berubah."),
            Event.CANCELLED: "%(reason)s",
        }[event] % {"expected": tanggal(order.expected_on), "reason": order.closing_reason}
        if order.sidang and event in (Event.ACCEPTED, Event.MOVED):
            what = f"{what}\n\n{order.sidang.invitation}"
        follow = _("Nomor transaksi: %(number)s\nIkuti prosesnya di %(url)s") % {
            "number": order.transaction_number,
            "url": public_url(order),
        }
        return f"{_('Yth.')} {order.owner.name},\n\n{what}\n\n{follow}\n"


def whatsapp_link(order: Order, event: Event) -> str:
    return whatsapp_to(order.owner, body_for(order, event))


def whatsapp_to(owner: Owner, text: str) -> str:
    """A link that opens a chat with this text, which a person then sends. Empty without a phone number."""
    return owner.phone and f"https://wa.me/{international(owner.phone)}?text={quote(text)}"
