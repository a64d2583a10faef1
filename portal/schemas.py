from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from portal.enums import FileState
from services.enums import OrderStatus, Place, SidangStatus

Hour = Annotated[str, Field(pattern=r"^[0-2][0-9]:[0-5][0-9]$")]  # of the office's own clock


class StepOut(Schema):
    code: OrderStatus
    label: str
    done: bool
    at: datetime | None


class PublicCertificateOut(Schema):
    number: str
    issued_on: date | None
    valid_until: date | None
    url: str


class PublicItemOut(Schema):
    kind: str
    status: str
    verdict: str | None
    certificate: PublicCertificateOut | None


class PublicOrderOut(Schema):
    transaction_number: str
    status: OrderStatus
    status_label: str
    place: Place
    submitted_on: date
    expected_on: date
    steps: list[StepOut]
    items: list[PublicItemOut]


class PublicInstrumentOut(Schema):
    uttp_id: str
    kind: str
    kind_name: str
    brand: str
    capacity: str
    last_verified_on: date | None
    valid_until: date | None
    state: str
    district: str


class PublicVerificationOut(Schema):
    number: str
    type: str
    state: str
    kind: str
    kind_name: str
    issued_on: date
    valid_until: date | None
    sha256: str


class FileOut(Schema):
    """What a sent file is. The number is given where it is, or was made from, a document of the office."""

    state: FileState
    number: str | None = None


class PlacesOut(Schema):
    """The places for one kind: how many can be registered in advance, and how many are left."""

    kind: str
    kind_name: str
    quota: int
    left: int


class SidangOut(Schema):
    """A market session; `id` is what an order names as its `sidang_id`."""

    id: int
    slug: str
    name: str
    status: SidangStatus
    starts_on: date
    ends_on: date
    opens_at: Hour
    closes_at: Hour
    venue: str
    address: str
    district: str
    map_url: str
    note: str
    kinds: list[PlacesOut]
    url: str
    calendar_url: str


class ArticleOut(Schema):
    slug: str
    title: str
    summary: str
    published_on: date


class FullArticleOut(ArticleOut):
    body_html: str
