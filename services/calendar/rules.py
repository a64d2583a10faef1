from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from services.calendar.queries import minutes_by_kind, minutes_left, places_left
from services.models import (
    KindTime,
    Sidang,
)
from simetro.core.kit.errors import Invalid
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import all_kinds, get_kind
from uttp.models import Instrument
from uttp.names import name_of

BOOKED_AHEAD = timedelta(days=60)


def check_dates(since: date | None, until: date | None, field: str = "until") -> None:
    if since and until and until < since:
        raise Invalid.field(field, _("Tanggal selesai tidak boleh sebelum tanggal mulai."))


def why_no_place(sidang: Sidang, instruments: Iterable[Instrument], today: date) -> str:
    """Why these instruments cannot be registered for a sidang, or "". The caller has locked the sidang."""
    return why_no_places(sidang, Counter(instrument.kind_code for instrument in instruments), today)


def why_no_places(sidang: Sidang, wanted: Mapping[str, int], today: date) -> str:
    """Why so many instruments cannot be registered for a sidang, or "". `wanted`: number by code of kind."""
    if not sidang.takes_registrations(today):
        return _("Pendaftaran sidang ini tidak dibuka. Pilih sidang lain.")
    left = places_left([sidang])[sidang.pk]
    for code, number in wanted.items():
        facts = {"kind": name_of(get_kind(code)), "left": left.get(code, 0)}
        if code not in left:
            return _("Sidang ini tidak melayani jenis %(kind)s. Pilih sidang lain, atau tempat lain.") % facts
        if number > left[code]:
            return (
                _("Kuota sidang ini untuk %(kind)s tinggal %(left)s. Kurangi UTTP-nya, atau pilih sidang lain.") % facts
            )
    return ""


def why_no_time(on: date, instruments: Iterable[Instrument], district: str, today: date) -> str:
    """Why these instruments cannot be tested at their place of use on that day, or ""."""
    if not today < on <= today + BOOKED_AHEAD:
        return _("Pilih hari mulai besok sampai 60 hari ke depan.")
    left, minutes = minutes_left(on, on, district).get(on, 0), minutes_by_kind()
    needed = sum(minutes[instrument.kind_code] for instrument in instruments)
    if not left:
        return _("Kami tidak datang ke kecamatan Anda pada %(day)s, atau harinya sudah penuh. Pilih hari lain.") % {
            "day": tanggal(on)
        }
    if needed > left:
        facts = {"day": tanggal(on), "left": left, "needed": needed}
        sentence = _(
            "Sisa waktu %(day)s tinggal %(left)s menit, sedangkan UTTP Anda perlu %(needed)s menit. Pilih hari lain."
        )
        return sentence % facts
    return ""


def check_kind(time: KindTime) -> None:
    if time.kind_code not in {kind.code for kind in all_kinds()}:
        raise Invalid.field("kind_code", _("Pilih jenis UTTP dari daftar."))
