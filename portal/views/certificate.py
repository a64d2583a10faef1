from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.enums import CertificateType, ValidState
from certificates.models import Certificate
from portal import queries
from portal.enums import FileState
from portal.forms import CertificateFileForm, CertificateNumberForm
from portal.limits import count_check, looked_up
from portal.views.lookup import look_up
from simetro.core.kit.text import Text


class PublicFinding(NamedTuple):
    """`mark` is the status that gives colour and icon."""

    mark: str
    heading: Text
    meaning: Text


MEANINGS = {
    ValidState.VALID: PublicFinding(
        "valid", _("Asli dan berlaku"), _("Surat ini diterbitkan kantor kami dan masih berlaku.")
    ),
    ValidState.EXPIRED: PublicFinding(
        "expired",
        _("Asli, masa berlaku habis"),
        _("Surat ini diterbitkan kantor kami, tetapi alatnya sudah harus ditera ulang."),
    ),
    ValidState.REVOKED: PublicFinding(
        "revoked",
        _("Dicabut"),
        _("Surat ini pernah diterbitkan kantor kami, lalu dicabut. Jangan dipakai sebagai bukti."),
    ),
    ValidState.REPLACED: PublicFinding(
        "replaced",
        _("Diganti"),
        _("Surat ini sudah diganti dengan surat yang baru. Mintalah surat penggantinya."),
    ),
}
REJECTED = PublicFinding(
    "failed",
    _("Batal"),
    _("Alatnya tidak lulus dan dilarang dipakai untuk jual beli. Surat penolakan ini asli, diterbitkan kantor kami."),
)
NOT_OURS = {
    FileState.ALTERED: PublicFinding(
        "altered",
        _("Berkas ini sudah diubah"),
        _("Berkas ini menyebut surat kami, tetapi isinya bukan yang kami terbitkan. Jangan dipakai sebagai bukti."),
    ),
    FileState.UNKNOWN: PublicFinding(
        "unknown",
        _("Berkas ini tidak kami kenal"),
        _("Hasil cetak, foto, dan pindaian tidak dapat dikenali dari berkasnya. Periksa dengan kode QR atau nomornya."),
    ),
}


@look_up
def verify(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _check(request)
    form = CertificateNumberForm(request.GET or None)
    if not form.is_valid():
        return render(request, "portal/verify.html", {"form": form, "file_form": CertificateFileForm()})
    number = form.cleaned_data["q"]
    certificate = looked_up(request, lambda: queries.certificate_by_number(number))
    return redirect("verify_token", certificate.verify_token)


def _check(request: HttpRequest) -> HttpResponse:
    """Checks a file that was sent; nothing of it is kept."""
    count_check(request)
    file_form = CertificateFileForm(files=request.FILES)
    facts = {"form": CertificateNumberForm(), "file_form": file_form}
    if not file_form.is_valid():
        return render(request, "portal/verify.html", facts, status=422)
    today = timezone.localdate()
    state, certificate = queries.checked_file(file_form.cleaned_data["file"], today)
    finding = _finding(certificate, today) if certificate and state not in NOT_OURS else NOT_OURS[state]
    return render(request, "portal/verify.html", {**facts, "certificate": certificate, "finding": finding})


@look_up
def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    certificate = looked_up(request, lambda: queries.certificate_by_token(token))
    finding = _finding(certificate, timezone.localdate())
    return render(request, "portal/certificate.html", {"certificate": certificate, "finding": finding})


def _finding(certificate: Certificate, day: date) -> PublicFinding:
    """What to show of a letter: that an instrument failed comes before that the letter is genuine."""
    state = certificate.state_on(day)
    if certificate.type == CertificateType.REJECTION and state == ValidState.VALID:
        return REJECTED
    return MEANINGS[state]
