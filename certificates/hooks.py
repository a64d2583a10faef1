from django.utils.translation import gettext_lazy as _

from certificates.actions import issuing, notices
from certificates.entry_subjects import SUBJECTS
from certificates.home import asked, returned, signing_inbox, to_draft
from certificates.personal_data import documents_of
from certificates.phrases import LOG_LABELS, LOG_PHRASES, LOG_VALUES
from certificates.queries import awaiting_signature_of
from certificates.reference import REFERENCES
from certificates.related_rows import certificates_of_order, certificates_of_owner, seats_of
from certificates.rights import RIGHTS
from certificates.timeline import documents_of_instrument
from services.models import Order
from simetro.core.hooks import Hooks
from simetro.core.models import User
from simetro.core.web.navigation import MenuEntry
from uttp.models import Instrument, Owner


def _waiting(user: User) -> int:
    return awaiting_signature_of(user).count()


HOOKS = Hooks(
    rights=RIGHTS,
    menu=(
        # First in the menu for signatories, who only sign; for the desk it comes after orders and tests.
        MenuEntry(5, _("Sertifikat"), "certificate", "certificate_list", "certificates.sign_certificate", _waiting),
        MenuEntry(20, _("Sertifikat"), "certificate", "certificate_list", "certificates.draft_certificate"),
    ),
    home_cards=(signing_inbox, to_draft, returned, asked),
    log_phrases=LOG_PHRASES,
    log_labels=LOG_LABELS,
    log_values=LOG_VALUES,
    entry_subjects=SUBJECTS,
    timelines={Instrument: documents_of_instrument},
    related_rows={Order: (certificates_of_order,), Owner: (certificates_of_owner,), User: (seats_of,)},
    personal_data={Owner: documents_of},
    reference_data=REFERENCES,
    number_series=tuple(issuing.SERIES.values()),
    deliveries={
        issuing.TOPIC: issuing.freeze_certificate,
        notices.TOPIC: notices.send_to_signatory,
        notices.TOPIC_BEFORE: notices.tell_of_tier,
    },
)
