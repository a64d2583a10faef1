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
    _("Asli"),
    _("Surat penolakan ini diterbitkan kantor kami: alatnya tidak lulus dan dilarang dipakai untuk jual beli."),
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
    heading, meaning = _meaning(certificate, state)
    facts = {"certificate": certificate, "state": state, "heading": heading, "meaning": meaning}
    return render(request, "portal/certificate.html", facts)


def _meaning(certificate: Certificate, state: ValidState) -> tuple[Text, Text]:
    is_rejection = certificate.type == CertificateType.REJECTION
    return REJECTED if is_rejection and state == ValidState.VALID else MEANINGS[state]
