"""All that belongs to an owner with one look: what comes when, and his valid documents in one file."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from certificates import files
from certificates.queries import valid_documents
from portal.render import ICALENDAR, agenda_calendar
from portal.timeline import agenda_of
from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.web.pages import attachment


@require_safe
@for_owners
def agenda(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    return render(request, "portal/agenda.html", {"appointments": agenda_of(request.user, today), "today": today})


@require_safe
@for_owners
def calendar(request: SignedIn) -> HttpResponse:
    content = agenda_calendar(agenda_of(request.user, timezone.localdate()))
    return attachment(content, ICALENDAR, "kalender-tera.ics")


@require_safe
@for_owners
def certificates(request: SignedIn) -> FileResponse:
    return files.together(valid_documents(request.user, timezone.localdate()), f"skhp-{timezone.localdate()}.zip")
