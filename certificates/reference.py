"""The reference data of this app: the chain of tiers, and stand-ins for absent members."""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from certificates import actions
from certificates.forms import StandInForm, TierForm
from certificates.models import StandIn, Tier
from certificates.queries import people_by_tier
from simetro.core.settings.reference import Reference, ReferenceColumn
from simetro.core.settings.setup import SettingGroup, Standing
from simetro.core.templatetags.simetro import tanggal


def _chain() -> Standing:
    people = people_by_tier(timezone.localdate())
    empty = [tier.title for tier in people if not people[tier]]
    if not people:
        return Standing(False, gettext("Belum ada jenjang. Tambahkan dari yang paling dulu menyetujui."))
    if empty:
        return Standing(False, gettext("Belum ada yang dapat menyetujui sebagai %(who)s.") % {"who": ", ".join(empty)})
    return Standing(True, gettext("%(count)s jenjang, semuanya punya penanda tangan.") % {"count": len(people)})


def _members(tier: Tier) -> str:
    return ", ".join(person.name for person in tier.members.all())


REFERENCES = (
    Reference(
        noun="jenjang",
        order=30,
        group=SettingGroup.PEOPLE,
        title=_("Jenjang verifikasi"),
        what=_("Siapa menyetujui SKHP, dan dalam urutan apa."),
        icon="signature",
        add=_("Tambah jenjang"),
        form=TierForm,
        rows=lambda: Tier.objects.prefetch_related("members"),
        columns=(
            ReferenceColumn(_("Jabatan"), lambda tier: f"{tier.position}. {tier.title}"),
            ReferenceColumn(_("Singkatan"), lambda tier: tier.short),
            ReferenceColumn(_("Anggota"), _members),
        ),
        save=lambda by, form: actions.save_tier(by=by, tier=form.instance, members=form.cleaned_data["members"]),
        remove=lambda by, tier, reason: actions.remove_tier(by=by, tier=tier, reason=reason),
        standing=_chain,
    ),
    Reference(
        noun="pelaksana",
        order=40,
        group=SettingGroup.PEOPLE,
        title=_("Pelaksana harian dan tugas"),
        what=_("Plh. dan Plt. yang menyetujui bagi pejabat yang berhalangan, dengan nomor surat dan tanggalnya."),
        icon="user-check",
        add=_("Tunjuk pelaksana"),
        form=StandInForm,
        rows=lambda: StandIn.objects.select_related("tier", "person"),
        columns=(
            ReferenceColumn(_("Pelaksana"), lambda row: f"{row.acting} {row.tier}"),
            ReferenceColumn(_("Nama"), lambda row: row.person.name),
            ReferenceColumn(_("Mulai"), lambda row: tanggal(row.since), "nowrap"),
            ReferenceColumn(_("Sampai"), lambda row: tanggal(row.until), "nowrap"),
            ReferenceColumn(_("Nomor surat"), lambda row: row.letter_number),
        ),
        save=lambda by, form: actions.appoint_stand_in(by=by, stand_in=form.instance),
        remove=lambda by, row, reason: actions.withdraw_stand_in(by=by, stand_in=row, reason=reason),
    ),
)
