from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from certificates.enums import CertificateStatus, CertificateType
from certificates.models import Certificate
from simetro.core.rest import ABSENT, Id, In, Page, Problem, QueryId, Versioned, multiline, text


class DraftIn(In):
    verification_ids: list[Id] = Field(min_length=1, max_length=200)


class CertificatePatch(Versioned):
    notes: Annotated[str, multiline(1000, least=0)] = ABSENT
    certificate_name: Annotated[str, text(200)] = ABSENT
    certificate_address: Annotated[str, text(250)] = ABSENT


class Approval(In):
    version: int = Field(strict=True)
    note: Annotated[str, multiline(500, least=0)] = ""


class Return(In):
    version: int = Field(strict=True)
    reason: Annotated[str, multiline(500)]


class ChosenCertificate(In):
    id: Id
    version: int = Field(strict=True)


class ApproveMany(In):
    items: list[ChosenCertificate] = Field(min_length=1, max_length=50)


class CertificateOut(Schema):
    id: int
    type: CertificateType
    status: CertificateStatus
    version: int
    round: int
    tier: int | None
    owner_id: int
    kind: str = Field(alias="kind_code")
    certificate_name: str
    certificate_address: str
    notes: str
    verification_ids: list[int]
    number: str | None
    issued_on: date | None
    issued_at: datetime | None
    valid_until: date | None
    sha256: str | None
    verify_url: str | None
    replaces: int | None = Field(alias="replaces_id")
    asked: str | None
    asked_reason: str
    closing_reason: str

    @staticmethod
    def resolve_verification_ids(certificate: Certificate) -> list[int]:
        return [line.verification_id for line in certificate.lines.all()]

    @staticmethod
    def resolve_number(certificate: Certificate) -> str | None:
        return certificate.number or None

    @staticmethod
    def resolve_sha256(certificate: Certificate) -> str | None:
        return certificate.sha256 or None

    @staticmethod
    def resolve_verify_url(certificate: Certificate) -> str | None:
        return certificate.verify_url if certificate.number else None

    @staticmethod
    def resolve_asked(certificate: Certificate) -> str | None:
        return certificate.asked or None


class CertificateQuery(Page):
    awaiting: str | None = Field(None, pattern="^me$")
    status: CertificateStatus | None = None
    type: CertificateType | None = None
    owner_id: QueryId | None = None


class ApprovalResult(Schema):
    id: int
    status: CertificateStatus | None = None
    problem: Problem | None = None


class ApprovalResults(Schema):
    results: list[ApprovalResult]
