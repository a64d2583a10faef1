"""Photos that an owner keeps of his own instruments."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.documents.pictures import sent
from simetro.core.web.pages import typed
from uttp.codes import parse_uttp_id
from uttp.forms.photos import PhotoForm
from uttp.models import Instrument
from uttp.queries import instruments_for
from uttp.rules import MOST_PHOTOS
from uttp.views.photos import added, asked_to_remove, found_photo


@for_owners
def photos(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = _own(request, uttp_id)
    form = PhotoForm(typed(request), request.FILES or None)
    if added(request, instrument, form):
        return redirect("own_photos", instrument.uttp_id)
    context = {"form": form, "instrument": instrument, "most_photos": MOST_PHOTOS}
    return render(request, "portal/own_photos.html", context, status=422 if form.errors else 200)


@require_safe
@for_owners
def shown(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    found_photo(_own(request, uttp_id), name)
    return sent(name)


@for_owners
def remove(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    instrument = _own(request, uttp_id)
    back = reverse("own_photos", args=[instrument.uttp_id])
    return asked_to_remove(request, found_photo(instrument, name), back=back, layout="core/public.html")


def _own(request: SignedIn, uttp_id: str) -> Instrument:
    return get_object_or_404(instruments_for(request.user), uttp_id=parse_uttp_id(uttp_id))
