"""Revoking or replacing an issued document: an admin asks, the last tier decides."""

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.actions.moves import lock_with_orders, move, release
from certificates.enums import Ask, CertificateStatus
from certificates.models import Certificate, CertificateLine
from certificates.rules import may_ask_to_withdraw, may_withdraw
from simetro.core.kit.errors import Conflict, Forbidden
from simetro.core.log.audit import record
from simetro.core.models import User


@transaction.atomic
def revoke_certificate(*, by: User, certificate: Certificate, reason: str, version: int | None = None) -> Certificate:
    certificate = _locked(by, certificate, version)
    if _is_only_asking(by, certificate, Ask.REVOKE, reason):
        return certificate
    move(certificate, CertificateStatus.REVOKED)
    certificate.closing_reason = reason
    certificate.asked = ""
    certificate.save_change()
    record(by, "certificates.revoke_certificate", certificate, reason=reason)
    release(certificate, by)
    return certificate


@transaction.atomic
def replace_certificate(*, by: User, certificate: Certificate, reason: str, version: int | None = None) -> Certificate:
    """Asks for a replacement, or drafts it. The old document is replaced when the new one is issued."""
    certificate = _locked(by, certificate, version)
    if _is_only_asking(by, certificate, Ask.REPLACE, reason):
        return certificate
    certificate.asked = ""
    certificate.save_change()
    draft = _draft_replacement(certificate)
    record(by, "certificates.replace_certificate", certificate, reason=reason, replacement=draft.pk)
    return certificate


def _locked(by: User, certificate: Certificate, version: int | None) -> Certificate:
    if not may_withdraw(by, certificate):
        raise Forbidden(_("Hanya penandatangan jenjang terakhir yang dapat memutuskan ini."))
    certificate = lock_with_orders(certificate, version)
    if certificate.status != CertificateStatus.ISSUED:
        raise Conflict(
            _("Hanya surat yang sudah terbit dan masih berlaku yang dapat dicabut atau diganti."), code="wrong_state"
        )
    if certificate.replacements.exclude(status=CertificateStatus.DISCARDED).exists():
        raise Conflict(
            _("Pengganti surat ini sedang diproses. Selesaikan atau buang dulu penggantinya."), code="has_replacement"
        )
    return certificate


def _is_only_asking(by: User, certificate: Certificate, ask: Ask, reason: str) -> bool:
    """True where an admin asks, which is stored; False where the last tier decides on what was asked."""
    if may_ask_to_withdraw(by):
        certificate.asked = ask
        certificate.asked_by = by
        certificate.asked_reason = reason
        certificate.save_change()
        record(by, f"certificates.ask_to_{ask}", certificate, reason=reason)
        return True
    if certificate.asked != ask:
        raise Conflict(_("Belum ada permintaan untuk ini. Minta admin mengajukannya dulu."), code="not_asked")
    return False


def _draft_replacement(certificate: Certificate) -> Certificate:
    draft = Certificate.objects.create(
        type=certificate.type,
        owner=certificate.owner,
        kind_code=certificate.kind_code,
        certificate_name=certificate.certificate_name,
        certificate_address=certificate.certificate_address,
        notes=certificate.notes,
        drafted_by=certificate.asked_by or certificate.drafted_by,
        replaces=certificate,
    )
    CertificateLine.objects.bulk_create(
        CertificateLine(certificate=draft, verification=line.verification, is_current=False)
        for line in certificate.lines.select_related("verification")
    )
    return draft
