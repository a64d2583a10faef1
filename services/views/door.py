"""The door of a market session: who comes is found by what he carries or by his name, and put into the queue."""

from dataclasses import dataclass, field
from functools import partial

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from services import actions, queries
from services.forms.orders import LinesForm, Offer
from services.forms.sidang import FindForm
from services.models import Order, Sidang
from services.views.orders import found as found_order
from services.views.sidang import CHANGE, found
from simetro.core.access import SignedIn, allowed
from simetro.core.codes import parse_uttp_id
from simetro.core.once import once
from simetro.core.pages import press, refused, typed
from uttp.forms.owners import new_owner_url
from uttp.models import Instrument, Owner
from uttp.queries import instruments_for, owner_by_key, owners_for, search_owners

OWNERS_SHOWN = 10


@dataclass(frozen=True)
class Found:
    """Whom a search names: one owner, with what he may bring and has registered, or several to choose from."""

    text: str = ""
    owner: Owner | None = None
    scanned: Instrument | None = None
    others: list[Owner] = field(default_factory=list)
    expected: list[Order] = field(default_factory=list)


@allowed(CHANGE, "services.add_order")
def walk_in(request: SignedIn, id: int) -> HttpResponse:
    sidang = found(id)
    find = FindForm(request.GET if "q" in request.GET else None)
    searched = _searched(request, sidang, find.cleaned_data["q"] if find.is_valid() else "")
    form = _form(request, searched)
    if form and form.is_bound and not refused(form, lambda **_typed: _register(request, sidang, form)):
        return redirect("sidang_walk_in", sidang.pk)
    context = {
        "sidang": sidang,
        "is_on": sidang.is_on(timezone.localdate()),
        "find": find,
        "found": searched,
        "form": form,
        "new_owner_url": new_owner_url(_url(sidang), searched.text),
        "new_instrument_url": _new_instrument_url(sidang, searched.owner),
    }
    return render(request, "services/sidang/walk_in.html", context, status=422 if form and form.errors else 200)


@require_POST
@allowed(CHANGE)
def call_in(request: SignedIn, id: int, number: str) -> HttpResponse:
    order = found_order(request, number)
    return press(
        request,
        lambda: _tell_number(request, actions.call_in(by=request.user, order=order)),
        back=reverse("sidang_walk_in", args=[id]) if "door" in request.POST else reverse("sidang_detail", args=[id]),
        done=_("Kehadiran %(name)s tercatat.") % {"name": order.owner},
    )


def _tell_number(request: SignedIn, order: Order) -> None:
    told = {"number": order.queue_number, "name": order.owner}
    messages.success(request, _("Nomor antrean %(number)s: %(name)s.") % told)


def _searched(request: SignedIn, sidang: Sidang, text: str) -> Found:
    scanned = _scanned(request, text)
    owner = scanned.owner if scanned else owner_by_key(request.user, request.GET.get("pemilik", ""))
    if owner:
        return Found(text, owner, scanned, expected=queries.expected_at(sidang, owner))
    owners = owners_for(request.user)
    return Found(text, others=list(search_owners(owners, text)[:OWNERS_SHOWN]) if text else [])


def _scanned(request: SignedIn, text: str) -> Instrument | None:
    """By its ID, or by the address of its page, which a QR code holds."""
    uttp_id = parse_uttp_id(text.rstrip("/").rpartition("/")[2])
    return instruments_for(request.user).filter(uttp_id=uttp_id).first() if uttp_id else None


def _form(request: SignedIn, searched: Found) -> LinesForm | None:
    """What he holds in his hand is ticked: the one that was scanned or added, or the only one he has."""
    if searched.owner is None:
        return None
    instruments = tuple(queries.orderable_instruments(searched.owner, request.user))
    held = searched.scanned.uttp_id if searched.scanned else request.GET.get("uttp", "")
    if len(instruments) == 1:
        held = instruments[0].uttp_id
    return LinesForm(typed(request), offer=Offer(searched.owner, instruments), initial={f"pick.{held}": "on"})


def _register(request: SignedIn, sidang: Sidang, form: LinesForm) -> None:
    owner = form.offer.owner
    assert owner is not None
    make = partial(actions.register_walk_in, by=request.user, sidang=sidang, owner=owner, items=form.items())
    key = form.cleaned_data["once"]
    _tell_number(request, once(by=request.user, key=key, sent=request.POST, make=make, model=Order))


def _new_instrument_url(sidang: Sidang, owner: Owner | None) -> str:
    if owner is None:
        return ""
    query = QueryDict(mutable=True)
    query["pemilik"] = str(owner.pk)
    query["kembali"] = f"{_url(sidang)}?{query.urlencode()}"
    return f"{reverse('instrument_new')}?{query.urlencode()}"


def _url(sidang: Sidang) -> str:
    return reverse("sidang_walk_in", args=[sidang.pk])
