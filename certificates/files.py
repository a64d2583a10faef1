"""The bytes of a document: the frozen file once issued, a watermarked preview before."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from certificates.enums import EVER_ISSUED, CertificateStatus
from certificates.models import Certificate
from certificates.render import render_certificate
from certificates.sheet import sheet_from
from certificates.sheet.from_rows import sheet_of
from simetro.core.errors import Conflict

PDF = "application/pdf"
WATERMARK = "PRATINJAU - BELUM BERLAKU"


def issued(certificate: Certificate) -> FileResponse:
    """Byte for byte what was frozen at issue."""
    if certificate.status not in EVER_ISSUED:
        raise Conflict(_("Surat ini belum terbit."), code="not_issued")
    name = f"{certificate.number.replace('/', '-')}.pdf"
    response = FileResponse(certificate.file.open("rb"), content_type=PDF, filename=name)
    response["ETag"] = f'"{certificate.sha256}"'
    return response


def preview(certificate: Certificate) -> HttpResponseBase:
    if certificate.status in EVER_ISSUED:
        return issued(certificate)
    is_frozen = certificate.status in (CertificateStatus.IN_SIGNOFF, CertificateStatus.ISSUING)
    sheet = sheet_from(certificate.sheet) if is_frozen else sheet_of(certificate)
    return HttpResponse(render_certificate(sheet, None, watermark=WATERMARK).pdf, content_type=PDF)
