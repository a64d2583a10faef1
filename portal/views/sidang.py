"""Where and when the office comes to a market: the schedule, one session, and both for a calendar."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.month import month_of
from portal.render import ICALENDAR, calendar_of
from services.calendar.queries import places_left
from services.models import Sidang
from services.sidang.queries.sidang import public_sidang
from simetro.core.web.listing import page_of
from simetro.core.web.pages import attachment
from uttp.names import name_of

ENTRIES = 500


def schedule(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page_obj": page_of(request, public_sidang(today)),
        "month": month_of(request.GET.get("bulan", ""), today),
    }
    return render(request, "portal/schedule.html", context)


def sidang(request: HttpRequest, slug: str) -> HttpResponse:
    sidang = _sidang_or_404(slug)
    left = places_left([sidang])[sidang.pk]
    today = timezone.localdate()
    context = {
        "sidang": sidang,
        "places": [(name_of(kind), left[kind.code]) for kind in sidang.kinds],
        "has_places": any(left.values()),
        "is_past": sidang.is_past(today),
        "takes_more": sidang.takes_registrations(today),
    }
    return render(request, "portal/sidang.html", context)


def schedule_calendar(request: HttpRequest) -> HttpResponse:
    return _calendar(public_sidang(timezone.localdate())[:ENTRIES], "jadwal-sidang")


def sidang_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    return _calendar([_sidang_or_404(slug)], slug)


def _calendar(sessions: Iterable[Sidang], name: str) -> HttpResponse:
    return attachment(calendar_of(sessions), ICALENDAR, f"{name}.ics")


def _sidang_or_404(slug: str) -> Sidang:
    return get_object_or_404(Sidang, slug=slug, announced_at__isnull=False)
