from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.access.rights import RIGHTS
from simetro.core.log.entry_subjects import SUBJECTS
from simetro.core.log.phrases import LOG_WORDS
from simetro.core.web.home import failed_deliveries
from simetro.core.web.navigation import MenuEntry


class CoreConfig(AppConfig):
    name = "simetro.core"
    label = "core"
    verbose_name = _("Inti")
    rights = RIGHTS
    log_words = LOG_WORDS
    log_subjects = SUBJECTS
    home_cards = (failed_deliveries,)
    menu = (
        MenuEntry(0, _("Hari ini"), "home", "staff_home", "core.enter_office"),
        MenuEntry(90, _("Pengaturan"), "settings", "settings", "core.manage_reference_data"),
        MenuEntry(88, pgettext_lazy("menu", "Catatan"), "file-text", "log_list", "core.view_logentry"),
    )

    def ready(self) -> None:
        from simetro.core.accounts import eoffice
        from simetro.core.documents import pictures
        from simetro.core.outbox import daily_jobs, deliveries, mail
        from simetro.core.settings import purging, retention
        from simetro.core.settings.declared import SETUP  # models are not loaded when this module is imported

        self.setup = SETUP
        eoffice.check_roles(settings.OIDC_ROLES)
        deliveries.register("core.mail", mail.send)
        deliveries.register(pictures.FORGET, pictures.forget)
        daily_jobs.register("core.purge", purging.purge_expired)
        retention.register(*purging.RETENTION)
