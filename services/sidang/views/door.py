"""The door of a market session: finding whoever comes by code or name, and giving him a queue number."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from services.codes import parse_registration_number
from services.models import Order, Registration, Sidang
from services.orders.forms.lines import MOVE, LinesForm, Offer, with_move
from services.orders.queries import orderable_instruments
from services.orders.views.orders import order_or_404
from services.sidang.actions import sidang as sidang_actions
from services.sidang.actions.sidang import register_walk_in
from services.sidang.forms.sidang import FindForm
from services.sidang.queries.registrations import expected_registrations, search_registrations
from services.sidang.queries.sidang import expected_at
from services.sidang.rules import may_work_door
from services.sidang.views.sidang import sidang_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import note_shown
from simetro.core.web.pages import created, post_data, press, show_form
from uttp.codes import parse_uttp_id
from uttp.forms.owners import new_owner_url
from uttp.models import Instrument, Owner
from uttp.queries import instruments_for, open_owners, owner_by_key, owners_for, search_owners

WALK_IN = "services.register_walk_in"
OWNERS_SHOWN = 10


@dataclass(frozen=True)
class SearchResult:
    """What a search finds: one owner with what he may bring and has registered, or several to choose from."""

    text: str = ""
    owner: Owner | None = None
    scanned: Instrument | None = None
    others: list[Owner] = field(default_factory=list)
    expected: list[Order] = field(default_factory=list)
    registration: Registration | None = None  # whose number was typed or scanned
    registrations: list[Registration] = field(default_factory=list)


@allowed(WALK_IN)
def walk_in(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_at_door_or_404(request, id)
    find = FindForm(request.GET if "q" in request.GET else None)
    result = _searched(request, sidang, find.cleaned_data["q"] if find.is_valid() else "")
    if result.registration:
        return redirect("sidang_arrival", sidang.pk, result.registration.number)
    note_shown(request, _seen(result))
    form = _form(request, result)
    if form and (order := _registered(request, sidang, form)):
        tell_number(request, order)
        return redirect("sidang_walk_in", sidang.pk)
    return show_form(
        request,
        "services/sidang/walk_in.html",
        form,
        sidang=sidang,
        is_on=sidang.is_on(timezone.localdate()),
        find=find,
        result=result,
        **_addresses(sidang, result),
    )


def _addresses(sidang: Sidang, result: SearchResult) -> dict[str, str]:
    """Links for an owner, instrument or person that is not known yet."""
    return {
        "new_owner_url": new_owner_url(_url(sidang), result.text),
        "new_instrument_url": _new_instrument_url(sidang, result.owner),
        "sign_up_url": f"{reverse('sidang_sign_up', args=[sidang.pk])}?{urlencode({'nama': result.text})}",
    }


@require_POST
@allowed(WALK_IN)
def call_in(request: SignedIn, id: int, number: str) -> HttpResponse:
    sidang = sidang_at_door_or_404(request, id)
    order = order_or_404(request, number)
    return press(
        request,
        lambda: tell_number(request, sidang_actions.call_in(by=request.user, order=order)),
        back=reverse("sidang_walk_in", args=[id]) if "door" in request.POST else sidang.get_absolute_url(),
        done=_("Kehadiran %(name)s tercatat.") % {"name": order.owner},
    )


def sidang_at_door_or_404(request: SignedIn, id: int) -> Sidang:
    sidang = sidang_or_404(id)
    if not may_work_door(request.user, sidang):
        raise Http404
    return sidang


def tell_number(request: SignedIn, order: Order) -> None:
    named = {"number": order.queue_number, "name": order.owner}
    messages.success(request, _("Nomor antrean %(number)s: %(name)s.") % named)


def _seen(result: SearchResult) -> list[int]:
    return [owner.pk for owner in (result.owner, *result.others) if owner]


def _searched(request: SignedIn, sidang: Sidang, text: str) -> SearchResult:
    scanned = _scanned(request, text)
    owner = scanned.owner if scanned else owner_by_key(request.user, request.GET.get("pemilik", ""))
    if owner:
        return SearchResult(text, owner, scanned, expected=expected_at(sidang, owner))
    return _named(request, sidang, text) if text else SearchResult()


def _named(request: SignedIn, sidang: Sidang, text: str) -> SearchResult:
    registrations = list(search_registrations(expected_registrations(sidang), text)[:OWNERS_SHOWN])
    scanned = registrations[0] if registrations and parse_registration_number(_last_of(text)) else None
    owners = search_owners(open_owners(owners_for(request.user)), text)[:OWNERS_SHOWN]
    return SearchResult(text, others=list(owners), registration=scanned, registrations=registrations)


def _last_of(text: str) -> str:
    """The last part of an address, which is the code in our QR codes."""
    return text.rstrip("/").rpartition("/")[2]


def _scanned(request: SignedIn, text: str) -> Instrument | None:
    """The instrument with this ID, or whose page's address was scanned."""
    uttp_id = parse_uttp_id(_last_of(text))
    return instruments_for(request.user).filter(uttp_id=uttp_id).first() if uttp_id else None


def _form(request: SignedIn, result: SearchResult) -> LinesForm | None:
    """The owner's instruments; ticked is the one that was scanned or just added, or the only one he has."""
    if result.owner is None:
        return None
    instruments = tuple(orderable_instruments(result.owner, request.user))
    in_hand = result.scanned.uttp_id if result.scanned else request.GET.get("uttp", "")
    if len(instruments) == 1:
        in_hand = instruments[0].uttp_id
    offer = Offer(result.owner, instruments)
    if MOVE in request.POST:
        return LinesForm(offer=offer, initial=with_move(request.POST))
    return LinesForm(post_data(request), offer=offer, initial={f"pick.{in_hand}": "on"})


def _registered(request: SignedIn, sidang: Sidang, form: LinesForm) -> Order | None:
    owner = form.offer.owner
    assert owner is not None
    return created(
        request, form, Order, lambda: register_walk_in(by=request.user, sidang=sidang, owner=owner, **form.facts())
    )


def _new_instrument_url(sidang: Sidang, owner: Owner | None) -> str:
    if owner is None:
        return ""
    query = QueryDict(mutable=True)
    query["pemilik"] = str(owner.pk)
    query["kembali"] = f"{_url(sidang)}?{query.urlencode()}"
    return f"{reverse('instrument_new')}?{query.urlencode()}"


def _url(sidang: Sidang) -> str:
    return reverse("sidang_walk_in", args=[sidang.pk])
