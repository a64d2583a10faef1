"""How the log names and finds the rows of this app."""

from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from simetro.core.log.entry_subjects import EntrySubject

SUBJECTS = {
    "certificates.certificate": EntrySubject(
        _("Surat"),
        "number",
        "certificate_detail",
        find=lambda text: Certificate.objects.filter(number__icontains=text),
    ),
    "certificates.tier": EntrySubject(_("Jenjang verifikasi"), "title"),
    "certificates.standin": EntrySubject(_("Pengganti penandatangan"), "letter_number"),
}
