"""The columns of the lists of certificates as a file."""

from django.utils.translation import gettext_lazy as _

from certificates.names import instruments_named
from simetro.core.spreadsheets.export import Field
from simetro.core.web.exports import Export
from uttp.names import name_of

CERTIFICATES = Export(
    "certificates",
    _("Sertifikat"),
    (
        Field(_("Nomor"), lambda certificate: certificate.number),
        Field(_("Jenis surat"), lambda certificate: certificate.get_type_display()),
        Field(_("Status"), lambda certificate: certificate.get_status_display()),
        Field(_("Atas nama"), lambda certificate: certificate.certificate_name),
        Field(_("Alamat"), lambda certificate: certificate.certificate_address),
        Field(_("Jenis"), lambda certificate: name_of(certificate.kind)),
        Field("UTTP", lambda certificate: instruments_named(certificate.first, certificate.instruments)),
        Field(_("Jumlah UTTP"), lambda certificate: certificate.instruments),
        Field(_("Tanggal terbit"), lambda certificate: certificate.issued_on),
        Field(_("Berlaku sampai"), lambda certificate: certificate.valid_until),
    ),
)
