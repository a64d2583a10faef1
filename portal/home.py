"""Who waits to be recognised, and who for an answer, on the staff home."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.queries import complaints, open_link_requests
from simetro.core.home import CardMaker, HomeCard, HomeRow
from simetro.core.models import User
from simetro.core.related import first_of
from simetro.core.templatetags.simetro import tanggal

ROWS, LONGEST = 4, 60


def to_link(user: User) -> HomeCard | None:
    if not user.has_perm("portal.change_linkrequest"):
        return None
    requests, count = first_of(open_link_requests(), ROWS)
    url = reverse("link_list")
    rows = [HomeRow(url, one.owner.name, one.account.name) for one in requests]
    return HomeCard(_("Akun minta dihubungkan"), "user-plus", url, count, _("Tidak ada akun yang menunggu."), rows)


def to_answer(user: User) -> HomeCard | None:
    if not user.has_perm("portal.change_complaint"):
        return None
    open_ones, count = first_of(complaints().filter(answered_at=None), ROWS)
    rows = [
        HomeRow(reverse("complaint_answer", args=[one.pk]), one.text[:LONGEST], tanggal(one.due_on))
        for one in open_ones
    ]
    return HomeCard(_("Pengaduan"), "flag", reverse("complaint_list"), count, _("Semua pengaduan terjawab."), rows)


CARDS: tuple[CardMaker, ...] = (to_link, to_answer)
