from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from certificates.enums import CertificateStatus
from certificates.models import Certificate, StandIn, Tier
from certificates.queries import signed_as
from certificates.rules import check_tier
from simetro.core.audit import record
from simetro.core.errors import Conflict, Invalid
from simetro.core.models import User
from simetro.core.roles import Role


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
    if stand_in.until < stand_in.since:
        raise Invalid.field("until", _("Tanggal selesai tidak boleh sebelum tanggal mulai."))
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


@transaction.atomic
def remove_tier(*, by: User, tier: Tier, reason: str) -> None:
    """One that was entered by mistake: nobody decided anything for it, and nothing is on its way through the chain."""
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
    """An appointment by which nothing was signed; one that was used ends on an earlier day instead."""
    if signed_as(stand_in).exists():
        raise Conflict(
            _("Sudah ada surat yang ditandatangani dengan penunjukan ini. Ubah tanggal selesainya saja."), code="in_use"
        )
    record(by, "certificates.withdraw_stand_in", stand_in, reason=reason, letter=stand_in.letter_number)
    stand_in.delete()


def _refuse_others(people: list[User], field: str) -> None:
    if any(Role.SIGNATORY not in person.roles for person in people):
        raise Invalid.field(field, _("Hanya pengguna berperan penandatangan yang dapat dipilih."))
