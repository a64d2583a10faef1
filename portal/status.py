"""An order as the public sees it: its items and their documents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from certificates.enums import CertificateType
from portal.queries import day_of
from services.enums import ItemStatus
from services.models import Order
from uttp.kinds import get_kind
from uttp.names import name_of

NAMED = 3  # so many instruments name a document; of more it says how many
_VERDICTS = {ItemStatus.PASSED: "sah", ItemStatus.FAILED: "batal"}


@dataclass(frozen=True)
class PublicCertificate:
    n: int
    type: str
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
    capacity: str
    uttp_id: str
    status: str
    status_label: str
    verdict: str | None
    certificate: PublicCertificate | None


@dataclass(frozen=True)
class PublicDocument:
    """A document and what it tells of."""

    certificate: PublicCertificate
    items: list[PublicItem]

    @property
    def title(self) -> str:
        return str(CertificateType(self.certificate.type).label)

    @property
    def named(self) -> list[PublicItem]:
        return self.items[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.items[NAMED:])


def items_of(order: Order, public_items: list[dict[str, Any]], documents: list[dict[str, Any]]) -> list[PublicItem]:
    """Each item with its current document, or else the last that it had."""
    numbers = {certificate: n for n, certificate in enumerate(dict.fromkeys(row["id"] for row in documents), 1)}
    of_item = {row["item"]: row for row in sorted(documents, key=lambda row: bool(row["is_current"]))}
    return [_item(order, item, of_item.get(item["id"]), numbers) for item in public_items]


def _item(order: Order, item: dict[str, Any], document: dict[str, Any] | None, numbers: dict[int, int]) -> PublicItem:
    status = ItemStatus(item["status"])
    return PublicItem(
        kind=item["kind"],
        kind_name=name_of(get_kind(item["kind"])),
        brand=item["brand"],
        capacity=get_kind(item["kind"]).describe_capacity(item["attributes"]),
        uttp_id=item["uttp_id"],
        status=status.value,
        status_label=str(status.label),
        verdict=_VERDICTS.get(status),
        certificate=_certificate(order, document, numbers[document["id"]]) if document else None,
    )


def _certificate(order: Order, document: dict[str, Any], n: int) -> PublicCertificate:
    return PublicCertificate(
        n=n,
        type=document["type"],
        number=document["number"],
        issued_on=day_of(document["issued_on"]),
        valid_until=day_of(document["valid_until"]),
        url=reverse("public_file", args=[order.transaction_number, n]),
        status=document["status"],
    )


def documents_of(items: list[PublicItem]) -> list[PublicDocument]:
    """Each once, although one document may tell of many items; in the order of issue."""
    told: dict[PublicCertificate, list[PublicItem]] = {}
    for item in items:
        if item.certificate:
            told.setdefault(item.certificate, []).append(item)
    return [PublicDocument(one, told[one]) for one in sorted(told, key=lambda one: one.n)]
