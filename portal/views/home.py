from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal import queries
from portal.forms import LookUpForm
from portal.limits import looked_up
from portal.views.lookup import look_up
from services.codes import parse_registration_number, parse_transaction_number
from services.sidang.queries.sidang import public_sidang
from uttp.codes import parse_uttp_id

NEWEST = 3


def home(request: HttpRequest) -> HttpResponse:
    return _home(request, {"form": LookUpForm()})


def _home(request: HttpRequest, facts: dict[str, Any]) -> HttpResponse:
    newest = queries.published_articles(timezone.localdate())[:NEWEST]
    soonest = public_sidang(timezone.localdate())[:NEWEST]
    return render(request, "portal/home.html", {**facts, "articles": newest, "sessions": soonest})


@look_up
def search(request: HttpRequest) -> HttpResponse:
    """Redirects each kind of number to its page, which looks it up and counts the attempt."""
    form = LookUpForm(request.GET)
    if not form.is_valid():
        return _home(request, {"form": form, "typed": form["q"].value()})
    typed = form.cleaned_data["q"]
    if number := parse_transaction_number(typed):
        return redirect("public_status", number)
    if uttp_id := parse_uttp_id(typed):
        return redirect("public_instrument", uttp_id)
    if registration := parse_registration_number(typed):
        return redirect("public_registration", registration)
    certificate = looked_up(request, lambda: queries.certificate_by_number(typed))
    return redirect("verify_token", certificate.verify_token)
