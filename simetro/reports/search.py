"""The results of the staff's search box, as far as the person's role may open them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from certificates.queries import certificates_for
from services.codes import parse_transaction_number
from services.orders.queries import items_like, orders_for
from services.testing.queries.verifications import items_to_test
from simetro.core.kit.text import Text
from simetro.core.models import User
from simetro.core.web.related_rows import Related, RelatedRow
from uttp.codes import parse_uttp_id
from uttp.names import name_of
from uttp.queries import instruments_for, named, owners_for, with_plate

SHOWN = 5
CANDIDATES = 500


@dataclass(frozen=True)
class SearchSection:
    """One section of results. `all`: URL name and arguments of the whole list, which takes the words as `search`."""

    right: str
    title: Text
    all: tuple[str, ...]
    rows: Callable[[User], QuerySet[Any]]
    find: Callable[[QuerySet[Any], str], QuerySet[Any]]
    show: Callable[[Any], RelatedRow]


def _owner(owner: Any) -> RelatedRow:
    detail = f"{owner.phone or '–'} · {owner.village}, {owner.district}"
    return RelatedRow(owner.get_absolute_url(), owner.name, detail, whose=owner.pk)


def _instrument(instrument: Any) -> RelatedRow:
    detail = f"{name_of(instrument.kind)} · {instrument.uttp_id} · {instrument.owner}"
    return RelatedRow(instrument.get_absolute_url(), str(instrument), detail, whose=instrument.owner_id)


def _order(order: Any) -> RelatedRow:
    url = order.get_absolute_url()
    status = (order.status, order.get_status_display())
    return RelatedRow(url, order.transaction_number, order.owner.name, *status, order.owner_id)


def _certificate(certificate: Any) -> RelatedRow:
    url = certificate.get_absolute_url()
    return RelatedRow(
        url,
        str(certificate),
        certificate.certificate_name,
        certificate.status,
        certificate.get_status_display(),
        certificate.owner_id,
    )


def _item(item: Any) -> RelatedRow:
    detail = f"{name_of(item.instrument.kind)} · {item.order.owner} · {item.order}"
    url = item.get_absolute_url()
    status = (item.status, item.get_status_display())
    return RelatedRow(url, str(item.instrument), detail, *status, item.order.owner_id)


SECTIONS = (
    SearchSection(
        "uttp.use_register",
        pgettext_lazy("menu", "Pemilik"),
        ("owner_list",),
        owners_for,
        named,
        _owner,
    ),
    SearchSection(
        "uttp.use_register",
        _("UTTP"),
        ("instrument_list",),
        instruments_for,
        with_plate,
        _instrument,
    ),
    SearchSection(
        "services.use_desk",
        pgettext_lazy("menu", "Order"),
        ("order_list",),
        lambda user: orders_for(user).prefetch_related(None),
        lambda orders, text: orders.filter(transaction_number__icontains=text),
        _order,
    ),
    SearchSection(
        "certificates.use_certificates",
        _("Sertifikat"),
        ("certificate_tab", "terbit"),
        certificates_for,
        lambda certificates, text: certificates.filter(number__icontains=text),
        _certificate,
    ),
    SearchSection(
        "services.record_verification",
        _("Pengujian"),
        ("item_list",),
        items_to_test,
        lambda items, text: items_like(items, search=text),
        _item,
    ),
)


def sections_of(text: str, user: User) -> list[Related]:
    return [_filled(section, user, text) for section in SECTIONS if user.has_perm(section.right)]


def _filled(section: SearchSection, user: User, text: str) -> Related:
    """The newest of the first CANDIDATES matches: sorting all matches of a common word would read all of them.

    `count` only tells whether there is more than is shown. Asked for in order at once, PostgreSQL goes through the
    whole table from its end in the hope of finding enough soon.
    """
    every = section.rows(user)
    newest = sorted(section.find(every.order_by(), text).values_list("pk", flat=True)[:CANDIDATES])[-SHOWN - 1 :]
    rows = list(every.filter(pk__in=newest).order_by("-pk"))
    name, *args = section.all
    return Related(
        title=section.title,
        rows=[section.show(row) for row in rows[:SHOWN]],
        empty=_("Tidak ada yang cocok."),
        count=len(rows),
        url=f"{reverse(name, args=args)}?{urlencode({'search': text})}",
    )


def address_of(text: str, user: User) -> str:
    """The page of the row whose complete code was typed, if the person may open it."""
    return next(
        (address for find in (_order_page, _instrument_page, _certificate_page) if (address := find(text, user))), ""
    )


def _order_page(text: str, user: User) -> str:
    number = parse_transaction_number(text)
    if not number or not user.has_perm("services.use_desk") or not orders_for(user).filter(transaction_number=number):
        return ""
    return reverse("order_detail", args=[number])


def _instrument_page(text: str, user: User) -> str:
    uttp_id = parse_uttp_id(text)
    if not uttp_id or not user.has_perm("uttp.use_register") or not instruments_for(user).filter(uttp_id=uttp_id):
        return ""
    return reverse("instrument_detail", args=[uttp_id])


def _certificate_page(text: str, user: User) -> str:
    if not text or not user.has_perm("certificates.use_certificates"):
        return ""
    certificate = certificates_for(user).order_by().filter(number__iexact=text).first()
    return certificate.get_absolute_url() if certificate else ""
