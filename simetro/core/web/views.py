from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.hooks import all_hooks
from simetro.core.models import MutedAddress, Office
from simetro.core.outbox.mail import address_of, is_muted, mute
from simetro.core.web.home import cards_for
from simetro.core.web.listing import note_shown


def healthz(request: HttpRequest) -> HttpResponse:
    """200 once the office is set up: in the demo, once its data is there."""
    is_ready = Office.objects.exists()
    return HttpResponse("ok" if is_ready else "no data yet", status=200 if is_ready else 503, content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def account_home() -> str:
    return next(hooks.account_home for hooks in all_hooks() if hooks.account_home)


@login_required
def home(request: SignedIn) -> HttpResponseRedirect:
    """Where a person goes after signing in."""
    return redirect("staff_home" if request.user.is_office else account_home())


@allowed("core.enter_office")
def staff_home(request: SignedIn) -> HttpResponse:
    cards = cards_for(request.user)
    note_shown(request, (row.whose for card in cards for row in card.rows))
    return render(request, "core/staff_home.html", {"cards": cards})


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the link is the proof
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Asks with one button. Only a POST unsubscribes: mail scanners follow every link that they see."""
    address = address_of(token)
    if address is None:
        raise Http404
    if request.method == "POST":
        mute(address, MutedAddress.Why.ASKED)
    context = {"address": address, "is_muted": is_muted(address)}
    return render(request, "core/unsubscribe.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
