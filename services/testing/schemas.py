from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from services.enums import Service, VerificationStatus
from services.models import Verification
from simetro.core.kit.quantities import Quantity
from simetro.core.rest import Day, Facts, FilterText, Id, In, Page, QueryId, Versioned, multiline, text
from uttp.enums import Verdict


class ReadingsIn(Versioned):
    client_id: UUID
    tested_on: Day
    temperature: Quantity | None = None
    humidity: Quantity | None = None
    place: Annotated[str, text(200, least=0)] = ""
    standards: list[Id] = Field(default=[], max_length=50)
    supersedes: Id | None = None
    reason: Annotated[str, multiline(500, least=0)] = ""
    observations: Facts


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


class VerificationQuery(Page):
    kind: FilterText | None = None
    penera: FilterText | None = None
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    verdict: Verdict | None = None
    owner_id: QueryId | None = None
    status: VerificationStatus | None = None


class StandardOut(Schema):
    """A standard of the office. `fit`: it may be named for the item, or the kind, that was asked about."""

    id: int
    name: str
    accuracy_class: str = Field(alias="class")
    due_on: date
    fit: bool


class StandardQuery(Schema):
    kind: FilterText | None = None
    order_item_id: QueryId | None = None
    on: Day | None = None


class EvaluateIn(In):
    kind: Annotated[str, text(40)]
    service: Service
    attributes: Facts
    observations: Facts
    on: Day | None = None
