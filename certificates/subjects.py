"""How the log names and finds the rows of this app."""

from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from simetro.core.log.entry_subjects import Subject

SUBJECTS = {
    "certificates.certificate": Subject(
        _("Surat"),
        "number",
        "certificate_detail",
        find=lambda text: Certificate.objects.filter(number__icontains=text),
    ),
    "certificates.tier": Subject(_("Jenjang verifikasi"), "title"),
    "certificates.standin": Subject(_("Pengganti penandatangan"), "letter_number"),
}
