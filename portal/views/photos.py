"""Photos that an owner keeps of his own instruments."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn
from simetro.core.documents.pictures import picture_file
from simetro.core.web.pages import post_data, show_form
from uttp.codes import parse_uttp_id
from uttp.forms.photos import PhotoForm
from uttp.models import Instrument
from uttp.queries import instruments_for
from uttp.rules import MOST_PHOTOS
from uttp.views.photos import confirm_removal, photo_added, photo_or_404


@for_owners
def photos(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = _instrument_or_404(request, uttp_id)
    form = PhotoForm(post_data(request), request.FILES or None)
    if photo_added(request, instrument, form):
        return redirect("own_photos", instrument.uttp_id)
    return show_form(request, "portal/own_photos.html", form, instrument=instrument, most_photos=MOST_PHOTOS)


@require_safe
@for_owners
def shown(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    photo_or_404(_instrument_or_404(request, uttp_id), name)
    return picture_file(name)


@for_owners
def remove(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    instrument = _instrument_or_404(request, uttp_id)
    back = reverse("own_photos", args=[instrument.uttp_id])
    return confirm_removal(request, photo_or_404(instrument, name), back=back, layout="core/public.html")


def _instrument_or_404(request: SignedIn, uttp_id: str) -> Instrument:
    return get_object_or_404(instruments_for(request.user), uttp_id=parse_uttp_id(uttp_id))
