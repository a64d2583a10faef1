"""What an owner adds of his own: himself, his instruments, and what he asks the office for."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import actions, queries
from portal.forms import LinkForm, OwnInstrumentForm, OwnOwnerForm, OwnRequestForm
from portal.limits import looked_up
from portal.views.account import for_owners
from services.models import Order
from services.orders.actions.orders import register_order
from services.orders.forms.orders import Offer
from services.orders.queries import orderable_instruments
from simetro.core.access.guards import SignedIn
from simetro.core.db.once import once as make_once
from simetro.core.kit.errors import Invalid, NotFound
from simetro.core.web.forms import OnceForm
from simetro.core.web.pages import (
    made_by,
    refused,
    typed,
    way_back,
)
from uttp.actions import register_instrument, register_owner
from uttp.forms.instruments import draws_again
from uttp.models import Instrument, Owner
from uttp.queries import owners_for


@for_owners
def link(request: SignedIn) -> HttpResponse:
    """What the office knows of him already is not typed again: he names a number that only he was given."""
    form = LinkForm(typed(request))
    if form.is_bound and not refused(form, partial(_ask, request)):
        messages.success(request, _("Permintaan terkirim. Petugas memeriksanya, lalu memberi kabar lewat e-mail."))
        return redirect("owner_home")
    return render(request, "portal/link.html", {"form": form}, status=422 if form.errors else 200)


def _ask(request: SignedIn, evidence: str) -> None:
    try:
        owner = looked_up(request, lambda: queries.owner_named_by(evidence))
    except NotFound:
        said = _("Nomor ini tidak ada pada kami. Salin lagi dari formulir atau surat Anda.")
        raise Invalid.field("evidence", said) from None
    actions.ask_link(by=request.user, owner=owner, evidence=evidence)


@for_owners
def new_owner(request: SignedIn) -> HttpResponse:
    form = OwnOwnerForm(typed(request), initial={"name": request.user.name, "email": request.user.email})
    owner = _made(request, form, Owner, lambda: register_owner(by=request.user, **form.facts()))
    if owner:
        messages.success(request, _("Data Anda tersimpan. Sekarang tambahkan alat Anda."))
        return redirect("owner_instrument_new")
    return render(request, "portal/owner_new.html", {"form": form}, status=422 if form.errors else 200)


@for_owners
def new_instrument(request: SignedIn) -> HttpResponse:
    owners = owners_for(request.user)
    if not owners:
        return redirect("owner_new_own")
    form = _instrument_form(request)
    instrument = _made(request, form, Instrument, lambda: register_instrument(by=request.user, **form.facts()))
    if instrument:
        messages.success(request, _("%(name)s tersimpan dengan ID %(id)s.") % _named(instrument))
        return redirect(way_back(request, reverse("owner_instruments"), uttp=instrument.uttp_id))
    context = {"form": form, "back": way_back(request, reverse("owner_home"))}
    return render(request, "portal/instrument_new.html", context, status=422 if form.errors else 200)


def _named(instrument: Instrument) -> dict[str, str]:
    return {"name": str(instrument), "id": instrument.uttp_id}


def _instrument_form(request: SignedIn) -> OwnInstrumentForm:
    owners, sent = owners_for(request.user), typed(request)
    if sent is not None and draws_again(sent):
        return OwnInstrumentForm(owners=owners, initial=sent.dict(), more=sent.get("more", ""))
    return OwnInstrumentForm(sent, owners=owners, initial={"owner": request.GET.get("pemilik", "")})


@for_owners
def new_order(request: SignedIn) -> HttpResponse:
    owners = list(owners_for(request.user))
    owner = _chosen(owners, request.GET)
    if owner is None:
        return redirect("owner_new_own")
    form = _request_form(request, owner)
    order = _made(request, form, Order, lambda: register_order(by=request.user, owner=owner, **form.facts()))
    if order:
        messages.success(request, _("Permintaan terkirim. Petugas memeriksanya, lalu Anda mendapat kabar."))
        return redirect("owner_order", order.transaction_number)
    context = {"form": form, "owner": owner, "owners": owners, "back_to": request.get_full_path()}
    return render(request, "portal/order_new.html", context, status=422 if form.errors else 200)


def _chosen(owners: list[Owner], named: Mapping[str, str]) -> Owner | None:
    """The one whose instruments are shown: named in the address, or the first."""
    return next((one for one in owners if str(one.pk) == named.get("pemilik")), owners[0] if owners else None)


def _request_form(request: SignedIn, owner: Owner) -> OwnRequestForm:
    offer = Offer(owner, tuple(orderable_instruments(owner, request.user)))
    initial = {f"pick.{request.GET.get('uttp', '')}": "on"}
    return OwnRequestForm(typed(request), offer=offer, initial=initial, district=owner.district)


def _made(request: SignedIn, form: OnceForm, model: type[Any], make: Callable[[], Any]) -> Any:
    """What a form that was sent makes, once however often it is sent; None where it says what is wrong."""

    def act(*, once: UUID, **_typed: Any) -> Any:
        return make_once(by=request.user, key=once, sent=request.POST, make=make, model=model)

    return made_by(form, act)
