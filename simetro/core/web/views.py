from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.models import MutedAddress, Office
from simetro.core.outbox.mail import address_of, mute
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


@login_required
def home(request: SignedIn) -> HttpResponseRedirect:
    """Where a person goes after signing in."""
    return redirect("staff_home" if request.user.is_office else "owner_home")


@allowed("core.enter_office")
def staff_home(request: SignedIn) -> HttpResponse:
    cards = cards_for(request.user)
    note_shown(request, (row.whose for card in cards for row in card.rows))
    return render(request, "core/staff_home.html", {"cards": cards})


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the signed address is the proof
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    address = address_of(token)
    if address is None:
        raise Http404
    if request.method == "POST":
        mute(address, MutedAddress.Why.ASKED)
    context = {"address": address, "is_muted": MutedAddress.objects.filter(email=address).exists()}
    return render(request, "core/unsubscribe.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
