from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certificates.models import Certificate
from portal.actions import broadcasts, forgetting
from portal.entry_subjects import SUBJECTS
from portal.home import of_personal_data, to_answer, to_link
from portal.personal_data import portal_of
from portal.phrases import LOG_LABELS, LOG_PHRASES, LOG_VALUES
from portal.queries import open_requests_of
from portal.related_rows import broadcasts_of_sidang, requests_of_owner
from portal.rights import RIGHTS
from services.models import Order, Registration, Sidang
from simetro.core.hooks import Hooks
from simetro.core.models import User
from simetro.core.outbox import mail
from simetro.core.web.navigation import MenuEntry
from uttp.models import Instrument, Owner


def _open_requests(user: User) -> int:
    return len(open_requests_of(user))


HOOKS = Hooks(
    rights=RIGHTS,
    menu=(
        MenuEntry(75, _("Siaran"), "send", "broadcast_list", "portal.change_broadcast"),
        MenuEntry(83, _("Pengaduan"), "flag", "complaint_list", "portal.change_complaint"),
        MenuEntry(84, _("Data pribadi"), "lock", "data_request_list", "portal.change_datarequest", _open_requests),
        MenuEntry(85, _("Survei"), "chart-bar", "survey_results", "portal.view_surveyanswer"),
        MenuEntry(80, _("Berita"), "news", "article_list", "portal.change_article"),
    ),
    home_cards=(to_link, to_answer, of_personal_data),
    log_phrases=LOG_PHRASES,
    log_labels=LOG_LABELS,
    log_values=LOG_VALUES,
    entry_subjects=SUBJECTS,
    related_rows={Sidang: (broadcasts_of_sidang,), Owner: (requests_of_owner,)},
    personal_data={Owner: portal_of},
    retention=forgetting.RETENTION,
    public_pages={
        Order: lambda order: reverse("public_status", args=[order.transaction_number]),
        Instrument: lambda instrument: reverse("public_instrument", args=[instrument.uttp_id]),
        Registration: lambda registration: reverse("public_registration", args=[registration.number]),
        Certificate: lambda certificate: reverse("verify_token", args=[certificate.verify_token]),
        Owner: lambda owner: reverse("owner_order_new"),  # where he asks for a service
    },
    page_parts={"core.public_menu": "portal/parts/public_menu.html"},
    account_home="owner_home",
    deliveries={broadcasts.TOPIC: broadcasts.send_batch, mail.BOUNCED: broadcasts.note_bounce},
)
