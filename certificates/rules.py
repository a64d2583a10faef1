"""Who may sign and why not, and when the chain may be changed."""

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.enums import CertificateStatus
from certificates.models import Certificate, StandIn, Tier
from certificates.queries import last_tier, signed_in_round, testers_of, tiers_of
from services.calendar.rules import check_dates
from services.calendar.workdays import EARLIEST_YEAR
from simetro.core.kit.errors import Invalid
from simetro.core.models import User


def why_not_sign(user: User, certificate: Certificate) -> str:
    """Why this person cannot sign now, or ""."""
    if certificate.status != CertificateStatus.IN_SIGNOFF:
        return _("Surat ini tidak sedang menunggu persetujuan.")
    if user.pk in signed_in_round(certificate):
        return _("Anda sudah memberi keputusan untuk surat ini. Jenjang ini harus disetujui orang lain.")
    if user.pk in testers_of(certificate):
        return _("Anda menguji UTTP ini, jadi orang lain yang harus menyetujui suratnya.")
    if not tiers_of(user, timezone.localdate()).filter(position=certificate.tier or 0).exists():
        return _("Surat ini belum atau tidak menunggu jenjang Anda.")
    return ""


def may_sign(user: User, certificate: Certificate) -> bool:
    return not why_not_sign(user, certificate)


def may_ask_to_withdraw(user: User) -> bool:
    return user.has_perm("certificates.draft_certificate")


def may_withdraw(user: User, certificate: Certificate) -> bool:
    """Drafters may ask to revoke or replace a document, the last tier decides on it."""
    return may_ask_to_withdraw(user) or is_last_tier(user)


def is_last_tier(user: User) -> bool:
    if not user.has_perm("certificates.sign_certificate"):
        return False
    last = last_tier()
    return last is not None and tiers_of(user).filter(pk=last.pk).exists()


def check_stand_in(stand_in: StandIn) -> None:
    """Refuses members of the tier, overlapping appointments of one person, and dates that cannot be meant."""
    check_dates(stand_in.since, stand_in.until)
    if stand_in.since.year < EARLIEST_YEAR:
        raise Invalid.field("since", _("Periksa tahunnya."))
    if stand_in.tier.members.filter(pk=stand_in.person_id).exists():
        raise Invalid.field("person", _("Orang ini anggota jenjang itu sendiri. Pilih orang lain."))
    others = StandIn.objects.filter(tier=stand_in.tier, person=stand_in.person).exclude(pk=stand_in.pk)
    if others.filter(since__lte=stand_in.until, until__gte=stand_in.since).exists():
        raise Invalid.field("since", _("Orang ini sudah ditunjuk untuk jenjang itu pada sebagian hari ini."))


def check_tier(tier: Tier) -> None:
    """Refuses to change the order of the tiers while documents are in sign-off, which could skip one."""
    before = Tier.objects.filter(pk=tier.pk).values_list("position", flat=True).first()
    last = last_tier()
    stands_still = before == tier.position or (before is None and (last is None or tier.position > last.position))
    if not stands_still and Certificate.objects.filter(status=CertificateStatus.IN_SIGNOFF).exists():
        raise Invalid.field(
            "position",
            _("Urutan jenjang tidak dapat diubah selama ada surat dalam verifikasi berjenjang. Tunggu sampai selesai."),
        )
