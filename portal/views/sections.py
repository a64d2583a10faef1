"""What an owner sees of his own: orders, instruments, documents."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from certificates.queries import certificates_for
from services.models import Order
from services.orders.queries import orders_for, search_orders
from simetro.core.kit.text import Text
from simetro.core.models import User
from uttp.models import Instrument
from uttp.queries import instruments_for, owners_for, search_instruments, search_owners

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Button:
    """A link above the list of a section."""

    url_name: str
    icon: str
    label: Text


@dataclass(frozen=True)
class OwnSection:
    title: Text
    empty: Text
    url_name: str
    template: str
    find: Callable[[User], Rows]
    search: Callable[[Rows, str], Rows]
    button: Button | None = None


def _orders(user: User) -> QuerySet[Order]:
    return orders_for(user).order_by("-pk")


def _instruments(user: User) -> QuerySet[Instrument]:
    """The instruments, those that fall due first at the top."""
    return instruments_for(user).order_by("status", F("valid_until").asc(nulls_first=True), "pk")


def _certificates(user: User) -> QuerySet[Certificate]:
    return certificates_for(user).order_by("-issued_at")


def _search_certificates(certificates: Rows, text: str) -> Rows:
    return certificates.filter(number__icontains=text)


SECTIONS = {
    "owners": OwnSection(
        _("Pemilik"),
        _("Belum ada data pemilik."),
        "owner_owners",
        "portal/owner_row.html",
        owners_for,
        search_owners,
    ),
    "orders": OwnSection(
        _("Order saya"),
        _("Belum ada order. Ajukan tera untuk alat Anda, atau bawa alatnya ke loket kami."),
        "owner_orders",
        "portal/order_row.html",
        _orders,
        search_orders,
    ),
    "instruments": OwnSection(
        _("UTTP saya"),
        _("Belum ada alat yang tercatat atas nama Anda."),
        "owner_instruments",
        "portal/instrument_row.html",
        _instruments,
        search_instruments,
        Button("owner_upload", "file-spreadsheet", _("Unggah banyak UTTP dari Excel")),
    ),
    "certificates": OwnSection(
        _("SKHP dan surat saya"),
        _("Belum ada surat yang terbit untuk Anda."),
        "owner_certificates",
        "portal/certificate_row.html",
        _certificates,
        _search_certificates,
        Button("owner_certificates_zip", "download", _("Unduh semua yang berlaku (ZIP)")),
    ),
}


def with_state(rows: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each row with what today's date tells about it; an order has its own status."""
    today = timezone.localdate()
    return [(row, row.state_on(today) if hasattr(row, "state_on") else None) for row in rows]
