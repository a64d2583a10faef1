from datetime import date, time

from django.utils.translation import gettext

from simetro.core.templatetags.simetro import tanggal


def when(first: date, last: date, opens: time, closes: time) -> str:
    days = tanggal(first)
    if first != last:
        days = gettext("%(first)s sampai %(last)s") % {"first": days, "last": tanggal(last)}
    hours = {"days": days, "opens": f"{opens:%H.%M}", "closes": f"{closes:%H.%M}"}
    return gettext("%(days)s pukul %(opens)s-%(closes)s") % hours


def invitation(venue: str, address: str, when: str) -> str:
    """Where and when an owner brings his instruments."""
    facts = {"venue": venue, "address": address, "when": when}
    return gettext("Bawa UTTP Anda ke %(venue)s, %(address)s, %(when)s.") % facts
