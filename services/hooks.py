from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.authority.related_rows import competences_of
from services.entry_subjects import SUBJECTS
from services.orders.actions import notices
from services.orders.home import to_review, to_schedule
from services.orders.related_rows import orders_of_owner, services_of_instrument
from services.papers.actions import assignments, mark_statements
from services.personal_data import services_of
from services.phrases import LOG_LABELS, LOG_PHRASES, LOG_VALUES
from services.reference import REFERENCES, SETTINGS
from services.repairs.actions.reminders import remind_repairs
from services.repairs.home import repairs_overdue
from services.rights import RIGHTS
from services.sidang.actions import registrations, reminders
from services.stamps.home import stamps_short
from services.testing.home import to_test
from services.testing.timeline import tests_of_instrument
from simetro.core.hooks import Hooks
from simetro.core.models import User
from simetro.core.web.navigation import MenuEntry
from uttp.models import Instrument, Owner

HOOKS = Hooks(
    rights=RIGHTS,
    menu=(
        MenuEntry(10, pgettext_lazy("menu", "Order"), "clipboard-list", "order_list", "services.use_desk"),
        MenuEntry(12, "Sidang", "calendar", "sidang_list", "services.view_sidang"),
        MenuEntry(15, _("Pengujian"), "ruler-measure", "item_list", "services.record_verification"),
        MenuEntry(60, _("Standar"), "shield-check", "standard_list", "services.view_standard"),
        MenuEntry(62, _("Cap tera"), "rubber-stamp", "stamp_list", "services.keep_stamps"),
        MenuEntry(16, _("Cap saya"), "rubber-stamp", "stamp_own", "services.use_stamps"),
    ),
    home_cards=(to_test, to_review, to_schedule, repairs_overdue, stamps_short),
    log_phrases=LOG_PHRASES,
    log_labels=LOG_LABELS,
    log_values=LOG_VALUES,
    entry_subjects=SUBJECTS,
    timelines={Instrument: tests_of_instrument},
    related_rows={Owner: (orders_of_owner,), Instrument: (services_of_instrument,), User: (competences_of,)},
    personal_data={Owner: services_of},
    settings=SETTINGS,
    reference_data=REFERENCES,
    retention=(registrations.RETENTION,),
    page_parts={
        "uttp.instrument_actions": "services/parts/instrument_actions.html",
        "uttp.chosen_instruments_actions": "services/parts/chosen_instruments_actions.html",
        "uttp.owner_actions": "services/parts/owner_actions.html",
    },
    number_series=(assignments.SERIES, mark_statements.SERIES),
    deliveries={
        assignments.TOPIC: assignments.freeze_assignment,
        notices.TOPIC: notices.send_to_owner,
        reminders.TOPIC: reminders.send_reminder,
    },
    daily_jobs={"services.remind": reminders.remind_owners, "services.remind_repairs": remind_repairs},
)
