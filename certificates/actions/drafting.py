import json
from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions.moves import lock_orders, lock_with_orders, move, release, report
from certificates.actions.notices import tell_signatories
from certificates.enums import EDITABLE, CertificateStatus, CertificateType
from certificates.models import Certificate, CertificateLine, Tier
from certificates.queries import awaiting_document
from certificates.sheet.canonical import canonical, sheet_hash
from certificates.sheet.from_rows import sheet_of
from services.enums import VerificationStatus
from services.models import Order, Verification
from simetro.core.db.locking import lock
from simetro.core.documents.coverage import refuse_undrawable
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User
from uttp.enums import Verdict


@transaction.atomic
def draft_certificate(*, by: User, verifications: Sequence[Verification]) -> Certificate:
    """Drafts one document for final verifications of one owner, kind and verdict."""
    first = verifications[0]
    lock_orders(Verification.objects.filter(pk__in=[verification.pk for verification in verifications]))
    _check_alike(verifications)
    _check_awaiting(verifications)
    order = first.item.order
    certificate = Certificate.objects.create(
        type=CertificateType.SKHP if first.verdict == Verdict.SAH else CertificateType.REJECTION,
        owner=order.owner,
        kind_code=first.item.instrument.kind_code,
        certificate_name=order.name_on_certificate,
        certificate_address=order.address_on_certificate,
        drafted_by=by,
    )
    _add_lines(certificate, verifications)
    _refuse_undrawable(certificate, order)
    record(
        by,
        "certificates.draft_certificate",
        certificate,
        verifications=[verification.pk for verification in verifications],
    )
    report(certificate, by)
    return certificate


def _refuse_undrawable(certificate: Certificate, order: Order) -> None:
    """Refuses a draft that could never be printed. A name of the order's own is written anew in the draft itself."""
    sheet = sheet_of(certificate)
    if order.certificate_name:
        sheet = replace(sheet, owner="")
    if order.certificate_address:
        sheet = replace(sheet, address="")
    facts = json.loads(canonical(sheet))
    refuse_undrawable(facts, _("Tulis dengan huruf Latin pada data pemilik, UTTP, atau standarnya, lalu susun lagi."))


def _check_alike(verifications: Sequence[Verification]) -> None:
    facts = {
        (verification.item.order.owner_id, verification.item.instrument.kind_code, verification.verdict)
        for verification in verifications
    }
    if len(facts) > 1:
        raise Invalid.field(
            "verification_ids", _("Satu surat hanya untuk satu pemilik, satu jenis UTTP, dan satu hasil.")
        )
    if any(verification.status != VerificationStatus.FINAL for verification in verifications):
        raise Conflict(_("Pengujian ini belum selesai. Tunggu sampai penera menyelesaikannya."), code="not_final")


def _check_awaiting(verifications: Sequence[Verification]) -> None:
    pks = {verification.pk for verification in verifications}
    if CertificateLine.objects.filter(verification__in=pks, is_current=True).exists():
        raise Conflict(_("Pengujian ini sudah punya surat yang berlaku atau sedang diproses."), code="has_document")
    if awaiting_document(asked_only=False).filter(pk__in=pks).count() < len(pks):
        raise Conflict(
            _("Pengujian ini sudah dikoreksi atau diuji ulang. Pakai pengujian yang terbaru."), code="superseded"
        )


def _add_lines(certificate: Certificate, verifications: Sequence[Verification]) -> None:
    try:
        with transaction.atomic():
            CertificateLine.objects.bulk_create(
                CertificateLine(certificate=certificate, verification=verification) for verification in verifications
            )
    except IntegrityError as error:
        raise Conflict(_("Pengujian ini baru saja dibuatkan surat oleh orang lain."), code="has_document") from error


@transaction.atomic
def change_certificate(*, by: User, certificate: Certificate, version: int | None = None, **facts: str) -> Certificate:
    certificate = lock(certificate, version)
    _refuse_unless_editable(certificate)
    for name, value in facts.items():
        setattr(certificate, name, value)
    certificate.save_change()
    record(by, "certificates.change_certificate", certificate, fields=sorted(facts))
    return certificate


@transaction.atomic
def submit_certificate(*, by: User, certificate: Certificate, version: int | None = None) -> Certificate:
    """Begins a round: the Sheet is fixed, and its hash is what every tier approves."""
    certificate = lock_with_orders(certificate, version)
    if certificate.verifications.filter(superseded_by__isnull=False).exists():
        raise Conflict(
            _("Pengujian di surat ini sudah dikoreksi. Buang draf ini dan susun yang baru."), code="superseded"
        )
    first = Tier.objects.order_by("position").first()
    if first is None:
        raise Conflict(_("Jenjang penandatangan belum diatur. Minta super admin mengaturnya."), code="no_chain")
    move(certificate, CertificateStatus.IN_SIGNOFF)
    sheet = sheet_of(certificate)
    certificate.sheet = json.loads(canonical(sheet))
    refuse_undrawable(certificate.sheet, _("Tulis dengan huruf Latin pada surat ini atau pada datanya, lalu kirim."))
    certificate.sheet_sha256 = sheet_hash(sheet)
    certificate.valid_until = sheet.valid_until
    certificate.round += 1
    certificate.tier = first.position
    certificate.waiting_since = timezone.now()
    certificate.save_change()
    record(by, "certificates.submit_certificate", certificate, round=certificate.round, sheet=certificate.sheet_sha256)
    report(certificate, by)
    tell_signatories(first)
    return certificate


@transaction.atomic
def discard_certificate(*, by: User, certificate: Certificate, reason: str, version: int | None = None) -> Certificate:
    certificate = lock_with_orders(certificate, version)
    move(certificate, CertificateStatus.DISCARDED)
    certificate.closing_reason = reason
    certificate.save_change()
    record(by, "certificates.discard_certificate", certificate, reason=reason)
    release(certificate, by)
    return certificate


def _refuse_unless_editable(certificate: Certificate) -> None:
    if certificate.status not in EDITABLE:
        raise Conflict(
            _("Surat ini berstatus “%(status)s” dan tidak dapat diubah lagi.")
            % {"status": certificate.get_status_display()},
            code="wrong_state",
        )
