from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import queries
from portal.limits import looked_up


def instrument(request: HttpRequest, uttp_id: str) -> HttpResponse:
    found = looked_up(request, lambda: queries.instrument_by_id(uttp_id))
    return render(request, "portal/instrument.html", {"instrument": found})
