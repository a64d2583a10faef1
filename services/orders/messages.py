from collections.abc import Collection
from datetime import date
from enum import StrEnum
from urllib.parse import quote

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from services.enums import (
    AFTER_TESTING,
    FINAL_ITEMS,
    NEVER_HELD,
    OPEN_ORDERS,
    DocumentState,
    ItemStatus,
    OrderStatus,
    Place,
)
from services.models import Order, OrderItem
from simetro.core.kit.phones import international
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.public_pages import public_url
from uttp.models import Owner
from uttp.names import name_of


class Event(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SCHEDULED = "scheduled"
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
    if order.status == OrderStatus.SCHEDULED and not order.sidang:  # a sidang is told of with the acceptance
        return Event.SCHEDULED
    if order.status == OrderStatus.REJECTED:
        return Event.REJECTED
    return Event.ACCEPTED if order.status in OPEN_ORDERS else None


def is_still_so(order: Order, event: Event, on: date | None) -> bool:
    """Whether the event is still true when its mail leaves. `on`: the day that it named, where it is about one."""
    return {
        Event.ACCEPTED: order.status not in NEVER_HELD,
        Event.REJECTED: order.status == OrderStatus.REJECTED,
        Event.SCHEDULED: order.status == OrderStatus.SCHEDULED and order.scheduled_for == on,
        Event.MOVED: order.status == OrderStatus.SCHEDULED and order.scheduled_for == on,
        Event.TESTED: order.tested_at is not None and order.status not in NEVER_HELD,
        Event.ISSUED: any(item.document == DocumentState.ISSUED for item in order.items.all()),
        Event.CANCELLED: order.status == OrderStatus.CANCELLED,
    }[event]


def subject_for(order: Order, event: Event) -> str:
    with translation.override(settings.LANGUAGE_CODE):  # for owners, whatever the sender's language
        return {
            Event.ACCEPTED: _("Order tera %(number)s diterima"),
            Event.REJECTED: _("Permintaan tera %(number)s belum dapat dilayani"),
            Event.SCHEDULED: _("Jadwal pengujian order tera %(number)s"),
            Event.TESTED: _("Order tera %(number)s selesai diuji"),
            Event.ISSUED: _("Dokumen order tera %(number)s sudah terbit"),
            Event.MOVED: _("Jadwal order tera %(number)s berubah"),
            Event.CANCELLED: _("Order tera %(number)s dibatalkan"),
        }[event] % {"number": order.transaction_number}


def body_for(order: Order, event: Event) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        what = _what(order, event)
        if order.sidang and event in (Event.ACCEPTED, Event.MOVED):
            what = f"{what}\n\n{order.sidang.invitation}"
        follow = _("Nomor transaksi: %(number)s\nIkuti prosesnya di %(url)s") % {
            "number": order.transaction_number,
            "url": public_url(order),
        }
        return f"{_('Yth.')} {order.owner.name},\n\n{what}\n\n{follow}\n"


def _what(order: Order, event: Event) -> str:
    if event == Event.TESTED:
        return _results(order)
    return {
        Event.ACCEPTED: _("Order tera Anda kami terima. Perkiraan selesai: %(expected)s."),
        Event.REJECTED: _(
            "Permintaan tera Anda belum dapat kami layani: %(reason)s\n\n"
            "Ajukan permintaan baru setelah diperbaiki, atau hubungi kami bila ada pertanyaan."
        ),
        Event.SCHEDULED: "%(visit)s",
        Event.ISSUED: _("Dokumen hasil pengujian Anda sudah terbit dan dapat diunduh."),
        Event.MOVED: _("Jadwal sidang Anda berubah.") if order.sidang else _("Jadwalnya berubah. %(visit)s"),
        Event.CANCELLED: "%(reason)s",
    }[event] % {"expected": tanggal(order.expected_on), "reason": order.closing_reason, "visit": _visit(order)}


def _visit(order: Order) -> str:
    facts = {"day": tanggal(order.scheduled_for)}
    if order.place == Place.ON_SITE:
        return _("Penera datang ke tempat Anda pada %(day)s. Siapkan UTTP dan tempatnya.") % facts
    return _("UTTP Anda diuji di kantor kami pada %(day)s. Bawa UTTP Anda pada hari itu.") % facts


def _results(order: Order) -> str:
    """The verdict on each instrument, and what follows from them."""
    every = order.items.select_related("instrument").order_by("pk")
    items = [item for item in every if item.status in (*FINAL_ITEMS, ItemStatus.IN_REPAIR, ItemStatus.TESTING)]
    lines = "\n".join(f"- {_result(item)}" for item in items)
    return f"{_('UTTP Anda selesai diuji:')}\n\n{lines}\n\n{' '.join(_next_steps(items))}"


def _next_steps(items: Collection[OrderItem]) -> list[str]:
    passed = [item for item in items if item.status == ItemStatus.PASSED]
    steps = []
    if passed:
        steps.append(_("Yang sah boleh dipakai sampai masa berlakunya habis."))
    if any(item.certificate for item in passed):
        steps.append(_("SKHP sedang kami siapkan; Anda mendapat kabar setelah terbit."))
    if any(item.status == ItemStatus.FAILED for item in items):
        steps.append(
            _("Yang batal tidak boleh dipakai. Perbaiki dulu, lalu ajukan tera lagi; surat penolakannya kami siapkan.")
        )
    return steps


def _result(item: OrderItem) -> str:
    instrument = item.instrument
    verdict = str(ItemStatus(item.status).label)
    if item.status == ItemStatus.PASSED and instrument.valid_until:
        facts = {"verdict": verdict, "day": tanggal(instrument.valid_until)}
        verdict = _("%(verdict)s, berlaku sampai %(day)s") % facts
    return f"{name_of(instrument.kind)} {instrument}, {instrument.uttp_id}: {verdict}"


def whatsapp_link(order: Order, event: Event) -> str:
    return whatsapp_to(order.owner, body_for(order, event))


def whatsapp_to(owner: Owner, text: str) -> str:
    """A link that opens a chat with this text, which a person then sends. Empty without a phone number."""
    return owner.phone and f"https://wa.me/{international(owner.phone)}?text={quote(text)}"
