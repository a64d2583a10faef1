from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.timeline import life_of
from simetro.core.web.exports import exported, is_export
from simetro.core.web.forms import ReasonForm
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import confirm, created, post_data, show_form, succeeded, way_back
from simetro.core.web.related_rows import related_to
from uttp import actions
from uttp.codes import parse_uttp_id
from uttp.enums import InstrumentStatus
from uttp.exports import INSTRUMENTS
from uttp.forms.filters import InstrumentFilter
from uttp.forms.instruments import (
    DeskInstrumentForm,
    InstrumentForm,
    NewInstrumentForm,
    PlateForm,
    TransferForm,
    change_form,
    draws_again,
)
from uttp.models import Instrument
from uttp.plate import plate_of
from uttp.queries import instruments_for, instruments_like, owner_by_key
from uttp.rules import MOST_PHOTOS


@allowed("uttp.use_register")
def listed(request: SignedIn) -> HttpResponseBase:
    filters = InstrumentFilter(request.GET)
    rows = instruments_like(instruments_for(request.user), **filters.wanted)
    if is_export(request):
        return exported(request, INSTRUMENTS, rows)
    page = page_of(request, rows, whose=attrgetter("owner_id"))
    chips = chips_for(request, "status", InstrumentStatus.choices)
    return render(request, "uttp/instruments.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed("uttp.use_register")
def detail(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    context = {
        "instrument": instrument,
        "plate": plate_of(instrument),
        "related": related_to(instrument, request.user),
        "most_photos": MOST_PHOTOS,
        "entries": life_of(instrument, request.user),
    }
    return render(request, "uttp/instrument.html", context)


def instrument_or_404(request: SignedIn, uttp_id: str) -> Instrument:
    instrument = get_object_or_404(instruments_for(request.user), uttp_id=parse_uttp_id(uttp_id))
    actions.note_view(by=request.user, owner=instrument.owner, through=instrument)
    return instrument


@require_POST
@allowed("uttp.add_instrument")
def attribute_fields(request: SignedIn) -> HttpResponse:
    """The fields of the kind that was chosen, with what is typed already."""
    form = PlateForm(initial=request.POST.dict(), more=request.POST.get("more", ""))
    return render(request, "uttp/attributes.html", {"form": form})


@allowed("uttp.use_register", "uttp.add_instrument")
def new(request: SignedIn) -> HttpResponse:
    form = _new_form(request)
    if instrument := created(
        request, form, Instrument, lambda: actions.register_alike(by=request.user, **form.facts())[0]
    ):
        messages.success(request, _registered(instrument, form))
        after = instrument.get_absolute_url()
        return redirect(way_back(request, after, uttp=instrument.uttp_id))
    return show_form(request, "uttp/instrument_new.html", form, back=way_back(request, reverse("instrument_list")))


def _registered(instrument: Instrument, form: NewInstrumentForm) -> str:
    others = form.cleaned_data["others"] if form.is_valid() else []
    named = {"id": instrument.uttp_id, "n": len(others)}
    if others:
        return _("UTTP terdaftar dengan ID %(id)s, dan %(n)s lainnya yang sama.") % named
    return _("UTTP terdaftar dengan ID %(id)s.") % named


def _new_form(request: SignedIn) -> NewInstrumentForm:
    known: dict[str, Any] = {"user": request.user, "back": request.get_full_path()}
    if draws_again(request.POST):
        return NewInstrumentForm(**known, initial=request.POST.dict(), more=request.POST.get("more", ""))
    owner = owner_by_key(request.user, request.GET.get("pemilik", ""))
    return NewInstrumentForm(post_data(request), **known, initial={"owner": str(owner.pk)} if owner else {})


@allowed("uttp.use_register", "uttp.change_instrument")
def change(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    form = change_form(post_data(request), instrument, DeskInstrumentForm)
    back = instrument.get_absolute_url()
    if succeeded(form, lambda: _change(request, instrument, form)):
        messages.success(request, _("Perubahan data UTTP %(id)s tersimpan.") % {"id": instrument.uttp_id})
        return redirect(back)
    return show_form(request, "uttp/instrument_change.html", form, instrument=instrument, back=back)


def _change(request: SignedIn, instrument: Instrument, form: InstrumentForm) -> Instrument:
    facts = {name: form.cleaned_data[name] for name in ("version", "reason")} | form.changes()
    return actions.change_instrument(by=request.user, instrument=instrument, **facts)


@allowed("uttp.transfer_instrument")
def transfer(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    return confirm(
        request,
        TransferForm(post_data(request), user=request.user, initial={"version": instrument.version}),
        partial(actions.transfer_instrument, by=request.user, instrument=instrument),
        title=_("Pindahkan ke pemilik lain"),
        what=_("%(uttp)s sekarang milik %(owner)s. Riwayat pengujian dan SKHP yang sudah terbit tidak berubah.")
        % {"uttp": instrument, "owner": instrument.owner},
        verb=_("Pindahkan UTTP"),
        back=instrument.get_absolute_url(),
        done=_("UTTP %(id)s sudah berpindah pemilik.") % {"id": instrument.uttp_id},
    )


@allowed("uttp.use_register", "uttp.retire_instrument")
def retire(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": instrument.version}),
        partial(actions.retire_instrument, by=request.user, instrument=instrument),
        title=_("Nyatakan tidak dipakai lagi"),
        what=_("%(uttp)s tidak dapat diorder lagi dan tidak diingatkan tera ulang. Riwayatnya tetap tersimpan.")
        % {"uttp": instrument},
        verb=_("Nyatakan tidak dipakai"),
        back=instrument.get_absolute_url(),
        done=_("UTTP %(id)s dinyatakan tidak dipakai lagi.") % {"id": instrument.uttp_id},
        danger=True,
    )


@allowed("uttp.use_register", "uttp.delete_instrument")
def delete(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = instrument_or_404(request, uttp_id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": instrument.version}),
        partial(actions.delete, by=request.user, row=instrument),
        title=_("Hapus UTTP %(id)s") % {"id": instrument.uttp_id},
        what=_("%(uttp)s dihapus untuk selamanya. Hanya dapat dilakukan bila UTTP ini belum pernah diorder.")
        % {"uttp": instrument},
        verb=_("Hapus UTTP"),
        back=instrument.get_absolute_url(),
        after=reverse("instrument_list"),
        done=_("UTTP %(id)s sudah dihapus dari register.") % {"id": instrument.uttp_id},
        danger=True,
    )
