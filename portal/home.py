"""Who waits to be recognised, on the staff home."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.queries import open_link_requests
from simetro.core.home import CardMaker, HomeCard, HomeRow
from simetro.core.models import User
from simetro.core.related import first_of

ROWS = 4


def to_link(user: User) -> HomeCard | None:
    if not user.has_perm("portal.change_linkrequest"):
        return None
    requests, count = first_of(open_link_requests(), ROWS)
    url = reverse("link_list")
    rows = [HomeRow(url, one.owner.name, one.account.name) for one in requests]
    return HomeCard(_("Akun minta dihubungkan"), "user-plus", url, count, _("Tidak ada akun yang menunggu."), rows)


CARDS: tuple[CardMaker, ...] = (to_link,)
