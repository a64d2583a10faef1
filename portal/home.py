"""Who waits to be recognised, and who for an answer, on the staff home."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.models import DataRequest
from portal.queries import complaints, open_link_requests, open_requests_of
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal, waktu
from simetro.core.web.home import HomeCard, HomeRow
from simetro.core.web.related_rows import first_of

ROWS, LONGEST = 4, 60


def to_link(user: User) -> HomeCard | None:
    if not user.has_perm("portal.change_linkrequest"):
        return None
    requests, count = first_of(open_link_requests(), ROWS)
    url = reverse("link_list")
    rows = [HomeRow(url, request.owner.name, request.account.name, request.owner_id) for request in requests]
    return HomeCard(_("Akun minta dihubungkan"), "user-plus", url, count, _("Tidak ada akun yang menunggu."), rows)


def to_answer(user: User) -> HomeCard | None:
    if not user.has_perm("portal.change_complaint"):
        return None
    open_ones, count = first_of(complaints().filter(answered_at=None), ROWS)
    rows = [
        HomeRow(complaint.get_absolute_url(), complaint.text[:LONGEST], tanggal(complaint.due_on))
        for complaint in open_ones
    ]
    return HomeCard(_("Pengaduan"), "flag", reverse("complaint_list"), count, _("Semua pengaduan terjawab."), rows)


def of_personal_data(user: User) -> HomeCard | None:
    """The law gives three times 24 hours, weekends included."""
    if not user.has_perm("portal.change_datarequest"):
        return None
    requests = open_requests_of(user)
    now = timezone.now()
    rows = [
        HomeRow(
            request.get_absolute_url(),
            _who(request),
            f"{request.state_at(now).label} · {waktu(request.due_at)}",
            request.owner_id,
        )
        for request in requests[:ROWS]
    ]
    url, empty = reverse("data_request_list"), _("Semua permintaan data pribadi terjawab.")
    return HomeCard(_("Permintaan data pribadi"), "lock", url, len(requests), empty, rows)


def _who(request: DataRequest) -> str:
    return f"{request.get_wish_display()}: {request.owner or request}"
