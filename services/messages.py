"""What owners are told, in the same words by mail and by a prepared WhatsApp link."""

from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from services.enums import AFTER_TESTING, OPEN_ORDERS, DocumentState, RegistrationStatus, RepairNews
from services.models import Order, OrderItem, Registration, Sidang
from simetro.core.kit.phones import international
from simetro.core.templatetags.simetro import tanggal
from uttp.models import Instrument, Owner
from uttp.words import name_of


class Event(StrEnum):
    ACCEPTED = "accepted"
    TESTED = "tested"
    ISSUED = "issued"
    MOVED = "moved"
    CANCELLED = "cancelled"


def event_of(order: Order) -> Event | None:
    """The last thing that an owner is told of, by what the order has come to; None where there is nothing yet."""
    if order.completed_at and any(item.document == DocumentState.ISSUED for item in order.items.all()):
        return Event.ISSUED
    if order.status in AFTER_TESTING:
        return Event.TESTED
    return Event.ACCEPTED if order.status in OPEN_ORDERS else None


def status_url(order: Order) -> str:
    return f"{settings.PUBLIC_URL}/status/{order.transaction_number}"


def instrument_url(instrument: Instrument) -> str:
    return f"{settings.PUBLIC_URL}/uttp/{instrument.uttp_id}"


def subject_for(order: Order, event: Event) -> str:
    with translation.override(settings.LANGUAGE_CODE):  # whoever writes may read English; the owner did not ask for it
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
            "url": status_url(order),
        }
        return f"{_('Yth.')} {order.owner.name},\n\n{what}\n\n{follow}\n"


def registration_url(registration: Registration) -> str:
    return f"{settings.PUBLIC_URL}/pendaftaran/{registration.number}"


def registration_subject(registration: Registration) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        is_cancelled = registration.status == RegistrationStatus.CANCELLED
        said = _("Pendaftaran sidang %(number)s dibatalkan") if is_cancelled else _("Pendaftaran sidang %(number)s")
        return said % {"number": registration.number}


def registration_body(registration: Registration) -> str:
    """Whoever typed the address may not be its owner: nothing else that he typed is sent to it."""
    with translation.override(settings.LANGUAGE_CODE):
        sidang = registration.sidang
        told = {"name": sidang, "reason": sidang.closing_reason}
        what = f"{sidang.name}\n{sidang.invitation}"
        if registration.status == RegistrationStatus.CANCELLED:
            what = _("%(name)s tidak jadi diadakan. %(reason)s") % told
        follow = _("Nomor pendaftaran: %(number)s\nLihat atau batalkan di %(url)s") % {
            "number": registration.number,
            "url": registration_url(registration),
        }
        return f"{_('Yth.')} Bapak/Ibu,\n\n{what}\n\n{follow}\n"


def repair_subject(item: OrderItem, news: RepairNews) -> str:
    return f"{RepairNews(news).label}: {item.instrument}"


def repair_body(item: OrderItem, news: RepairNews) -> str:
    told = {
        "uttp": f"{name_of(item.instrument.kind)} {item.instrument} ({item.instrument.uttp_id})",
        "reason": item.reason,
        "day": tanggal(item.repair_until),
    }
    what = {
        RepairNews.SENT: _("%(uttp)s belum dapat disahkan dan perlu diperbaiki: %(reason)s"),
        RepairNews.SOON: _("%(uttp)s masih tercatat diperbaiki: %(reason)s"),
        RepairNews.DUE: _("Hari ini batas perbaikan %(uttp)s."),
        RepairNews.OVERDUE: _("Batas perbaikan %(uttp)s sudah lewat, dan kami belum menerimanya kembali."),
    }[RepairNews(news)] % told
    back = _(
        "Bawa kembali paling lambat %(day)s untuk diuji lagi pada order yang sama, tanpa biaya. "
        "Bila tidak jadi diperbaiki, kabari kami."
    )
    late = _("Bawa kembali secepatnya, atau kabari kami; bila tidak, UTTP ini ditetapkan batal.")
    next_step = late if news == RepairNews.OVERDUE else back % told
    follow = _("Nomor transaksi: %(number)s\nIkuti prosesnya di %(url)s") % {
        "number": item.order.transaction_number,
        "url": status_url(item.order),
    }
    return f"{_('Yth.')} {item.order.owner.name},\n\n{what}\n\n{next_step}\n\n{follow}\n"


def reminder_subject(due: Sequence[Instrument]) -> str:
    told = {"count": len(due), "day": tanggal(due[0].valid_until)}
    if len(due) == 1:
        return _("Tera ulang UTTP Anda paling lambat %(day)s") % told
    return _("Tera ulang %(count)s UTTP Anda, yang pertama paling lambat %(day)s") % told


def reminder_body(owner: Owner, due: Sequence[Instrument], sidang: Sidang | None) -> str:
    parts = [
        f"{_('Yth.')} {owner.name},",
        _("Masa berlaku tera UTTP Anda segera habis:"),
        "\n".join(f"- {name_of(one.kind)} {one}, {one.uttp_id}: {tanggal(one.valid_until)}" for one in due),
        _("Ajukan tera ulang, gratis: %(url)s") % {"url": f"{settings.PUBLIC_URL}/akun/order/baru"},
    ]
    if sidang:
        told = {"name": sidang, "invitation": sidang.invitation}
        parts.insert(3, _("Sidang terdekat: %(name)s. %(invitation)s") % told)
    return "\n\n".join(parts)


def whatsapp_link(order: Order, event: Event) -> str:
    return whatsapp_to(order.owner, body_for(order, event))


def whatsapp_to(owner: Owner, text: str) -> str:
    """Opens a chat with the text typed in it; a person presses the button. Empty where there is no number."""
    return owner.phone and f"https://wa.me/{international(owner.phone)}?text={quote(text)}"
