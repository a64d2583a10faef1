from django.utils.translation import gettext_lazy as _

from simetro.core.log.entry_subjects import EntrySubject
from simetro.core.models import User

SUBJECTS = {
    "core.user": EntrySubject(
        _("Pengguna"), "name", "person", find=lambda text: User.objects.filter(name__icontains=text)
    ),
    "core.office": EntrySubject(_("Kantor"), "name"),
    "core.retentionperiod": EntrySubject(_("Masa simpan data"), "code"),
    "core.retentionrun": EntrySubject(_("Penghapusan data lama"), "code"),
    "core.mutedaddress": EntrySubject(_("Alamat yang tidak dikirimi")),  # an address tells who it is
}
