from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from certificates.models import StandIn, Tier
from certificates.rules import check_tier
from simetro.core.audit import record
from simetro.core.errors import Invalid
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


def _refuse_others(people: list[User], field: str) -> None:
    if any(Role.SIGNATORY not in person.roles for person in people):
        raise Invalid.field(field, _("Hanya pengguna berperan penandatangan yang dapat dipilih."))
