from datetime import date, datetime

from ninja import Schema

from portal.enums import FileState
from services.enums import OrderStatus, Place


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
    """The number where the file is, or was made from, a document of the office."""

    state: FileState
    number: str | None = None


class ArticleOut(Schema):
    slug: str
    title: str
    summary: str
    published_on: date


class FullArticleOut(ArticleOut):
    body_html: str
