from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.web.navigation import MenuEntry
from uttp.rights import RIGHTS
from uttp.words import LOG_WORDS


class UttpConfig(AppConfig):
    name = "uttp"
    verbose_name = "Register UTTP"
    rights = RIGHTS
    menu = (
        MenuEntry(30, pgettext_lazy("menu", "Pemilik"), "users", "owner_list", "uttp.use_register"),
        MenuEntry(40, _("UTTP"), "scale", "instrument_list", "uttp.use_register"),
        MenuEntry(84, _("Impor register"), "upload", "import_list", "uttp.import_register"),
    )
    log_words = LOG_WORDS

    def ready(self) -> None:
        from simetro.core.outbox import deliveries
        from simetro.core.settings import retention
        from uttp import personal, reference, subjects, timeline  # models are loaded by now
        from uttp.actions import import_forgetting, import_writing, imports

        self.log_subjects = subjects.SUBJECTS
        self.stories = timeline.STORIES
        self.setup = reference.SETUP
        self.personal_data = personal.TELLERS
        deliveries.register(imports.CHECK, imports.check)
        deliveries.register(import_writing.WRITE, import_writing.write)
        deliveries.register(import_forgetting.FORGET, import_forgetting.forget_file)
        retention.register(import_forgetting.RETENTION)
