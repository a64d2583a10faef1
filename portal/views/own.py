"""What an owner adds of his own: himself, his instruments, and what he asks the office for."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal import actions, queries
from portal.forms import LinkForm, OwnInstrumentForm, OwnOwnerForm, OwnRequestForm
from portal.limits import looked_up
from portal.views.account import for_owners
from services.models import Order
from services.orders.actions.orders import register_order
from services.orders.forms.lines import Offer
from services.orders.queries import orderable_instruments
from simetro.core.access.guards import SignedIn
from simetro.core.kit.errors import Invalid, NotFound
from simetro.core.web.pages import created, post_data, show_form, succeeded, way_back
from uttp.actions import register_instrument, register_owner
from uttp.forms.instruments import draws_again
from uttp.models import Instrument, Owner
from uttp.queries import owners_for


@for_owners
def link(request: SignedIn) -> HttpResponse:
    """Links the account to an owner in the register, named by a number that only he was given."""
    form = LinkForm(post_data(request))
    if succeeded(form, lambda: _ask(request, **form.cleaned_data)):
        messages.success(request, _("Permintaan terkirim. Petugas memeriksanya, lalu memberi kabar lewat e-mail."))
        return redirect("owner_home")
    return show_form(request, "portal/link.html", form)


def _ask(request: SignedIn, evidence: str) -> None:
    try:
        owner = looked_up(request, lambda: queries.owner_named_by(evidence))
    except NotFound:
        sentence = _("Nomor ini tidak ada pada kami. Salin lagi dari formulir atau surat Anda.")
        raise Invalid.field("evidence", sentence) from None
    actions.ask_link(by=request.user, owner=owner, evidence=evidence)


@for_owners
def new_owner(request: SignedIn) -> HttpResponse:
    form = OwnOwnerForm(post_data(request), initial={"name": request.user.name, "email": request.user.email})
    if created(request, form, Owner, lambda: register_owner(by=request.user, **form.facts())):
        messages.success(request, _("Data Anda tersimpan. Sekarang tambahkan alat Anda."))
        return redirect("owner_instrument_new")
    return show_form(request, "portal/owner_new.html", form)


@for_owners
def new_instrument(request: SignedIn) -> HttpResponse:
    owners = owners_for(request.user)
    if not owners:
        return redirect("owner_new_own")
    form = _instrument_form(request)
    if instrument := created(request, form, Instrument, lambda: register_instrument(by=request.user, **form.facts())):
        messages.success(request, _("%(name)s tersimpan dengan ID %(id)s.") % _named(instrument))
        return redirect(way_back(request, reverse("owner_instruments"), uttp=instrument.uttp_id))
    return show_form(request, "portal/instrument_new.html", form, back=way_back(request, reverse("owner_home")))


def _named(instrument: Instrument) -> dict[str, str]:
    return {"name": str(instrument), "id": instrument.uttp_id}


def _instrument_form(request: SignedIn) -> OwnInstrumentForm:
    owners, data = owners_for(request.user), post_data(request)
    if data is not None and draws_again(data):
        return OwnInstrumentForm(owners=owners, initial=data.dict(), more=data.get("more", ""))
    return OwnInstrumentForm(data, owners=owners, initial={"owner": request.GET.get("pemilik", "")})


@for_owners
def new_order(request: SignedIn) -> HttpResponse:
    owners = list(owners_for(request.user))
    owner = _chosen(owners, request.GET)
    if owner is None:
        return redirect("owner_new_own")
    form = _request_form(request, owner)
    if order := created(request, form, Order, lambda: register_order(by=request.user, owner=owner, **form.facts())):
        messages.success(request, _("Permintaan terkirim. Petugas memeriksanya, lalu Anda mendapat kabar."))
        return redirect("owner_order", order.transaction_number)
    return show_form(
        request, "portal/order_new.html", form, owner=owner, owners=owners, back_to=request.get_full_path()
    )


def _chosen(owners: list[Owner], named: Mapping[str, str]) -> Owner | None:
    """The owner whose instruments are shown: the one named in the address, or the first."""
    return next((owner for owner in owners if str(owner.pk) == named.get("pemilik")), owners[0] if owners else None)


def _request_form(request: SignedIn, owner: Owner) -> OwnRequestForm:
    offer = Offer(owner, tuple(orderable_instruments(owner, request.user)))
    initial = {f"pick.{request.GET.get('uttp', '')}": "on"}
    return OwnRequestForm(post_data(request), offer=offer, initial=initial, district=owner.district)
