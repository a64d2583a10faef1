"""The columns of the lists of certificates as a file."""

from django.utils.translation import gettext_lazy as _

from certificates.names import instruments_named
from simetro.core.spreadsheets.export import ExportField
from simetro.core.web.exports import Export
from uttp.names import name_of

CERTIFICATES = Export(
    "certificates",
    _("Sertifikat"),
    (
        ExportField(_("Nomor"), lambda certificate: certificate.number),
        ExportField(_("Jenis surat"), lambda certificate: certificate.get_type_display()),
        ExportField(_("Status"), lambda certificate: certificate.get_status_display()),
        ExportField(_("Atas nama"), lambda certificate: certificate.certificate_name),
        ExportField(_("Alamat"), lambda certificate: certificate.certificate_address),
        ExportField(_("Jenis"), lambda certificate: name_of(certificate.kind)),
        ExportField("UTTP", lambda certificate: instruments_named(certificate.first, certificate.instruments)),
        ExportField(_("Jumlah UTTP"), lambda certificate: certificate.instruments),
        ExportField(_("Tanggal terbit"), lambda certificate: certificate.issued_on),
        ExportField(_("Berlaku sampai"), lambda certificate: certificate.valid_until),
    ),
)
