from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from services.enums import ItemStatus, OrderStatus, Place, Service, VerificationStatus
from services.models import OrderItem, Verification
from simetro.core.kit.quantities import Quantity
from simetro.core.rest import Day, FilterText, Id, In, Page, QueryId, Reason, Versioned, lines, text
from uttp.enums import Verdict


class ItemIn(In):
    instrument_id: Id
    service: Service
    certificate: bool = Field(strict=True)


class AddedItemIn(Versioned):
    instrument_id: Id
    service: Service
    certificate: bool = Field(strict=True)


class OrderIn(In):
    owner_id: Id
    place: Place
    sidang_id: Id | None = None
    requested_on: Day | None = None
    certificate_name: Annotated[str, text(200, least=0)] = ""
    certificate_address: Annotated[str, text(250, least=0)] = ""
    items: list[ItemIn] = Field(min_length=1, max_length=200)


class Schedule(Versioned):
    date: Day
    penera: list[Annotated[str, text(150)]] = Field(max_length=50)


class Repair(Reason):
    until: Day | None = None


class ItemOut(Schema):
    id: int
    instrument_id: int
    uttp_id: str = Field(alias="instrument.uttp_id")
    kind: str = Field(alias="instrument.kind_code")
    service: Service
    certificate: bool
    status: ItemStatus
    reason: str
    repair_until: date | None
    version: int


class OrderOut(Schema):
    id: int
    transaction_number: str
    owner_id: int
    place: Place
    sidang_id: int | None
    status: OrderStatus
    requested_on: date
    expected_on: date
    wanted_on: date | None
    scheduled_for: date | None
    certificate_name: str
    certificate_address: str
    closing_reason: str
    version: int
    items: list[ItemOut]


class ItemOfOrder(ItemOut):
    """An item with the order it stands on."""

    order_id: int
    transaction_number: str = Field(alias="order.transaction_number")
    place: Place = Field(alias="order.place")
    scheduled_for: date | None = Field(alias="order.scheduled_for")
    penera: list[str]

    @staticmethod
    def resolve_penera(item: OrderItem) -> list[str]:
        return [member.username for member in item.order.penera.all()]


class AddedItem(ItemOfOrder):
    """The new item, and all items that the order has now."""

    items: list[ItemOut]

    @staticmethod
    def resolve_items(item: OrderItem) -> list[OrderItem]:
        return list(item.order.items.select_related("instrument"))


class OrderFilter(Page):
    status: OrderStatus | None = None
    owner_id: QueryId | None = None
    place: Place | None = None


class ItemFilter(Page):
    assigned: Literal["me"] | None = None
    status: ItemStatus | None = None
    place: Place | None = None
    on: Day | None = Field(None, alias="date")


class ReadingsIn(Versioned):
    client_id: UUID
    tested_on: Day
    temperature: Quantity | None = None
    humidity: Quantity | None = None
    place: Annotated[str, text(200, least=0)] = ""
    standards: list[Id] = Field(default=[], max_length=50)
    supersedes: Id | None = None
    reason: Annotated[str, lines(500, least=0)] = ""
    observations: dict[str, Any]


class VerificationOut(Schema):
    id: int
    item_id: int
    order_id: int = Field(alias="item.order_id")
    transaction_number: str = Field(alias="item.order.transaction_number")
    instrument_id: int = Field(alias="item.instrument_id")
    kind: str = Field(alias="item.instrument.kind_code")
    service: Service = Field(alias="item.service")
    client_id: UUID
    status: VerificationStatus
    penera: str = Field(alias="penera.username")
    tested_on: date
    temperature: str
    humidity: str
    place: str
    standards: list[int]
    supersedes: int | None = Field(alias="supersedes_id")
    reason: str
    observations: dict[str, Any]
    evaluation: dict[str, Any]
    verdict: Verdict | None
    valid_until: date | None
    finalized_at: datetime | None
    version: int

    @staticmethod
    def resolve_standards(verification: Verification) -> list[int]:
        return [standard.pk for standard in verification.standards.all()]

    @staticmethod
    def resolve_verdict(verification: Verification) -> str | None:
        return verification.verdict or None


class VerificationFilter(Page):
    kind: FilterText | None = None
    penera: FilterText | None = None
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    verdict: Verdict | None = None
    owner_id: QueryId | None = None
    status: VerificationStatus | None = None


class EvaluateIn(In):
    kind: Annotated[str, text(40)]
    service: Service
    attributes: dict[str, Any]
    observations: dict[str, Any]
    on: Day | None = None
