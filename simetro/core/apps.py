from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.home import failed_deliveries
from simetro.core.navigation import MenuEntry
from simetro.core.rights import RIGHTS
from simetro.core.subjects import SUBJECTS
from simetro.core.words import LOG_WORDS


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
        from simetro.core import (
            daily,
            eoffice,
            mail,
            outbox,
            people,
            pictures,
            purging,
            retention,
        )  # models are not loaded when this module is imported

        self.setup = people.SETUP
        eoffice.check_roles(settings.OIDC_ROLES)
        outbox.register("core.mail", mail.send)
        outbox.register(pictures.FORGET, pictures.forget)
        daily.register("core.purge", purging.purge_expired)
        retention.register(*purging.RETENTION)
