"""An order as whoever has its number may follow it, read in one query for the page and the API.

Nothing tells who its owner is, and nothing can be counted through.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from certificates.enums import EVER_ISSUED, CertificateType
from certificates.models import Certificate, CertificateLine
from services.codes import parse_transaction_number
from services.enums import ItemStatus, OrderStatus, Place
from services.models import Order, OrderItem
from services.sentences import invitation, when
from simetro.core.db.database import prepared
from uttp.kinds import get_kind
from uttp.names import name_of

NAMED = 3  # so many instruments name a document; of more it says how many
_NUMBER = "stands for the number that is looked up"
_VERDICTS = {ItemStatus.PASSED: "sah", ItemStatus.FAILED: "batal"}
_FACTS = ("transaction_number", "status", "place", "expected_on", "scheduled_for")
_SIDANG = ("venue", "address", "starts_on", "ends_on", "opens_at", "closes_at")
_COLUMNS = (
    *_FACTS,
    *(f"{status}_at" for status in OrderStatus),
    *(f"sidang__{name}" for name in _SIDANG),
    "public_items",
    "documents",
)


@dataclass(frozen=True)
class PublicCertificate:
    """The `n`-th document that was issued for the order."""

    n: int
    type: str
    number: str
    issued_on: date | None
    valid_until: date | None
    url: str
    status: str


@dataclass(frozen=True)
class PublicItem:
    """`kind`: its code. `certificate`: the current document, or else the last that it had."""

    kind: str
    brand: str
    attributes: Mapping[str, Any]
    uttp_id: str
    status: ItemStatus
    certificate: PublicCertificate | None

    @property
    def kind_name(self) -> str:
        return name_of(get_kind(self.kind))

    @property
    def capacity(self) -> str:
        return get_kind(self.kind).describe_capacity(self.attributes)

    @property
    def status_label(self) -> str:
        return str(self.status.label)

    @property
    def verdict(self) -> str | None:
        return _VERDICTS.get(self.status)


@dataclass(frozen=True)
class PublicDocument:
    """A document and what it tells of."""

    certificate: PublicCertificate
    items: Sequence[PublicItem]

    @property
    def title(self) -> str:
        return str(CertificateType(self.certificate.type).label)

    @property
    def named(self) -> Sequence[PublicItem]:
        return self.items[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.items[NAMED:])


@dataclass(frozen=True)
class PublicSidang:
    """When and where the instruments are to be brought."""

    venue: str
    address: str
    starts_on: date
    ends_on: date
    opens_at: time
    closes_at: time

    @property
    def invitation(self) -> str:
        return invitation(self.venue, self.address, when(self.starts_on, self.ends_on, self.opens_at, self.closes_at))


@dataclass(frozen=True)
class PublicOrder:
    """`moments`: when it came to each status, None where it has not been."""

    transaction_number: str
    status: OrderStatus
    place: Place
    expected_on: date
    scheduled_for: date | None
    moments: Mapping[OrderStatus, datetime | None]
    sidang: PublicSidang | None
    items: Sequence[PublicItem]

    @property
    def status_label(self) -> str:
        return str(self.status.label)

    @property
    def place_label(self) -> str:
        return str(self.place.label)

    @property
    def submitted_on(self) -> date:
        return timezone.localdate(self.moments[OrderStatus.SUBMITTED])

    @property
    def to_be_tested_on(self) -> date | None:
        return None if self.moments[OrderStatus.TESTED] else self.scheduled_for

    @property
    def documents(self) -> list[PublicDocument]:
        """Each once, although one document may tell of many items; in the order of issue."""
        items_of: dict[PublicCertificate, list[PublicItem]] = {}
        for item in self.items:
            if item.certificate:
                items_of.setdefault(item.certificate, []).append(item)
        return [PublicDocument(each, items_of[each]) for each in sorted(items_of, key=lambda each: each.n)]

    def reached_at(self, status: OrderStatus) -> datetime | None:
        return self.moments[status]


def public_order_by_number(text: str) -> PublicOrder | None:
    """The order with this number, however it was typed."""
    number = parse_transaction_number(text)
    if number is None:
        return None
    statement, parameters = _statement()
    rows = prepared(statement, [number if value is _NUMBER else value for value in parameters])
    return _order(dict(zip(_COLUMNS, rows[0], strict=True))) if rows else None


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The SQL of the look-up, built once: building it takes ten times as long as running it."""
    orders = Order.objects.filter(transaction_number=_NUMBER).annotate(public_items=_items(), documents=_documents())
    statement, parameters = orders.values_list(*_COLUMNS).query.sql_with_params()
    return statement, tuple(parameters)


