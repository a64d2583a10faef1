"""How the log names and finds the rows of this app."""

from django.utils.translation import gettext_lazy as _

from simetro.core.log.entry_subjects import EntrySubject
from uttp.models import Instrument, Owner
from uttp.queries import named, with_plate

SUBJECTS = {
    "uttp.owner": EntrySubject(
        _("Pemilik"), "name", "owner_detail", find=lambda text: named(Owner.objects.all(), text)
    ),
    "uttp.instrument": EntrySubject(
        "UTTP",
        "uttp_id",
        "instrument_detail",
        is_by_label=True,
        find=lambda text: with_plate(Instrument.objects.all(), text),
    ),
    "uttp.registerimport": EntrySubject(_("Impor register"), "file_name", "import_detail"),
    "uttp.parameterrow": EntrySubject(_("Ketentuan"), "parameter"),
}
