from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.rights import RIGHTS
from portal.words import LOG_WORDS
from simetro.core.navigation import MenuEntry


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portal"
    rights = RIGHTS
    menu = (MenuEntry(80, _("Berita"), "news", "article_list", "portal.change_article"),)
    log_words = LOG_WORDS

    def ready(self) -> None:
        from portal import home  # models are loaded by now

        self.home_cards = home.CARDS
