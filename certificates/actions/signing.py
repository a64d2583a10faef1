from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.actions.issuing import issue
from certificates.actions.moves import lock_with_orders, move, report
from certificates.actions.notices import tell_signatories
from certificates.enums import CertificateStatus, Decision
from certificates.models import Certificate, SignOff, Tier
from certificates.queries import acting_for, next_tier
from certificates.rules import why_not_sign
from simetro.core.db.batches import one_by_one
from simetro.core.db.locking import lock
from simetro.core.kit.errors import Conflict, DomainError
from simetro.core.log.audit import record
from simetro.core.models import User

Result = tuple[Certificate, DomainError | None]


@transaction.atomic
def approve_certificate(*, by: User, certificate: Certificate, version: int, note: str = "") -> Certificate:
    """Signs for the tier whose turn it is. The last tier's approval issues the document."""
    certificate = lock(certificate, version)
    tier = _sign_off(by, certificate, Decision.APPROVED, note)
    following = next_tier(tier.position)
    if following is None:
        issue(by=by, certificate=certificate)
        return certificate
    certificate.tier = following.position
    certificate.waiting_since = timezone.now()
    certificate.save_change()
    tell_signatories(following)
    return certificate


def approve_many(*, by: User, chosen: Iterable[tuple[Certificate, int]]) -> list[Result]:
    def approve(certificate: Certificate, version: int) -> None:
        approve_certificate(by=by, certificate=certificate, version=version)

    failed = _("Surat ini belum disetujui karena ada kesalahan di sistem. Coba lagi; laporkan bila terulang.")
    return one_by_one(chosen, approve, failed)


@transaction.atomic
def return_certificate(*, by: User, certificate: Certificate, version: int, reason: str) -> Certificate:
    """Sends it back to the drafter; after his correction all tiers sign anew."""
    certificate = lock_with_orders(certificate, version)
    _sign_off(by, certificate, Decision.RETURNED, reason)
    move(certificate, CertificateStatus.RETURNED)
    certificate.tier = None
    certificate.waiting_since = None
    certificate.save_change()
    report(certificate, by)
    return certificate


def _sign_off(by: User, certificate: Certificate, decision: Decision, note: str) -> Tier:
    refusal = why_not_sign(by, certificate)
    if refusal:
        raise Conflict(refusal, code="may_not_sign")
    tier = Tier.objects.get(position=certificate.tier or 0)
    stand_in = acting_for(by, tier, timezone.localdate())
    is_member = tier.members.filter(pk=by.pk).exists()
    SignOff.objects.create(
        certificate=certificate,
        round=certificate.round,
        tier=tier,
        person=by,
        decision=decision,
        acting=stand_in.acting if stand_in and not is_member else "",
        sheet_sha256=certificate.sheet_sha256,
        note=note,
    )
    record(
        by,
        f"certificates.{decision}",
        certificate,
        tier=tier.position,
        round=certificate.round,
        note=note,
        sheet=certificate.sheet_sha256,
    )
    return tier
