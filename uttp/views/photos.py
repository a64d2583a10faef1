"""What an instrument looks like: seen by all who work here, added and removed by those who may change it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.documents.pictures import picture_file
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import confirm, created, post_data, show_form
from uttp import actions
from uttp.forms.photos import PhotoForm
from uttp.models import Instrument, InstrumentPhoto
from uttp.queries import photo_of
from uttp.views.instruments import instrument_or_404


@require_safe
@allowed("core.enter_office", "uttp.view_instrument")
def shown(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    photo_or_404(instrument_or_404(request, uttp_id), name)
    return picture_file(name)


@allowed("uttp.use_register", "uttp.change_instrument")
def add(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    form = PhotoForm(post_data(request), request.FILES or None)
    back = instrument.get_absolute_url()
    if photo_added(request, instrument, form):
        return redirect(back)
    return show_form(request, "uttp/photo_new.html", form, instrument=instrument, back=back)


@allowed("uttp.use_register", "uttp.change_instrument")
def remove(request: SignedIn, uttp_id: str, name: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    back = instrument.get_absolute_url()
    return confirm_removal(request, photo_or_404(instrument, name), back=back)


def photo_or_404(instrument: Instrument, name: str) -> InstrumentPhoto:
    photo = photo_of(instrument, name)
    if photo is None:
        raise Http404
    return photo


def photo_added(request: SignedIn, instrument: Instrument, form: PhotoForm) -> bool:
    add = partial(actions.add_photo, by=request.user, instrument=instrument)
    if created(request, form, InstrumentPhoto, lambda: add(**form.facts())) is None:
        return False
    messages.success(request, _("Foto tersimpan."))
    return True


def confirm_removal(
    request: SignedIn, photo: InstrumentPhoto, *, back: str, layout: str = "core/staff.html"
) -> HttpResponse:
    return confirm(
        request,
        PageForm(post_data(request)),
        partial(actions.remove_photo, by=request.user, photo=photo),
        title=_("Hapus foto"),
        what=_("Satu foto dari %(uttp)s dihapus untuk selamanya.") % {"uttp": photo.instrument},
        verb=_("Hapus foto"),
        back=back,
        done=_("Foto dihapus."),
        danger=True,
        layout=layout,
    )
