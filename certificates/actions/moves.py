"""The only code that assigns a certificate's status. It tells `services` how far the document is."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from certificates.enums import CERTIFICATE_MOVES, CertificateStatus
from certificates.models import Certificate, CertificateLine
from services.enums import DocumentState
from services.models import Order, OrderItem, Verification
from services.orders.actions.items import set_document_state
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict
from simetro.core.models import User

_DOCUMENT = {
    CertificateStatus.DRAFT: DocumentState.DRAFTED,
    CertificateStatus.RETURNED: DocumentState.DRAFTED,
    CertificateStatus.IN_SIGNOFF: DocumentState.IN_SIGNOFF,
    CertificateStatus.ISSUING: DocumentState.IN_SIGNOFF,
    CertificateStatus.ISSUED: DocumentState.ISSUED,
}


def move(certificate: Certificate, to: CertificateStatus) -> None:
    if to not in CERTIFICATE_MOVES[CertificateStatus(certificate.status)]:
        raise Conflict(
            _("Surat ini berstatus “%(status)s”, sehingga langkah ini tidak dapat dilakukan.")
            % {"status": certificate.get_status_display()},
            code="wrong_state",
            current_status=certificate.status,
        )
    certificate.status = to


def lock_with_orders(certificate: Certificate, version: int | None = None) -> Certificate:
    """Locks the orders, then the certificate, always in this order, so that two people never wait for each other."""
    verifications = Verification.objects.filter(certificate_lines__certificate=certificate)
    lock_orders(verifications)
    return lock(certificate, version)


def lock_orders(verifications: QuerySet[Verification]) -> list[Order]:
    orders = Order.objects.filter(pk__in=verifications.values("item__order")).order_by("pk")
    return list(orders.select_for_update())


def report(certificate: Certificate, by: User | None) -> None:
    """Tells `services`, for each item on this certificate, how far its current document is.

    That may be this certificate or another. A document on readings that were corrected since does not count, nor does a
    replacement before it is issued.
    """
    items = list(OrderItem.objects.filter(verifications__certificate_lines__certificate=certificate).distinct())
    lines = CertificateLine.objects.filter(
        verification__item__in=items, verification__superseded_by__isnull=True, is_current=True
    ).select_related("certificate", "verification")
    states = {line.verification.item_id: _DOCUMENT[CertificateStatus(line.certificate.status)] for line in lines}
    for state in DocumentState:
        items_in_state = [item for item in items if states.get(item.pk, DocumentState.NONE) == state]
        set_document_state(by=by, items=items_in_state, state=state)


def release(certificate: Certificate, by: User | None) -> None:
    """Frees the verifications, so that they can get another document."""
    certificate.lines.update(is_current=False)
    report(certificate, by)


def take_over(certificate: Certificate, previous: Iterable[CertificateLine]) -> None:
    CertificateLine.objects.filter(pk__in=[line.pk for line in previous]).update(is_current=False)
    certificate.lines.update(is_current=True)
