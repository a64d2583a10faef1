"""What certificates tell on other pages: the work that waits, the documents of an order or owner."""

from typing import Any

from django.db import models
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import queries
from certificates.enums import CertificateStatus
from certificates.models import Certificate, StandIn, Tier
from certificates.rules import is_last_tier
from certificates.words import instruments_named
from services.models import Order
from simetro.core.kit.roles import Role
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import HomeCard, HomeRow
from simetro.core.web.related_rows import Related, RelatedRow, first_of
from uttp.models import Owner
from uttp.words import name_of

SHOWN = 5


def signing_inbox(user: User) -> HomeCard | None:
    if not user.has_perm("certificates.sign_certificate"):
        return None
    waiting = queries.awaiting_signature_of(user)
    return HomeCard(
        title=_("Menunggu persetujuan Anda"),
        icon="signature",
        url=reverse("certificate_list"),
        count=waiting.count(),
        empty=_("Tidak ada surat yang menunggu Anda."),
        rows=[_row(one, one.waiting_since) for one in waiting[:SHOWN]],
    )


def to_draft(user: User) -> HomeCard | None:
    if not user.has_perm("certificates.draft_certificate"):
        return None
    waiting, count = first_of(queries.awaiting_document(), SHOWN)
    url = reverse("certificate_tab", args=["perlu-disusun"])
    rows = [
        HomeRow(
            url=f"{url}?search={one.item.order.transaction_number}",
            title=one.item.order.owner.name,
            detail=f"{name_of(one.item.instrument.kind)} · {one.get_verdict_display()} · {_since(one.finalized_at)}",
            whose=one.item.order.owner_id,
        )
        for one in waiting
    ]
    return HomeCard(_("Surat yang perlu disusun"), "file-plus", url, count, _("Semua sudah bersurat."), rows)


def returned(user: User) -> HomeCard | None:
    if not user.has_perm("certificates.draft_certificate"):
        return None
    returned_ones = queries.certificates_for(user).filter(status=CertificateStatus.RETURNED).order_by("pk")
    back, count = first_of(returned_ones, SHOWN)
    return HomeCard(
        title=_("Dikembalikan pejabat"),
        icon="arrow-back-up",
        url=f"{reverse('certificate_tab', args=['draf'])}?status=returned",
        count=count,
        empty=_("Tidak ada surat yang dikembalikan."),
        rows=[_row(one, None) for one in back],
    )


def asked(user: User) -> HomeCard | None:
    """For those who decide, and for those who asked and wait."""
    decides = is_last_tier(user)
    if not decides and not user.has_perm("certificates.draft_certificate"):
        return None
    rows = list(queries.asked_of_last_tier().order_by("pk"))
    if not rows:
        return None
    return HomeCard(
        title=_("Permintaan cabut atau ganti"),
        icon="ban",
        url=reverse("certificate_list") if decides else reverse("certificate_tab", args=["terbit"]),
        count=len(rows),
        empty="",
        rows=[_row(one, None) for one in rows[:SHOWN]],
    )


def _row(certificate: Certificate, since: Any) -> HomeRow:
    name = certificate.number or certificate.get_type_display()
    facts = (name, name_of(certificate.kind), _since(since) if since else certificate.get_asked_display())
    return HomeRow(
        url=certificate.get_absolute_url(),
        title=certificate.certificate_name,
        detail=" · ".join(fact for fact in facts if fact),
        whose=certificate.owner_id,
    )


def _since(moment: Any) -> str:
    return _("sejak %(day)s") % {"day": tanggal(moment)}


CARDS = (signing_inbox, to_draft, returned, asked)


def documents(row: models.Model, user: User) -> Related | None:
    if not user.has_perm("certificates.use_certificates"):
        return None
    told = _told(row, queries.certificates_for(user))
    if told is None:
        return None
    rows, count = first_of(queries.with_instruments(told), SHOWN)
    return Related(
        title=_("Surat"),
        rows=[_related(one) for one in rows],
        empty=_("Belum ada SKHP atau surat penolakan."),
        count=count,
    )


def _told(row: models.Model, certificates: QuerySet[Certificate]) -> QuerySet[Certificate] | None:
    if isinstance(row, Order):
        of_order = Certificate.objects.filter(verifications__item__order=row).values("pk")
        return certificates.filter(pk__in=of_order).order_by(F("issued_at").asc(nulls_last=True), "pk")
    return certificates.filter(owner=row) if isinstance(row, Owner) else None


def _related(certificate: Any) -> RelatedRow:
    """Of a certificate `with_instruments`."""
    named = f"{name_of(certificate.kind)} {instruments_named(certificate.first, certificate.instruments)}"
    return RelatedRow(
        url=certificate.get_absolute_url(),
        title=str(certificate),
        detail=f"{certificate.get_type_display()} · {named}",
        status=certificate.status,
        status_label=certificate.get_status_display(),
    )


def seats(row: models.Model, user: User) -> Related | None:
    """For which tiers a person signs, as a member or for somebody who is away."""
    if not isinstance(row, User) or Role.SIGNATORY not in row.roles:
        return None
    own = [_seat(tier) for tier in row.tiers.all()]
    rows = [*own, *(_acting(one) for one in row.stand_ins.select_related("tier")[:SHOWN])]
    return Related(
        title=_("Jenjang verifikasi"),
        rows=rows,
        empty=_("Belum menjadi anggota jenjang mana pun, jadi belum dapat menyetujui surat."),
        count=len(rows),
    )


def _seat(tier: Tier) -> RelatedRow:
    url = reverse("reference_change", args=["jenjang", tier.pk])
    return RelatedRow(url, tier.title, _("Anggota tetap"), "active", _("Aktif"))


def _acting(one: StandIn) -> RelatedRow:
    is_now = one.since <= timezone.localdate() <= one.until
    word = _("Berlaku") if is_now else _("Tidak berlaku hari ini")
    detail = _("%(since)s sampai %(until)s, surat %(letter)s") % {
        "since": tanggal(one.since),
        "until": tanggal(one.until),
        "letter": one.letter_number,
    }
    url = reverse("reference_change", args=["pelaksana", one.pk])
    return RelatedRow(url, f"{one.acting} {one.tier}", detail, "active" if is_now else "retired", word)
