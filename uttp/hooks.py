from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.hooks import Hooks
from simetro.core.web.navigation import MenuEntry
from uttp.actions import import_forgetting, import_writing, imports
from uttp.entry_subjects import SUBJECTS
from uttp.models import Instrument, Owner
from uttp.personal_data import register_of
from uttp.phrases import LOG_PHRASES
from uttp.reference import REFERENCES, SETTINGS
from uttp.rights import RIGHTS
from uttp.timeline import register_of_instrument

HOOKS = Hooks(
    rights=RIGHTS,
    menu=(
        MenuEntry(30, pgettext_lazy("menu", "Pemilik"), "users", "owner_list", "uttp.use_register"),
        MenuEntry(40, _("UTTP"), "scale", "instrument_list", "uttp.use_register"),
        MenuEntry(84, _("Impor register"), "upload", "import_list", "uttp.import_register"),
    ),
    log_phrases=LOG_PHRASES,
    entry_subjects=SUBJECTS,
    timelines={Instrument: register_of_instrument},
    personal_data={Owner: register_of},
    settings=SETTINGS,
    reference_data=REFERENCES,
    retention=(import_forgetting.RETENTION,),
    deliveries={
        imports.CHECK: imports.check,
        import_writing.WRITE: import_writing.write,
        import_forgetting.FORGET: import_forgetting.forget_file,
    },
)
