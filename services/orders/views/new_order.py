"""Registering an order: choosing the owner and his instruments, with a way to register those that are missing."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from services.models import Order
from services.orders.actions.orders import register_order
from services.orders.forms.lines import MOVE, Offer, with_move
from services.orders.forms.orders import OrderForm
from services.orders.messages import Event, whatsapp_link
from services.orders.queries import orderable_instruments
from services.orders.views.orders import order_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.documents.qr import qr_svg
from simetro.core.web.pages import created, show_form
from simetro.core.web.public_pages import public_url
from uttp.forms.owners import NEW_OWNER, new_owner_url
from uttp.models import Owner
from uttp.queries import owner_by_key, search_instruments

LINES_SHOWN = 200
SEARCHED_FROM = 20  # with more instruments a search box is shown
DRAFTS = "order_drafts"
DRAFTS_KEPT = 5
NOT_KEPT = {"csrfmiddlewaretoken", "once", NEW_OWNER, "new_instrument", MOVE}
RIGHTS = ("services.use_desk", "services.add_order")

Values = Mapping[str, Any]


@allowed(*RIGHTS)
def new(request: SignedIn) -> HttpResponse:
    if NEW_OWNER in request.POST:
        return redirect(new_owner_url(_draft(request), request.POST.get("owner_q", "")))
    if "new_instrument" in request.POST:
        return _to_new_instrument(request)
    is_bound = request.method == "POST" and not {"show", MOVE} & request.POST.keys()
    values = request.POST if is_bound else _values(request)
    form = _form(request, values, bound=is_bound)
    if order := created(request, form, Order, lambda: register_order(by=request.user, **form.facts())):
        return redirect("order_receipt", order.transaction_number)
    return show_form(request, "services/orders/new.html", form)


@require_POST
@allowed(*RIGHTS)
def offered(request: SignedIn) -> HttpResponse:
    """The part of the form that lists the chosen owner's instruments, with those that are ticked already."""
    return render(request, "services/orders/lines.html", {"form": _form(request, request.POST.dict())})


@require_safe
@allowed("services.use_desk")
def receipt(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    url = public_url(order)
    context = {"order": order, "status_url": url, "qr": qr_svg(url), "whatsapp": whatsapp_link(order, Event.ACCEPTED)}
    return render(request, "services/orders/receipt.html", context)


def _form(request: SignedIn, values: Values, *, bound: bool = False) -> OrderForm:
    owner = _owner(request, values)
    return OrderForm(
        values if bound else None,
        user=request.user,
        offer=_offer(request, owner, values) if owner else Offer(),
        initial={} if bound else values,
        back=reverse("order_new"),
    )


def _owner(request: SignedIn, values: Values) -> Owner | None:
    return owner_by_key(request.user, str(values.get("owner", "")))


def _offer(request: SignedIn, owner: Owner, values: Values) -> Offer:
    """The instruments to show: those that are ticked, and the first of those that the search finds."""
    every = orderable_instruments(owner, request.user)
    is_long = owner.instruments.count() > SEARCHED_FROM
    find = str(values.get("find", "")).replace("\0", "") if is_long else ""
    ticked = {name.removeprefix("pick.").replace("\0", "") for name in values if name.startswith("pick.")}
    shown = {*search_instruments(every, find).values_list("uttp_id", flat=True)[:LINES_SHOWN], *ticked}
    return Offer(owner, tuple(every.filter(uttp_id__in=shown)[: LINES_SHOWN * 2]), is_long, find)


def _values(request: SignedIn) -> dict[str, Any]:
    """What the form begins with: the values just sent, a kept draft, or what the address names."""
    if request.method == "POST":
        return with_move(request.POST) if MOVE in request.POST else request.POST.dict()
    values = dict(request.session.get(DRAFTS, {}).get(request.GET.get("draf", ""), {}))
    if "pemilik" in request.GET:
        values["owner"] = request.GET["pemilik"]
    if "uttp" in request.GET:
        values[f"pick.{request.GET['uttp']}"] = "on"
    return values


def _to_new_instrument(request: SignedIn) -> HttpResponseRedirect:
    query = {"pemilik": request.POST.get("owner", ""), "kembali": _draft(request)}
    return redirect(f"{reverse('instrument_new')}?{urlencode(query)}")


def _draft(request: SignedIn) -> str:
    """Keeps the typed values in the session and returns the address of the form that shows them again."""
    typed = {name: value for name, value in request.POST.items() if name not in NOT_KEPT}
    drafts = request.session.get(DRAFTS, {})
    key = uuid4().hex
    request.session[DRAFTS] = dict([*drafts.items(), (key, typed)][-DRAFTS_KEPT:])
    return f"{reverse('order_new')}?{urlencode({'draf': key})}"
