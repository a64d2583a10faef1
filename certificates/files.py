"""The bytes of a document: the frozen file once issued, a watermarked preview before."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from certificates.enums import EVER_ISSUED, CertificateStatus
from certificates.models import Certificate
from certificates.render import render_certificate
from certificates.sheet import Sheet, sheet_from
from certificates.sheet.from_rows import sheet_of
from simetro.core.documents import PREVIEW
from simetro.core.errors import Conflict

PDF = "application/pdf"
FROZEN = EVER_ISSUED | {CertificateStatus.IN_SIGNOFF, CertificateStatus.ISSUING}


def issued(certificate: Certificate, *, to_keep: bool = False) -> FileResponse:
    """Byte for byte what was frozen at issue; `to_keep` saves it on the reader's device instead of showing it."""
    if certificate.status not in EVER_ISSUED:
        raise Conflict(_("Surat ini belum terbit."), code="not_issued")
    name = f"{certificate.number.replace('/', '-')}.pdf"
    response = FileResponse(certificate.file.open("rb"), content_type=PDF, filename=name, as_attachment=to_keep)
    response["ETag"] = f'"{certificate.sha256}"'
    return response


def preview(certificate: Certificate) -> HttpResponseBase:
    if certificate.status in EVER_ISSUED:
        return issued(certificate)
    return HttpResponse(render_certificate(shown_sheet(certificate), None, watermark=PREVIEW).pdf, content_type=PDF)


def shown_sheet(certificate: Certificate) -> Sheet:
    """The sheet that the signatories approve or approved; before submission, the one they would get now."""
    return sheet_from(certificate.sheet) if certificate.status in FROZEN else sheet_of(certificate)
