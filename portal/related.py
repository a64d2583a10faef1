"""On the page of a market session what the desk told owners of it; on an owner's what he asked of his data."""

from datetime import datetime

from django.db import models
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
    RelatedMaker,
    RelatedRow,
    first_of,
)
from uttp.models import Owner

SHOWN = 5


def broadcasts_of_sidang(row: models.Model, user: User) -> Related | None:
    if not isinstance(row, Sidang) or not user.has_perm("portal.change_broadcast"):
        return None
    sent, count = first_of(broadcasts().filter(sidang=row), SHOWN)
    rows = [_row(broadcast) for broadcast in sent]
    if row.takes_registrations(timezone.localdate()):
        url = f"{reverse('broadcast_new')}?sidang={row.pk}"
        rows.append(RelatedRow(url, _("Siarkan ke pemilik"), _("yang belum terdaftar pada sidang ini")))
    return Related(title=_("Siaran"), rows=rows, empty=_("Belum ada siaran."), count=count)


def _row(broadcast: Broadcast) -> RelatedRow:
    url = broadcast.get_absolute_url()
    return RelatedRow(url, str(broadcast), waktu(broadcast.send_at), broadcast.status, broadcast.get_status_display())


def requests_of_owner(row: models.Model, user: User) -> Related | None:
    """What he asked of his own data, and the way to write down what he asks now."""
    if not isinstance(row, Owner) or not user.has_perm("portal.change_datarequest"):
        return None
    asked, count = first_of(data_requests().filter(owner=row), SHOWN)
    now = timezone.now()
    rows = [_request(one, now) for one in asked]
    url = f"{reverse('data_request_new')}?pemilik={row.pk}"
    rows.append(RelatedRow(url, _("Catat permintaan"), _("salinan, perbaikan atau penghapusan data")))
    return Related(title=_("Permintaan data pribadi"), rows=rows, empty=_("Belum ada permintaan."), count=count)


def _request(one: DataRequest, now: datetime) -> RelatedRow:
    url, state = one.get_absolute_url(), one.state_at(now)
    return RelatedRow(url, one.get_wish_display(), waktu(one.due_at), state, state.label)


MAKERS: tuple[RelatedMaker, ...] = (broadcasts_of_sidang, requests_of_owner)
