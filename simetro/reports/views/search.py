"""One box for everything: a code opens its page, other words find the first of each sort."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import note_shown
from simetro.reports.search import address_of, sections_of

LONGEST, SHORTEST = 100, 3


@allowed("core.enter_office")
def search(request: SignedIn) -> HttpResponse:
    text = request.GET.get("q", "").strip().replace("\0", "")[:LONGEST]
    if address := address_of(text, request.user):
        return redirect(address)
    is_short = len(text) < SHORTEST
    sections = [] if is_short else sections_of(text, request.user)
    note_shown(request, (row.whose for section in sections for row in section.rows))
    context = {"text": text, "is_short": is_short, "sections": sections, "nothing": not any(s.rows for s in sections)}
    return render(request, "reports/search.html", context)
