"""Cards of certificates on the home page: the work that waits."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from certificates import queries
from certificates.enums import CertificateStatus
from certificates.models import Certificate
from certificates.rules import is_last_tier
from services.models import Verification
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import HomeCard, HomeRow
from simetro.core.web.related_rows import first_of
from uttp.names import name_of

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
        rows=[_row(certificate, certificate.waiting_since) for certificate in waiting[:SHOWN]],
    )


def to_draft(user: User) -> HomeCard | None:
    if not user.has_perm("certificates.draft_certificate"):
        return None
    waiting, count = first_of(queries.awaiting_document(), SHOWN)
    url = reverse("certificate_tab", args=["perlu-disusun"])
    rows = [_to_draft(verification, url) for verification in waiting]
    return HomeCard(_("Surat yang perlu disusun"), "file-plus", url, count, _("Semua sudah bersurat."), rows)


def _to_draft(verification: Verification, url: str) -> HomeRow:
    order, kind = verification.item.order, verification.item.instrument.kind
    return HomeRow(
        url=f"{url}?search={order.transaction_number}",
        title=order.owner.name,
        detail=f"{name_of(kind)} · {verification.get_verdict_display()} · {_since(verification.finalized_at)}",
        whose=order.owner_id,
    )


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
        rows=[_row(certificate, None) for certificate in back],
    )


def asked(user: User) -> HomeCard | None:
    """Requests to revoke or replace, for those who decide and for those who asked."""
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
        rows=[_row(certificate, None) for certificate in rows[:SHOWN]],
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
