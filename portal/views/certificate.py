from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateType, ValidState
from certificates.models import Certificate
from portal import queries
from portal.forms import CertificateNumberForm
from portal.limits import looked_up
from portal.views.lookup import look_up
from services.enums import ItemStatus

Text = str | Promise

MEANINGS: dict[ValidState, tuple[Text, Text]] = {
    ValidState.VALID: (_("Asli dan berlaku"), _("Surat ini diterbitkan kantor kami dan masih berlaku.")),
    ValidState.EXPIRED: (
        _("Asli, masa berlaku habis"),
        _("Surat ini diterbitkan kantor kami, tetapi alatnya sudah harus ditera ulang."),
    ),
    ValidState.REVOKED: (
        _("Dicabut"),
        _("Surat ini pernah diterbitkan kantor kami, lalu dicabut. Jangan dipakai sebagai bukti."),
    ),
    ValidState.REPLACED: (
        _("Diganti"),
        _("Surat ini sudah diganti dengan surat yang baru. Mintalah surat penggantinya."),
    ),
}
REJECTED = (
    _("Batal"),
    _("Alatnya tidak lulus dan dilarang dipakai untuk jual beli. Surat penolakan ini asli, diterbitkan kantor kami."),
)


@look_up
def verify(request: HttpRequest) -> HttpResponse:
    form = CertificateNumberForm(request.GET or None)
    if not form.is_valid():
        return render(request, "portal/verify.html", {"form": form})
    number = form.cleaned_data["q"]
    certificate = looked_up(request, lambda: queries.certificate_by_number(number))
    return redirect("verify_token", certificate.verify_token)


@look_up
def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    certificate = looked_up(request, lambda: queries.certificate_by_token(token))
    state = certificate.state_on(timezone.localdate())
    mark = ItemStatus.FAILED if _rejects(certificate, state) else state
    heading, meaning = REJECTED if _rejects(certificate, state) else MEANINGS[state]
    facts = {"certificate": certificate, "mark": mark, "heading": heading, "meaning": meaning}
    return render(request, "portal/certificate.html", facts)


def _rejects(certificate: Certificate, state: ValidState) -> bool:
    """A notice in force: a shopper must see that the instrument failed before he sees that the letter is genuine."""
    return certificate.type == CertificateType.REJECTION and state == ValidState.VALID
