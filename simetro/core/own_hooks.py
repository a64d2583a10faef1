"""What the core itself contributes to the house."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.access.rights import RIGHTS
from simetro.core.documents import pictures
from simetro.core.hooks import Hooks
from simetro.core.outbox import mail
from simetro.core.own_phrases import LOG_PHRASES
from simetro.core.own_subjects import SUBJECTS
from simetro.core.settings import purging
from simetro.core.settings.declared import SETTINGS
from simetro.core.web.home import failed_deliveries
from simetro.core.web.navigation import MenuEntry

HOOKS = Hooks(
    rights=RIGHTS,
    menu=(
        MenuEntry(0, _("Hari ini"), "home", "staff_home", "core.enter_office"),
        MenuEntry(90, _("Pengaturan"), "settings", "settings", "core.manage_reference_data"),
        MenuEntry(88, pgettext_lazy("menu", "Catatan"), "file-text", "log_list", "core.view_logentry"),
    ),
    home_cards=(failed_deliveries,),
    log_phrases=LOG_PHRASES,
    entry_subjects=SUBJECTS,
    settings=SETTINGS,
    retention=purging.RETENTION,
    deliveries={mail.TOPIC: mail.send, pictures.FORGET: pictures.forget},
    daily_jobs={"core.purge": purging.purge_expired},
)
