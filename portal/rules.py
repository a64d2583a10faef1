import re
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.queries import NAME
from services.enums import AFTER_TESTING

BRACES = re.compile(r"\{+[^{}\n]*\}*|[^\s{}]*\}+")  # also one that was never closed, or never opened
ASKED_BACK = timedelta(days=366)  # how long ago a request may have come in that is written down today


def may_be_surveyed(status: str) -> bool:
    """Whether the owner of an order may answer the survey: once its instruments are tested."""
    return status in AFTER_TESTING


def why_not_asked_at(moment: datetime) -> str:
    """The sentence that refuses this as the time when a request came in; empty where it is possible."""
    now = timezone.now()
    if moment > now:
        return _("Waktu ini belum tiba. Isi kapan permintaannya diterima.")
    if moment < now - ASKED_BACK:
        return _("Waktu ini lebih dari setahun yang lalu. Periksa tahunnya.")
    return ""


def why_not_filled_in(text: str, *, known: tuple[str, ...] = (NAME,)) -> str:
    """The sentence that refuses braces which would be sent as they stand; empty where each is filled in."""
    unknown = [placeholder[:30] for placeholder in dict.fromkeys(BRACES.findall(text)) if placeholder not in known]
    if not unknown:
        return ""
    facts = {"unknown": ", ".join(unknown[:3]), "known": ", ".join(known)}
    if not known:
        return _("%(unknown)s tidak diisi di dalam judul. Hapus dari judul.") % facts
    return _("%(unknown)s tidak dikenal. Yang diisi sendiri hanya: %(known)s.") % facts
