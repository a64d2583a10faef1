from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simetro.core.home import failed_deliveries
from simetro.core.navigation import MenuEntry
from simetro.core.rights import RIGHTS


class CoreConfig(AppConfig):
    name = "simetro.core"
    label = "core"
    verbose_name = _("Inti")
    rights = RIGHTS
    home_cards = (failed_deliveries,)
    menu = (
        MenuEntry(0, _("Hari ini"), "home", "staff_home", "core.enter_office"),
        MenuEntry(90, _("Pengaturan"), "settings", "settings", "core.manage_reference_data"),
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
        for rule in purging.RETENTION:
            retention.register(rule)
