from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, StandIn, Tier
from certificates.names import instruments_named
from certificates.queries import certificates_for, with_instruments
from services.models import Order
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.related_rows import SHOWN, Related, RelatedRow, first_of
from uttp.models import Owner
from uttp.names import name_of


def certificates_of_order(order: Order, user: User) -> Related | None:
    of_order = Certificate.objects.filter(verifications__item__order=order).values("pk")
    mine = certificates_for(user).filter(pk__in=of_order)
    return _certificates(mine.order_by(F("issued_at").asc(nulls_last=True), "pk"), user)


def certificates_of_owner(owner: Owner, user: User) -> Related | None:
    return _certificates(certificates_for(user).filter(owner=owner), user)


def _certificates(certificates: QuerySet[Certificate], user: User) -> Related | None:
    if not user.has_perm("certificates.use_certificates"):
        return None
    rows, count = first_of(with_instruments(certificates), SHOWN)
    return Related(
        title=_("Surat"),
        rows=[_document_row(row) for row in rows],
        empty=_("Belum ada SKHP atau surat penolakan."),
        count=count,
    )


def _document_row(certificate: Any) -> RelatedRow:
    """`certificate` is annotated by `with_instruments`."""
    named = f"{name_of(certificate.kind)} {instruments_named(certificate.first, certificate.instruments)}"
    return RelatedRow(
        url=certificate.get_absolute_url(),
        title=str(certificate),
        detail=f"{certificate.get_type_display()} · {named}",
        status=certificate.status,
        status_label=certificate.get_status_display(),
    )


def seats_of(person: User, user: User) -> Related | None:
    """The tiers for which a person signs, as a member or as a stand-in."""
    if not person.has_perm("certificates.sign_certificate"):
        return None
    own = [_seat(tier) for tier in person.tiers.all()]
    rows = [*own, *(_acting(stand_in) for stand_in in person.stand_ins.select_related("tier")[:SHOWN])]
    return Related(
        title=_("Jenjang verifikasi"),
        rows=rows,
        empty=_("Belum menjadi anggota jenjang mana pun, jadi belum dapat menyetujui surat."),
        count=len(rows),
    )


def _seat(tier: Tier) -> RelatedRow:
    url = reverse("reference_change", args=["jenjang", tier.pk])
    return RelatedRow(url, tier.title, _("Anggota tetap"), "active", _("Aktif"))


def _acting(stand_in: StandIn) -> RelatedRow:
    is_now = stand_in.since <= timezone.localdate() <= stand_in.until
    word = _("Berlaku") if is_now else _("Tidak berlaku hari ini")
    detail = _("%(since)s sampai %(until)s, surat %(letter)s") % {
        "since": tanggal(stand_in.since),
        "until": tanggal(stand_in.until),
        "letter": stand_in.letter_number,
    }
    url = reverse("reference_change", args=["pelaksana", stand_in.pk])
    return RelatedRow(url, f"{stand_in.acting} {stand_in.tier}", detail, "active" if is_now else "retired", word)
