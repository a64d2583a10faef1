"""One instrument as its owner keeps it: its plate, where it stands, what was found, and that it is no longer used."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.queries import certificates_telling_of
from portal.views.account import for_owners
from portal.views.sections import with_state
from services.orders.queries import items_of
from services.testing.queries.verifications import attempts_at
from simetro.core.access.guards import SignedIn
from simetro.core.web.forms import ReasonForm
from simetro.core.web.pages import confirm, post_data, show_form, succeeded
from uttp.actions import change_instrument, retire_instrument
from uttp.codes import parse_uttp_id
from uttp.forms.instruments import InstrumentForm, change_form
from uttp.models import Instrument
from uttp.plate import plate_of
from uttp.queries import instruments_for

SHOWN = 20


@require_safe
@for_owners
def detail(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = _instrument_or_404(request, uttp_id)
    context = {
        "instrument": instrument,
        "state": instrument.state_on(timezone.localdate()),
        "plate": plate_of(instrument),
        "items": items_of(instrument, request.user)[:SHOWN],
        "attempts": attempts_at(instrument, request.user)[:SHOWN],
        "documents": with_state(certificates_telling_of(instrument, request.user)[:SHOWN]),
    }
    return render(request, "portal/own_instrument.html", context)


def _instrument_or_404(request: SignedIn, uttp_id: str) -> Instrument:
    return get_object_or_404(instruments_for(request.user), uttp_id=parse_uttp_id(uttp_id))


def _address(instrument: Instrument) -> str:
    return reverse("owner_instrument", args=[instrument.uttp_id])


@for_owners
def change(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = _instrument_or_404(request, uttp_id)
    form = _form(request, instrument)
    if succeeded(form, lambda: _change(request, instrument, form)):
        messages.success(request, _("Perubahan data UTTP %(id)s tersimpan.") % {"id": instrument.uttp_id})
        return redirect(_address(instrument))
    return show_form(
        request, "portal/own_instrument_change.html", form, instrument=instrument, back=_address(instrument)
    )


def _form(request: SignedIn, instrument: Instrument) -> InstrumentForm:
    form = change_form(post_data(request), instrument)
    if instrument.last_verdict:
        form.keep_plate()
    return form


def _change(request: SignedIn, instrument: Instrument, form: InstrumentForm) -> Instrument:
    version = form.cleaned_data["version"]
    return change_instrument(by=request.user, instrument=instrument, version=version, **form.changes())


@for_owners
def retire(request: SignedIn, uttp_id: str) -> HttpResponse:
    instrument = _instrument_or_404(request, uttp_id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": instrument.version}),
        partial(retire_instrument, by=request.user, instrument=instrument),
        title=_("Nyatakan tidak dipakai lagi"),
        what=_("%(uttp)s tidak dapat diajukan lagi dan tidak diingatkan tera ulang. Riwayatnya tetap tersimpan.")
        % {"uttp": instrument},
        verb=_("Nyatakan tidak dipakai"),
        back=_address(instrument),
        done=_("UTTP %(id)s dinyatakan tidak dipakai lagi.") % {"id": instrument.uttp_id},
        danger=True,
        layout="core/public.html",
    )
