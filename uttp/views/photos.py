"""What an instrument looks like: seen by all who work here, added and removed by those who may change it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.db.once import once as make_once
from simetro.core.documents.pictures import sent
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import confirm, made_by, typed
from uttp import actions
from uttp.forms.photos import PhotoForm
from uttp.models import Instrument, InstrumentPhoto
from uttp.queries import photo_of
from uttp.views.instruments import found


@require_safe
@allowed("core.enter_office", "uttp.view_instrument")
def shown(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    found_photo(found(request, uttp_id), name)
    return sent(name)


@allowed("uttp.use_register", "uttp.change_instrument")
def add(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = found(request, uttp_id)
    form = PhotoForm(typed(request), request.FILES or None)
    back = instrument.get_absolute_url()
    if added(request, instrument, form):
        return redirect(back)
    context = {"form": form, "instrument": instrument, "back": back}
    return render(request, "uttp/photo_new.html", context, status=422 if form.errors else 200)


@allowed("uttp.use_register", "uttp.change_instrument")
def remove(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    instrument = found(request, uttp_id)
    back = instrument.get_absolute_url()
    return asked_to_remove(request, found_photo(instrument, name), back=back)


def found_photo(instrument: Instrument, name: str) -> InstrumentPhoto:
    photo = photo_of(instrument, name)
    if photo is None:
        raise Http404
    return photo


def added(request: SignedIn, instrument: Instrument, form: PhotoForm) -> InstrumentPhoto | None:
    """The photo of a form that was sent, once however often it is sent; None where the form says what is wrong."""

    def act(*, once: UUID, **chosen: Any) -> InstrumentPhoto:
        make = partial(actions.add_photo, by=request.user, instrument=instrument, **chosen)
        return make_once(
            by=request.user, key=once, sent=request.POST, files=request.FILES, make=make, model=InstrumentPhoto
        )

    photo = made_by(form, act)
    if photo:
        messages.success(request, _("Foto tersimpan."))
    return photo


def asked_to_remove(
    request: SignedIn, photo: InstrumentPhoto, *, back: str, layout: str = "core/staff.html"
) -> HttpResponse:
    return confirm(
        request,
        PageForm(typed(request)),
        partial(actions.remove_photo, by=request.user, photo=photo),
        title=_("Hapus foto"),
        what=_("Satu foto dari %(uttp)s dihapus untuk selamanya.") % {"uttp": photo.instrument},
        verb=_("Hapus foto"),
        back=back,
        done=_("Foto dihapus."),
        danger=True,
        layout=layout,
    )
