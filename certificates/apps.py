from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from certificates.rights import RIGHTS
from certificates.words import LOG_WORDS
from simetro.core.web.navigation import MenuEntry

if TYPE_CHECKING:
    from simetro.core.models import User


def _waiting(user: "User") -> int:
    from certificates.queries import awaiting_signature_of  # models are not loaded when this module is imported

    return awaiting_signature_of(user).count()


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Sertifikat")
    rights = RIGHTS
    log_words = LOG_WORDS
    menu = (
        # To sign is all that a signatory is here for; the desk goes from left to right through the work.
        MenuEntry(5, _("Sertifikat"), "certificate", "certificate_list", "certificates.sign_certificate", _waiting),
        MenuEntry(20, _("Sertifikat"), "certificate", "certificate_list", "certificates.draft_certificate"),
    )

    def ready(self) -> None:
        from certificates import home, personal, subjects, timeline  # models are loaded by now
        from certificates.actions import issuing, notices
        from simetro.core.outbox import deliveries

        self.log_subjects = subjects.SUBJECTS
        self.home_cards = home.CARDS
        self.related = (home.documents, home.seats)
        self.stories = timeline.STORIES
        self.personal_data = personal.TELLERS

        deliveries.register(issuing.TOPIC, issuing.freeze_certificate)
        deliveries.register(notices.TOPIC, notices.send_to_signatories)
