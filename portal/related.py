"""What the desk told owners of a market session, on its page, and the way to tell more."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.models import Broadcast
from portal.queries import broadcasts
from services.models import Sidang
from simetro.core.models import User
from simetro.core.related import Related, RelatedMaker, RelatedRow, first_of
from simetro.core.templatetags.simetro import waktu

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
    url = reverse("broadcast_detail", args=[broadcast.pk])
    return RelatedRow(url, str(broadcast), waktu(broadcast.send_at), broadcast.status, broadcast.get_status_display())


MAKERS: tuple[RelatedMaker, ...] = (broadcasts_of_sidang,)
