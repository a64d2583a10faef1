from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.stamps.queries import Shortage, shortages
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from simetro.core.web.home import ROWS, HomeCard, HomeRow


def stamps_short(user: User) -> HomeCard | None:
    if not user.has_perm("services.keep_stamps"):
        return None
    short = [shortage for shortage in shortages(timezone.localdate()) if shortage.is_short]
    empty = _("Persediaan cap cukup untuk empat minggu.")
    rows = [_stamp(shortage) for shortage in short[:ROWS]]
    return HomeCard(_("Cap hampir habis"), "rubber-stamp", reverse("stamp_list"), len(short), empty, rows)


def _stamp(short: Shortage) -> HomeRow:
    left = _("Sisa %(left)s %(unit)s") % {"left": short.left, "unit": short.kind.unit}
    ends = _("habis kira-kira %(day)s") % {"day": tanggal(short.runs_out_on)} if short.runs_out_on else ""
    detail = " · ".join(part for part in (left, ends) if part)
    return HomeRow(reverse("stamp_moves", args=[short.kind.code]), f"{short.kind} {short.kind.name}", detail)
