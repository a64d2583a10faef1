from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.enums import CertificateStatus
from certificates.models import Certificate, StandIn, Tier
from certificates.queries import signed_as
from certificates.rules import check_stand_in, check_tier
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal

SIGNED_BY = ("tier_id", "person_id", "acting", "since", "letter_number")


@transaction.atomic
def save_tier(*, by: User, tier: Tier, members: Iterable[User]) -> Tier:
    people = list(members)
    _refuse_others(people, "members")
    check_tier(tier)
    tier.save()
    tier.members.set(people)
    record(by, "certificates.save_tier", tier, members=[person.username for person in people])
    return tier


@transaction.atomic
def appoint_stand_in(*, by: User, stand_in: StandIn) -> StandIn:
    _refuse_others([stand_in.person], "person")
    check_stand_in(stand_in)
    _refuse_to_rewrite(stand_in)
    stand_in.save()
    record(
        by,
        "certificates.appoint_stand_in",
        stand_in,
        tier=stand_in.tier.position,
        person=stand_in.person.username,
        since=stand_in.since.isoformat(),
        until=stand_in.until.isoformat(),
        letter=stand_in.letter_number,
    )
    return stand_in


def _refuse_to_rewrite(stand_in: StandIn) -> None:
    """An appointment that was used to sign can only end, on or after the day of the last signature."""
    before = StandIn.objects.select_for_update(of=("self",)).filter(pk=stand_in.pk).first()
    last = signed_as(before).aggregate(last=Max("at"))["last"] if before else None
    if before is None or last is None:
        return
    is_another = any(getattr(before, name) != getattr(stand_in, name) for name in SIGNED_BY)
    if is_another or stand_in.until < timezone.localtime(last).date():
        raise Conflict(
            _("Sudah dipakai menandatangani sampai %(day)s. Hanya tanggal selesai yang dapat diubah, mulai hari itu.")
            % {"day": tanggal(timezone.localtime(last))},
            code="in_use",
        )


@transaction.atomic
def remove_tier(*, by: User, tier: Tier, reason: str) -> None:
    """Removes a tier that was entered by mistake: one that never decided, while no document is in sign-off."""
    if Certificate.objects.filter(status=CertificateStatus.IN_SIGNOFF).exists():
        raise Conflict(
            _("Jenjang tidak dapat dihapus selama ada surat dalam verifikasi berjenjang. Tunggu sampai selesai."),
            code="in_use",
        )
    record(by, "certificates.remove_tier", tier, reason=reason, title=tier.title)
    try:
        tier.delete()
    except ProtectedError as error:
        raise Conflict(
            _("Jenjang ini sudah pernah menyetujui surat atau punya pelaksana. Ubah jabatan atau anggotanya saja."),
            code="in_use",
        ) from error


@transaction.atomic
def withdraw_stand_in(*, by: User, stand_in: StandIn, reason: str) -> None:
    """Removes an appointment by which nothing was signed. One that was used can only end earlier."""
    if signed_as(stand_in).exists():
        raise Conflict(
            _("Sudah ada surat yang ditandatangani dengan penunjukan ini. Ubah tanggal selesainya saja."), code="in_use"
        )
    record(by, "certificates.withdraw_stand_in", stand_in, reason=reason, letter=stand_in.letter_number)
    stand_in.delete()


def _refuse_others(people: list[User], field: str) -> None:
    if any(not person.has_perm("certificates.sign_certificate") for person in people):
        raise Invalid.field(field, _("Hanya pengguna berperan penandatangan yang dapat dipilih."))
