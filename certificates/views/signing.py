"""The decisions of signatories. Each needs a fresh sign-in and the version that the person saw."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from certificates import actions
from certificates.enums import CertificateStatus
from certificates.models import Certificate
from certificates.queries import awaiting_signature_of, tier_at
from certificates.views.detail import button, certificate_or_404
from certificates.views.drafting import reason_form
from simetro.core.access.guards import SignedIn, allowed, fresh
from simetro.core.kit.errors import DomainError, StaleVersion
from simetro.core.web.pages import confirm, posted_version

SIGN = "certificates.sign_certificate"


@allowed(SIGN)
@button
@fresh
def approve(request: SignedIn, id: int) -> HttpResponseRedirect:
    certificate = certificate_or_404(request, id)
    version = posted_version(request)
    try:
        actions.approve_certificate(by=request.user, certificate=certificate, version=version)
    except DomainError as error:
        messages.error(request, why_not(error))
        return redirect(certificate.get_absolute_url())
    messages.success(request, f"{became(certificate)} {_left(request)}")
    return redirect("certificate_list")


def why_not(error: DomainError) -> str:
    if isinstance(error, StaleVersion):
        return _("Belum disetujui: surat ini berubah sejak Anda membukanya. Periksa keadaannya sekarang.")
    return error.detail


def became(certificate: Certificate) -> str:
    """What the approval led to, as a sentence."""
    certificate.refresh_from_db()
    if certificate.status != CertificateStatus.IN_SIGNOFF:
        return _("Disetujui. Surat nomor %(number)s terbit.") % {"number": certificate.number}
    return _("Disetujui. Berikutnya: %(tier)s.") % {"tier": tier_at(certificate.tier)}


def _left(request: SignedIn) -> str:
    count = awaiting_signature_of(request.user).count()
    return _("Masih %(count)s surat menunggu Anda.") % {"count": count} if count else ""


@allowed(SIGN)
@fresh
def return_(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.return_certificate, by=request.user, certificate=certificate),
        title=_("Kembalikan surat ini?"),
        what=_("Penyusun membaca alasan Anda, memperbaiki, lalu mengirim lagi. Semua jenjang menyetujui dari awal."),
        verb=_("Kembalikan"),
        back=certificate.get_absolute_url(),
        done=_("Surat dikembalikan kepada penyusunnya dengan alasan Anda."),
        after=reverse("certificate_list"),
    )


@allowed(SIGN)
@fresh
def revoke(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.revoke_certificate, by=request.user, certificate=certificate),
        title=_("Cabut surat ini?"),
        what=_("Surat %(number)s tidak berlaku lagi, dan ini tidak dapat dibatalkan. Alasan permintaan: %(reason)s")
        % {"number": certificate.number, "reason": certificate.asked_reason},
        verb=_("Cabut surat"),
        back=certificate.get_absolute_url(),
        done=_("Surat dicabut. Pengujiannya kembali ke “Perlu disusun”."),
        danger=True,
    )


@allowed(SIGN)
@fresh
def replace(request: SignedIn, id: int) -> HttpResponse:
    certificate = certificate_or_404(request, id)
    return confirm(
        request,
        reason_form(request, certificate),
        partial(actions.replace_certificate, by=request.user, certificate=certificate),
        title=_("Setujui penggantian surat?"),
        what=_("Admin menyusun pengganti %(number)s, yang berlaku sampai diganti. Alasan permintaan: %(reason)s")
        % {"number": certificate.number, "reason": certificate.asked_reason},
        verb=_("Setujui penggantian"),
        back=certificate.get_absolute_url(),
        done=_("Draf pengganti dibuat. Admin memperbaiki dan mengirimnya ke verifikasi berjenjang."),
    )