def _items() -> ArraySubquery:
    items = OrderItem.objects.filter(order=OuterRef("pk")).exclude(status=ItemStatus.WITHDRAWN).order_by("pk")
    return ArraySubquery(
        items.values(
            row=JSONObject(
                id="pk",
                kind="instrument__kind_code",
                brand="instrument__brand",
                attributes="instrument__attributes",
                uttp_id="instrument__uttp_id",
                status="status",
            )
        )
    )


def _documents() -> ArraySubquery:
    """One row per item and document ever issued, in the order of issue."""
    return ArraySubquery(
        _issued_lines(verification__item__order=OuterRef("pk")).values(
            row=JSONObject(
                id="certificate__pk",
                item="verification__item",
                is_current="is_current",
                status="certificate__status",
                type="certificate__type",
                number="certificate__number",
                issued_on="certificate__issued_on",
                valid_until="certificate__valid_until",
            )
        )
    )


def _issued_lines(**of_order: Any) -> QuerySet[CertificateLine]:
    lines = CertificateLine.objects.filter(certificate__status__in=EVER_ISSUED, **of_order)
    return lines.order_by("certificate__issued_at", "certificate__pk", "pk")


def _order(known: Mapping[str, Any]) -> PublicOrder:
    """The order in a row of the statement, given by column."""
    number = known["transaction_number"]
    certificates = _certificates(number, [json.loads(document) for document in known["documents"]])
    is_at_sidang = known["sidang__starts_on"] is not None
    return PublicOrder(
        transaction_number=number,
        status=OrderStatus(known["status"]),
        place=Place(known["place"]),
        expected_on=known["expected_on"],
        scheduled_for=known["scheduled_for"],
        moments={status: known[f"{status}_at"] for status in OrderStatus},
        sidang=PublicSidang(**{name: known[f"sidang__{name}"] for name in _SIDANG}) if is_at_sidang else None,
        items=[_item(json.loads(item), certificates) for item in known["public_items"]],
    )


def _item(known: Mapping[str, Any], certificates: Mapping[int, PublicCertificate]) -> PublicItem:
    return PublicItem(
        kind=known["kind"],
        brand=known["brand"],
        attributes=known["attributes"],
        uttp_id=known["uttp_id"],
        status=ItemStatus(known["status"]),
        certificate=certificates.get(known["id"]),
    )


def _certificates(number: str, documents: Sequence[Mapping[str, Any]]) -> dict[int, PublicCertificate]:
    """For each item its current document, else the last that it had."""
    issued: dict[int, PublicCertificate] = {}
    for row in documents:
        if row["id"] not in issued:
            issued[row["id"]] = _certificate(number, len(issued) + 1, row)
    return {row["item"]: issued[row["id"]] for row in sorted(documents, key=lambda row: bool(row["is_current"]))}


def _certificate(number: str, n: int, known: Mapping[str, Any]) -> PublicCertificate:
    return PublicCertificate(
        n=n,
        type=known["type"],
        number=known["number"],
        issued_on=_day(known["issued_on"]),
        valid_until=_day(known["valid_until"]),
        url=reverse("public_file", args=[number, n]),
        status=known["status"],
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def nth_document(text: str, n: int) -> Certificate | None:
    """The n-th issued document (1 and up) of the order of this number, by time of issue."""
    number = parse_transaction_number(text)
    if number is None:
        return None
    issued = _issued_lines(verification__item__order__transaction_number=number)
    keys = list(dict.fromkeys(issued.values_list("certificate", flat=True)))
    return Certificate.objects.filter(pk=keys[n - 1]).first() if 0 < n <= len(keys) else None
