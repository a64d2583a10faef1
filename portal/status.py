"""An order as the public sees it: steps, what is next, documents."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from portal.queries import day_of
from services.enums import ItemStatus, OrderStatus, Place
from services.models import Order
from uttp.kinds import get_kind

STEPS = (
    OrderStatus.SUBMITTED,
    OrderStatus.ACCEPTED,
    OrderStatus.SCHEDULED,
    OrderStatus.TESTING,
    OrderStatus.TESTED,
    OrderStatus.CERTIFYING,
    OrderStatus.COMPLETED,
)
CLOSED = (OrderStatus.REJECTED, OrderStatus.CANCELLED)
NEXT = {
    OrderStatus.SUBMITTED: gettext_lazy("Petugas memeriksa permintaan Anda. Anda mendapat kabar setelah diterima."),
    OrderStatus.ACCEPTED: gettext_lazy("UTTP Anda menunggu giliran diuji oleh penera."),
    OrderStatus.SCHEDULED: gettext_lazy("Penera datang pada tanggal yang dijadwalkan. Siapkan UTTP dan tempatnya."),
    OrderStatus.TESTING: gettext_lazy("Penera sedang menguji. Hasilnya muncul di sini."),
    OrderStatus.TESTED: gettext_lazy("Petugas menyusun surat hasil pengujian."),
    OrderStatus.CERTIFYING: gettext_lazy(
        "Surat sedang diperiksa dan disetujui para pejabat. Unduh di sini setelah terbit."
    ),
    OrderStatus.COMPLETED: gettext_lazy(
        "Selesai. Unduh dokumen Anda bila ada, dan catat tanggal tera ulang berikutnya."
    ),
    OrderStatus.REJECTED: gettext_lazy("Permintaan tidak dapat dilayani. Hubungi meja layanan untuk penjelasan."),
    OrderStatus.CANCELLED: gettext_lazy("Order ini dibatalkan. Buat permintaan baru bila masih perlu."),
}
WHO = {
    OrderStatus.SUBMITTED: gettext_lazy("Meja layanan"),
    OrderStatus.ACCEPTED: gettext_lazy("Meja layanan"),
    OrderStatus.SCHEDULED: gettext_lazy("Penera"),
    OrderStatus.TESTING: gettext_lazy("Penera"),
    OrderStatus.TESTED: gettext_lazy("Meja layanan"),
    OrderStatus.CERTIFYING: gettext_lazy("Para penandatangan"),
}
_VERDICTS = {ItemStatus.PASSED: "sah", ItemStatus.FAILED: "batal"}


@dataclass(frozen=True)
class Step:
    code: str
    label: str
    done: bool
    at: datetime | None
    current: bool
    who: str


@dataclass(frozen=True)
class PublicCertificate:
    number: str
    issued_on: date | None
    valid_until: date | None
    url: str
    status: str


@dataclass(frozen=True)
class PublicItem:
    kind: str
    kind_name: str
    brand: str
    status: str
    status_label: str
    verdict: str | None
    certificate: PublicCertificate | None


def steps_of(order: Order) -> list[Step]:
    """A finished order has every step done; a closed one ends with how it was closed."""
    steps = [step for step in STEPS if step != OrderStatus.SCHEDULED or _needs_schedule(order)]
    if order.status in CLOSED:
        steps = [step for step in steps if getattr(order, f"{step}_at")] + [OrderStatus(order.status)]
    reached = steps.index(OrderStatus(order.status))
    return [_step(order, step, index, reached) for index, step in enumerate(steps)]


def _needs_schedule(order: Order) -> bool:
    return order.place != Place.OFFICE or order.scheduled_at is not None


def _step(order: Order, step: OrderStatus, index: int, reached: int) -> Step:
    is_done = index <= reached
    return Step(
        code=step.value,
        label=str(step.label),
        done=is_done,
        at=getattr(order, f"{step}_at") if is_done else None,
        current=index == reached,
        who=str(WHO.get(step, "")),
    )


def items_of(order: Order, public_items: list[dict[str, Any]], documents: list[dict[str, Any]]) -> list[PublicItem]:
    """Each item with its current document, or else the last that it had."""
    numbers = {certificate: n for n, certificate in enumerate(dict.fromkeys(row["id"] for row in documents), 1)}
    of_item = {row["item"]: row for row in sorted(documents, key=lambda row: bool(row["is_current"]))}
    return [_item(order, item, of_item.get(item["id"]), numbers) for item in public_items]


def _item(order: Order, item: dict[str, Any], document: dict[str, Any] | None, numbers: dict[int, int]) -> PublicItem:
    status = ItemStatus(item["status"])
    return PublicItem(
        kind=item["kind"],
        kind_name=get_kind(item["kind"]).name,
        brand=item["brand"],
        status=status.value,
        status_label=str(status.label),
        verdict=_VERDICTS.get(status),
        certificate=_certificate(order, document, numbers[document["id"]]) if document else None,
    )


def _certificate(order: Order, document: dict[str, Any], n: int) -> PublicCertificate:
    return PublicCertificate(
        number=document["number"],
        issued_on=day_of(document["issued_on"]),
        valid_until=day_of(document["valid_until"]),
        url=reverse("public_file", args=[order.transaction_number, n]),
        status=document["status"],
    )


def documents_of(items: list[PublicItem]) -> list[PublicCertificate]:
    """Each once, although one document may tell of many items."""
    return list({item.certificate.url: item.certificate for item in items if item.certificate}.values())


def next_of(order: Order) -> str:
    return str(NEXT[OrderStatus(order.status)])
