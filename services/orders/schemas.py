from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from services.enums import ItemStatus, OrderStatus, Place, Service
from services.models import OrderItem
from simetro.core.rest import Day, Id, In, Page, QueryId, Versioned, text


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


class OrderQuery(Page):
    status: OrderStatus | None = None
    owner_id: QueryId | None = None
    place: Place | None = None


class ItemQuery(Page):
    assigned: Literal["me"] | None = None
    status: ItemStatus | None = None
    place: Place | None = None
    on: Day | None = Field(None, alias="date")
