"""On the page of a market session what the desk told owners of it; on an owner's what he asked of his data."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import Broadcast, DataRequest
from portal.queries import broadcasts, data_requests
from services.models import Sidang
from simetro.core.models import User
from simetro.core.templatetags.simetro import waktu
from simetro.core.web.related_rows import (
    Related,
    RelatedRow,
    first_of,
)
from uttp.models import Owner

SHOWN = 5


def broadcasts_of_sidang(sidang: Sidang, user: User) -> Related | None:
    if not user.has_perm("portal.change_broadcast"):
        return None
    newest, count = first_of(broadcasts().filter(sidang=sidang), SHOWN)
    rows = [_row(broadcast) for broadcast in newest]
    if sidang.takes_registrations(timezone.localdate()):
        url = f"{reverse('broadcast_new')}?sidang={sidang.pk}"
        rows.append(RelatedRow(url, _("Siarkan ke pemilik"), _("yang belum terdaftar pada sidang ini")))
    return Related(title=_("Siaran"), rows=rows, empty=_("Belum ada siaran."), count=count)


def _row(broadcast: Broadcast) -> RelatedRow:
    url = broadcast.get_absolute_url()
    return RelatedRow(url, str(broadcast), waktu(broadcast.send_at), broadcast.status, broadcast.get_status_display())


def requests_of_owner(owner: Owner, user: User) -> Related | None:
    """His data requests, and a link to record a new one."""
    if not user.has_perm("portal.change_datarequest"):
        return None
    asked, count = first_of(data_requests().filter(owner=owner), SHOWN)
    now = timezone.now()
    rows = [_request(request, now) for request in asked]
    url = f"{reverse('data_request_new')}?pemilik={owner.pk}"
    rows.append(RelatedRow(url, _("Catat permintaan"), _("salinan, perbaikan atau penghapusan data")))
    return Related(title=_("Permintaan data pribadi"), rows=rows, empty=_("Belum ada permintaan."), count=count)


def _request(request: DataRequest, now: datetime) -> RelatedRow:
    url, state = request.get_absolute_url(), request.state_at(now)
    return RelatedRow(url, request.get_wish_display(), waktu(request.due_at), state, state.label)
