"""Issuing: the number is taken under the counter's lock, then the file is rendered and frozen outside of it."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions.moves import lock_with_orders, move, report, take_over
from certificates.enums import CertificateStatus, CertificateType, Decision
from certificates.models import Certificate
from certificates.render import render_certificate
from certificates.sheet.canonical import sheet_from, stored_hash
from certificates.sheet.from_rows import issuance_of
from services.models import Order
from services.orders.actions.notices import tell_owner
from services.orders.messages import Event
from simetro.core.db.locking import lock
from simetro.core.db.numbering import Series
from simetro.core.db.storage import keep
from simetro.core.documents.coverage import refuse_undrawable
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.deliveries import deliver

TOPIC = "certificates.freeze"
SERIES = {
    CertificateType.SKHP: Series(CertificateType.SKHP.value, "skhp_number_template"),
    CertificateType.REJECTION: Series(CertificateType.REJECTION.value, "rejection_number_template"),
}


def issue(*, by: User, certificate: Certificate) -> None:
    """Takes number and date for a locked certificate that every tier has approved. A delivery makes the file."""
    approved = certificate.sign_offs.filter(round=certificate.round, decision=Decision.APPROVED)
    hashes = set(approved.values_list("sheet_sha256", flat=True))
    if hashes != {stored_hash(certificate.sheet)}:
        raise Conflict(
            _("Isi surat ini bukan lagi yang disetujui jenjang sebelumnya. Kembalikan surat ini ke penyusunnya."),
            code="sheet_changed",
        )
    move(certificate, CertificateStatus.ISSUING)
    certificate.tier = None
    certificate.waiting_since = None
    certificate.issued_on = timezone.localdate()
    facts = [certificate.sheet, asdict(issuance_of(certificate))]
    refuse_undrawable(facts, _("Kembalikan surat ini ke penyusunnya, atau betulkan nama penandatangannya."))
    deliver(TOPIC, certificate=certificate.pk)
    certificate.number = SERIES[CertificateType(certificate.type)].next(certificate.issued_on)
    certificate.save_change()
    record(by, "certificates.number_certificate", certificate, number=certificate.number)


def freeze_certificate(payload: dict[str, Any]) -> None:
    """Handles the delivery: renders the file, keeps its bytes and hash, issues. Safe to run again."""
    certificate = Certificate.objects.get(pk=payload["certificate"])
    if certificate.status != CertificateStatus.ISSUING:
        return
    document = render_certificate(sheet_from(certificate.sheet), issuance_of(certificate))
    sha256 = hashlib.sha256(document.pdf).hexdigest()
    name = f"certificates/{certificate.issued_on:%Y}/{sha256}.pdf"
    keep(name, document.pdf)
    _freeze(certificate, name, sha256)


@transaction.atomic
def _freeze(certificate: Certificate, name: str, sha256: str) -> None:
    certificate = lock_with_orders(certificate)
    if certificate.status != CertificateStatus.ISSUING:
        return
    move(certificate, CertificateStatus.ISSUED)
    certificate.file = name
    certificate.sha256 = sha256
    certificate.issued_at = timezone.now()
    certificate.save()  # same version: for the last approver, number and file are one change
    record(None, "certificates.issue_certificate", certificate, number=certificate.number, sha256=sha256)
    if certificate.replaces:
        _replace(certificate.replaces, certificate)
    report(certificate, None)
    for order in Order.objects.filter(items__verifications__certificate_lines__certificate=certificate).distinct():
        tell_owner(order, Event.ISSUED)


def _replace(replaced: Certificate, certificate: Certificate) -> None:
    replaced = lock(replaced)
    move(replaced, CertificateStatus.REPLACED)
    replaced.asked = ""
    replaced.save_change()
    take_over(certificate, replaced.lines.all())
    record(None, "certificates.certificate_replaced", replaced, replacement=certificate.pk)
