from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from ninja import Query, Router

from certificates import actions, files, queries, rules
from certificates.models import Certificate
from certificates.schemas import (
    Approval,
    ApprovalResults,
    ApproveMany,
    CertificateOut,
    CertificatePatch,
    CertificateQuery,
    DraftIn,
    Return,
)
from services.models import Verification
from services.testing.schemas import VerificationOut
from simetro.core.kit.errors import DomainError, NotFound
from simetro.core.rest import (
    Call,
    Listed,
    Page,
    Reason,
    Versioned,
    creates,
    guard,
    paged,
    paged_of,
    pdf,
    problem_body,
    version_of,
)

router = Router(tags=["certificates"])


@router.get("/certificates/drafting", response=Listed[VerificationOut], auth=guard("certificates.draft_certificate"))
def list_awaiting_document(request: Call, page: Query[Page]) -> dict[str, Any]:
    verifications = queries.search_awaiting(queries.awaiting_document(), page.search)
    return paged(verifications.prefetch_related("standards"), page)


@router.get("/certificates", response=Listed[CertificateOut], auth=guard("certificates.view_certificate"))
def list_certificates(request: Call, page: Query[CertificateQuery]) -> dict[str, Any]:
    user = request.user
    certificates = queries.awaiting_signature_of(user) if page.awaiting else queries.certificates_for(user)
    rows = _filtered(certificates, page).prefetch_related("lines")
    return paged_of(request, rows, page, attrgetter("owner_id"))


def _filtered(certificates: QuerySet[Certificate], wanted: CertificateQuery) -> QuerySet[Certificate]:
    certificates = certificates.filter(owner=wanted.owner_id) if wanted.owner_id else certificates
    return queries.certificates_like(certificates, **wanted.dict(include={"search", "type", "status"}))


@router.post("/certificates", response={201: CertificateOut}, auth=guard("certificates.draft_certificate"))
@creates(CertificateOut)
def draft_certificate(request: Call, body: DraftIn) -> Certificate:
    pks = set(body.verification_ids)
    chosen = Verification.objects.select_related("item__order__owner", "item__instrument").filter(pk__in=pks)
    verifications = list(chosen.order_by("pk"))
    if len(verifications) < len(pks):
        raise NotFound
    return actions.draft_certificate(by=request.user, verifications=verifications)


@router.post(
    "/certificates/approve", response=ApprovalResults, exclude_none=True, auth=guard("certificates.sign_certificate")
)
def approve_many(request: Call, body: ApproveMany) -> dict[str, Any]:
    certificates = queries.certificates_for(request.user).in_bulk([chosen.id for chosen in body.items])
    known = [(certificates[chosen.id], chosen.version) for chosen in body.items if chosen.id in certificates]
    results = iter(actions.approve_many(by=request.user, chosen=known))
    in_order = [_result(*next(results)) if chosen.id in certificates else _missing(chosen.id) for chosen in body.items]
    return {"results": in_order}


def _result(certificate: Certificate, problem: DomainError | None) -> dict[str, Any]:
    if problem:
        return {"id": certificate.pk, "problem": problem_body(problem)}
    certificate.refresh_from_db(fields=["status"])
    return {"id": certificate.pk, "status": certificate.status}


def _missing(id: int) -> dict[str, Any]:
    return {"id": id, "problem": problem_body(NotFound())}


@router.get(
    "/certificates/{int:id}",
    response=CertificateOut,
    auth=guard("certificates.view_certificate", queries.certificates_for),
)
def get_certificate(request: Call, id: int) -> Certificate:
    actions.note_view(by=request.user, certificate=request.object)
    return request.object


@router.patch(
    "/certificates/{int:id}",
    response=CertificateOut,
    auth=guard("certificates.draft_certificate", queries.certificates_for),
)
def change_certificate(request: Call, id: int, body: CertificatePatch) -> Certificate:
    return actions.change_certificate(by=request.user, certificate=request.object, **body.dict(exclude_unset=True))


@router.get(
    "/certificates/{int:id}/preview.pdf",
    auth=guard("certificates.view_certificate", queries.certificates_for),
    **pdf,
)
def preview(request: Call, id: int) -> HttpResponseBase:
    actions.note_view(by=request.user, certificate=request.object)
    return files.preview(request.object)


@router.get(
    "/certificates/{int:id}/file.pdf",
    auth=guard("certificates.view_certificate", queries.certificates_for),
    **pdf,
)
def issued_file(request: Call, id: int) -> HttpResponseBase:
    actions.note_view(by=request.user, certificate=request.object)
    return files.issued(request.object)


@router.post(
    "/certificates/{int:id}/submit",
    response=CertificateOut,
    auth=guard("certificates.draft_certificate", queries.certificates_for),
)
def submit_certificate(request: Call, id: int, body: Versioned | None = None) -> Certificate:
    return actions.submit_certificate(by=request.user, certificate=request.object, version=version_of(body))


@router.post(
    "/certificates/{int:id}/discard",
    response=CertificateOut,
    auth=guard("certificates.draft_certificate", queries.certificates_for),
)
def discard_certificate(request: Call, id: int, body: Reason) -> Certificate:
    return actions.discard_certificate(by=request.user, certificate=request.object, **body.dict())


@router.post(
    "/certificates/{int:id}/approve",
    response=CertificateOut,
    auth=guard("certificates.sign_certificate", queries.certificates_for),
)
def approve_certificate(request: Call, id: int, body: Approval) -> Certificate:
    certificate = actions.approve_certificate(by=request.user, certificate=request.object, **body.dict())
    certificate.refresh_from_db()  # without a broker the file is frozen by now
    return certificate


@router.post(
    "/certificates/{int:id}/return",
    response=CertificateOut,
    auth=guard("certificates.sign_certificate", queries.certificates_for),
)
def return_certificate(request: Call, id: int, body: Return) -> Certificate:
    return actions.return_certificate(by=request.user, certificate=request.object, **body.dict())


@router.post(
    "/certificates/{int:id}/revoke",
    response=CertificateOut,
    auth=guard("certificates.withdraw_certificate", queries.certificates_for, rules.may_withdraw),
)
def revoke_certificate(request: Call, id: int, body: Reason) -> Certificate:
    return actions.revoke_certificate(by=request.user, certificate=request.object, **body.dict())


@router.post(
    "/certificates/{int:id}/replace",
    response=CertificateOut,
    auth=guard("certificates.withdraw_certificate", queries.certificates_for, rules.may_withdraw),
)
def replace_certificate(request: Call, id: int, body: Reason) -> Certificate:
    return actions.replace_certificate(by=request.user, certificate=request.object, **body.dict())
