"""Files of documents: the frozen file once issued, a watermarked preview before."""

from collections.abc import Iterable
from tempfile import TemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _

from certificates.enums import EVER_ISSUED, CertificateStatus
from certificates.models import Certificate
from certificates.render import render_certificate
from certificates.sheet.canonical import sheet_from
from certificates.sheet.facts import Sheet
from certificates.sheet.from_rows import sheet_of
from simetro.core.documents import PREVIEW
from simetro.core.kit.errors import Conflict

PDF = "application/pdf"
FOLDER = 40  # letters of an owner's name
FROZEN = EVER_ISSUED | {CertificateStatus.IN_SIGNOFF, CertificateStatus.ISSUING}


def issued(certificate: Certificate, *, to_keep: bool = False) -> FileResponse:
    """The file as it was frozen at issue. `to_keep`: saved on the reader's device instead of shown."""
    if certificate.status not in EVER_ISSUED:
        raise Conflict(_("Surat ini belum terbit."), code="not_issued")
    opened = certificate.file.open("rb")
    response = FileResponse(opened, content_type=PDF, filename=_name(certificate), as_attachment=to_keep)
    response["ETag"] = f'"{certificate.sha256}"'
    return response


def _name(certificate: Certificate) -> str:
    return f"{certificate.number.replace('/', '-')}.pdf"


def together(certificates: Iterable[Certificate], name: str) -> FileResponse:
    """The frozen files in one ZIP, with a folder for each owner. It is built on disk, so that it may be large."""
    archive = TemporaryFile()  # noqa: SIM115 - the answer closes it
    with ZipFile(archive, "w", ZIP_STORED) as pack:  # PDF is compressed already
        for certificate in certificates:
            folder = slugify(certificate.owner.name)[:FOLDER] or "pemilik"
            with certificate.file.open("rb") as file:
                pack.writestr(f"{folder}-{certificate.owner_id}/{_name(certificate)}", file.read())
    archive.seek(0)
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


def preview(certificate: Certificate) -> HttpResponseBase:
    if certificate.status in EVER_ISSUED:
        return issued(certificate)
    return HttpResponse(render_certificate(shown_sheet(certificate), None, watermark=PREVIEW).pdf, content_type=PDF)


def shown_sheet(certificate: Certificate) -> Sheet:
    """The sheet that signatories approve or approved; before submission, the one that they would get now."""
    return sheet_from(certificate.sheet) if certificate.status in FROZEN else sheet_of(certificate)
