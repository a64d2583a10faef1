from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.rights import RIGHTS
from portal.words import LOG_WORDS
from simetro.core.web.navigation import MenuEntry

if TYPE_CHECKING:
    from simetro.core.models import User


def _open_requests(user: "User") -> int:
    from portal.queries import open_requests_of  # models are not loaded when this module is imported

    return len(open_requests_of(user))


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"
    rights = RIGHTS
    menu = (
        MenuEntry(75, _("Siaran"), "send", "broadcast_list", "portal.change_broadcast"),
        MenuEntry(83, _("Pengaduan"), "flag", "complaint_list", "portal.change_complaint"),
        MenuEntry(
            84, _("Data pribadi"), "lock", "data_request_list", "portal.change_datarequest", badge=_open_requests
        ),
        MenuEntry(85, _("Survei"), "chart-bar", "survey_results", "portal.view_surveyanswer"),
        MenuEntry(80, _("Berita"), "news", "article_list", "portal.change_article"),
    )
    log_words = LOG_WORDS

    def ready(self) -> None:
        from portal import home, personal, related, subjects  # models are loaded by now
        from portal.actions import broadcasts, forgetting
        from simetro.core.outbox import deliveries, mail
        from simetro.core.settings import retention

        self.log_subjects = subjects.SUBJECTS
        self.home_cards = home.CARDS
        self.related = related.MAKERS
        self.personal_data = personal.TELLERS
        deliveries.register(broadcasts.TOPIC, broadcasts.send_batch)
        deliveries.register(mail.BOUNCED, broadcasts.note_bounce)
        retention.register(*forgetting.RETENTION)
