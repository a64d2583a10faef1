"""The days on which the office goes out: a super admin sets them, and orders take time of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from services.calendar.queries import minutes_taken
from services.calendar.rules import check_kind, why_no_time
from services.models import KindTime, ServiceDay
from simetro.core.db.locking import hold
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from uttp.models import Instrument

DAYS = 4101  # first number of an advisory lock; the second is the day


@transaction.atomic
def save_service_day(*, by: User, day: ServiceDay) -> ServiceDay:
    if day.is_closed:
        _refuse_where_visited([day.on])
    day.save()
    record(by, "services.save_service_day", day, on=day.on.isoformat(), minutes=day.minutes)
    return day


@transaction.atomic
def save_kind_time(*, by: User, time: KindTime) -> KindTime:
    check_kind(time)
    time.save()
    record(by, "services.save_kind_time", time, kind=time.kind_code, minutes=time.minutes)
    return time


@transaction.atomic
def close_on(*, by: User, days: Mapping[date, str]) -> None:
    """Closes holidays, given by date and name. A day that the super admin has already entered stays as it is."""
    _refuse_where_visited(days)
    for on, name in days.items():
        day, is_new = ServiceDay.objects.get_or_create(on=on, defaults={"minutes": 0, "note": name})
        if is_new:
            record(by, "services.save_service_day", day, on=on.isoformat(), minutes=0)


def _refuse_where_visited(days: Iterable[date]) -> None:
    """Refuses to close a day on which owners were promised a visit.

    The day is locked: whoever asks for a visit on it meanwhile waits until it is closed, and is then refused.
    """
    for on in sorted(days):
        hold(DAYS, on.toordinal())
        if minutes_taken(on, on):
            sentence = _("Sudah ada kunjungan pada %(day)s. Jadwalkan ulang ordernya dahulu, lalu tutup harinya.")
            raise Conflict(sentence % {"day": tanggal(on)}, code="visited")


@transaction.atomic
def remove_service_day(*, by: User, day: ServiceDay, reason: str) -> None:
    """Removes what was entered for a day; from now on it is a usual day."""
    record(by, "services.remove_service_day", day, on=day.on.isoformat(), reason=reason)
    day.delete()


@transaction.atomic
def remove_kind_time(*, by: User, time: KindTime, reason: str) -> None:
    record(by, "services.remove_kind_time", time, kind=time.kind_code, reason=reason)
    time.delete()


def take_time(on: date, instruments: Iterable[Instrument], district: str) -> None:
    """Refuses where the day has too little time left; otherwise locks the day until the transaction ends."""
    hold(DAYS, on.toordinal())
    if why := why_no_time(on, instruments, district, timezone.localdate()):
        raise Conflict(why, code="no_time")
