from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import AFTER_TESTING

ASKED_BACK = timedelta(days=366)  # how long ago a request may have come in that is written down today


def may_be_surveyed(status: str) -> bool:
    """Of an order: once its instruments are tested the owner knows the service."""
    return status in AFTER_TESTING


def why_not_asked_at(moment: datetime) -> str:
    """What is wrong with this as the time when a request came in; empty where nothing is."""
    now = timezone.now()
    if moment > now:
        return _("Waktu ini belum tiba. Isi kapan permintaannya diterima.")
    if moment < now - ASKED_BACK:
        return _("Waktu ini lebih dari setahun yang lalu. Periksa tahunnya.")
    return ""
