"""At the door of a sidang: whoever registered without an account becomes an owner."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from services.codes import parse_registration_number
from services.enums import RegistrationStatus
from services.models import Order, Registration
from services.orders.forms.lines import MOVE, Offer, with_move
from services.orders.queries import orderable_instruments
from services.sidang.actions import registrations as registration_actions
from services.sidang.actions.arrivals import arrive
from services.sidang.forms.registrations import ArrivalForm, SignUpForm
from services.sidang.views.door import WALK_IN, sidang_at_door_or_404, tell_number
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import note_shown
from simetro.core.web.pages import created, post_data, show_form
from uttp.models import Owner
from uttp.queries import owner_by_key, similar_owners

NEW = "baru"


@allowed(WALK_IN)
def sign_up(request: SignedIn, id: int) -> HttpResponse:
    """Registers somebody at the door who is not known yet; the next page asks about his instruments."""
    sidang = sidang_at_door_or_404(request, id)
    form = SignUpForm(post_data(request), sidang=sidang, initial={"name": request.GET.get("nama", "")})
    write_down = partial(registration_actions.sign_up, by=request.user, sidang=sidang)
    if registration := created(request, form, Registration, lambda: write_down(**form.facts())):
        return redirect("sidang_arrival", sidang.pk, registration.number)
    return show_form(request, "services/sidang/sign_up.html", form, sidang=sidang)


@allowed(WALK_IN)
def arrival(request: SignedIn, id: int, number: str) -> HttpResponse:
    registration = _registration_or_404(request, id, number)
    state, alike = registration.state_on(timezone.localdate()), _alike(registration)
    note_shown(request, (owner.pk for owner in alike))
    asks = alike and request.method != "POST"  # whoever sends the form has answered already
    chosen = request.GET.get("pemilik", "" if asks else NEW)
    form = _form(request, registration, owner_by_key(request.user, chosen)) if chosen else None
    if form and (order := _arrived(request, registration, form)):
        tell_number(request, order)
        return redirect("sidang_walk_in", id)
    return show_form(
        request,
        "services/sidang/arrival.html",
        form,
        sidang=registration.sidang,
        registration=registration,
        state=state,
        is_expected=state == RegistrationStatus.REGISTERED and registration.sidang.is_on(timezone.localdate()),
        alike=alike,
    )


def _registration_or_404(request: SignedIn, id: int, number: str) -> Registration:
    rows = Registration.objects.select_related("sidang", "order").prefetch_related("lines")
    return get_object_or_404(rows, sidang=sidang_at_door_or_404(request, id), number=parse_registration_number(number))


def _alike(registration: Registration) -> list[Owner]:
    """Owners who may be the same person. Whoever works at the door decides; nothing is merged automatically."""
    facts = {name: getattr(registration, name) for name in ("name", "phone", "village", "district")}
    return similar_owners(Owner(**facts))


def _form(request: SignedIn, registration: Registration, owner: Owner | None) -> ArrivalForm:
    instruments = tuple(orderable_instruments(owner, request.user)) if owner else ()
    facts: dict[str, Any] = {"offer": Offer(owner, instruments), "lines": list(registration.lines.all())}
    if MOVE in request.POST:
        return ArrivalForm(version=registration.version, typed=with_move(request.POST), **facts)
    return ArrivalForm(post_data(request), version=registration.version, **facts)


def _arrived(request: SignedIn, registration: Registration, form: ArrivalForm) -> Order | None:
    return created(request, form, Order, lambda: arrive(by=request.user, registration=registration, **form.facts()))
