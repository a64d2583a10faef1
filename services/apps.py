from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.phrases import LOG_WORDS
from services.rights import RIGHTS
from simetro.core.web.navigation import MenuEntry


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Layanan")
    rights = RIGHTS
    menu = (
        MenuEntry(10, pgettext_lazy("menu", "Order"), "clipboard-list", "order_list", "services.use_desk"),
        MenuEntry(12, "Sidang", "calendar", "sidang_list", "services.view_sidang"),
        MenuEntry(15, _("Pengujian"), "ruler-measure", "item_list", "services.record_verification"),
        MenuEntry(60, _("Standar"), "shield-check", "standard_list", "services.view_standard"),
        MenuEntry(62, _("Cap tera"), "rubber-stamp", "stamp_list", "services.keep_stamps"),
        MenuEntry(16, _("Cap saya"), "rubber-stamp", "stamp_own", "services.use_stamps"),
        MenuEntry(70, _("Riwayat"), "history", "verification_list", "services.view_history"),
    )
    log_words = LOG_WORDS

    def ready(self) -> None:
        from services import entry_subjects as subjects
        from services import personal_data as personal
        from services import reference
        from services.home import CARDS
        from services.papers.actions import assignments
        from services.related import MAKERS
        from services.repairs.actions import reminders as repairs
        from services.sidang.actions import registrations, reminders
        from services.timeline import STORIES  # models are loaded by now
        from simetro.core.outbox import daily_jobs, deliveries
        from simetro.core.settings import retention

        self.log_subjects = subjects.SUBJECTS
        self.home_cards = CARDS
        self.related = MAKERS
        self.setup = reference.SETUP
        self.stories = STORIES
        self.personal_data = personal.TELLERS
        deliveries.register(assignments.TOPIC, assignments.freeze_assignment)
        deliveries.register(reminders.TOPIC, reminders.send_reminder)
        retention.register(registrations.RETENTION)
        daily_jobs.register("services.remind", reminders.remind_owners)
        daily_jobs.register("services.remind_repairs", repairs.remind_repairs)
