"""What the desk does with an order: review it, schedule it, change its items, close it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from services.authority.queries import active_penera
from services.authority.rules import why_out_of_scope
from services.enums import ItemStatus, Service
from services.models import Order, OrderItem
from services.orders.actions import items as item_actions
from services.orders.actions.items import withdraw_item
from services.orders.actions.orders import NewItem, accept_order, cancel_order, reject_order, schedule_order
from services.orders.forms.steps import AddItemForm, ScheduleForm
from services.orders.queries import items_for, live_instruments, open_items, orderable_instruments
from services.orders.views.orders import order_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.forms import ReasonForm
from simetro.core.web.pages import confirm, post_data, posted_version, press, show_form, succeeded
from uttp.codes import parse_uttp_id
from uttp.models import Instrument
from uttp.queries import instruments_for

REVIEW = "services.review_order"


@require_POST
@allowed(REVIEW)
def accept(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    version = posted_version(request)
    return press(
        request,
        lambda: accept_order(by=request.user, order=order, version=version),
        back=order.get_absolute_url(),
        done=_("Permintaan diterima. Pemilik mendapat kabar bila e-mailnya ada."),
    )


@allowed(REVIEW)
def reject(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    outside = why_out_of_scope(live_instruments(order), timezone.localdate())
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": order.version, "reason": outside}),
        lambda **typed: reject_order(by=request.user, order=order, **typed),
        title=_("Tolak permintaan"),
        what=_("Permintaan %(name)s ditolak dan tidak dapat dibuka lagi.") % {"name": order.owner},
        verb=_("Tolak permintaan"),
        back=order.get_absolute_url(),
        done=_("Permintaan ditolak. Sampaikan alasannya kepada pemilik."),
        danger=True,
    )


@allowed("services.use_desk", "services.cancel_order")
def cancel(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": order.version}),
        lambda **typed: cancel_order(by=request.user, order=order, **typed),
        title=_("Batalkan order"),
        what=_("Order %(number)s dibatalkan dan tidak dapat dibuka lagi.") % {"number": order},
        verb=_("Batalkan order"),
        back=order.get_absolute_url(),
        done=_("Order %(number)s dibatalkan.") % {"number": order},
        danger=True,
    )


@allowed(REVIEW)
def schedule(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    known = {"version": order.version, "penera": order.penera.all()}
    if day := order.scheduled_for or order.wanted_on:
        known["date"] = day
    return confirm(
        request,
        ScheduleForm(post_data(request), penera=active_penera(), initial=known),
        lambda date, **typed: schedule_order(by=request.user, order=order, on=date, **typed),
        title=_("Jadwalkan pelaksanaan"),
        what=_("%(name)s · %(place)s. Hanya penera yang dipilih yang dapat mengujinya.")
        % {"name": order.owner, "place": order.get_place_display()},
        verb=_("Simpan jadwal"),
        back=order.get_absolute_url(),
        done=_("Jadwal tersimpan. Order ini tampil pada daftar penera yang ditugaskan."),
    )


@allowed(REVIEW)
def add_item(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)

    def add(instrument: Instrument, service: str, certificate: bool, version: int) -> None:
        new = NewItem(instrument, Service(service), certificate)
        item_actions.add_item(by=request.user, order=order, new=new, version=version)

    form = _add_item_form(request, order)
    elsewhere = open_items().filter(instrument__in=order.owner.instruments.all()).exclude(order=order)
    facts = {"order": order, "add_url": _new_instrument_url(request, order)}
    facts["elsewhere"] = list(elsewhere.select_related("order", "instrument").order_by("instrument"))
    if request.method == "GET" and not form.has_choice():
        return render(request, "services/orders/nothing_to_add.html", facts)
    if succeeded(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("UTTP ditambahkan pada order."))
        return redirect(order)
    return show_form(request, "services/orders/add_item.html", form, **facts)


def _add_item_form(request: SignedIn, order: Order) -> AddItemForm:
    there = order.items.exclude(status=ItemStatus.WITHDRAWN).values("instrument")
    free = orderable_instruments(order.owner, request.user).exclude(pk__in=open_items().values("instrument"))
    return AddItemForm(
        post_data(request),
        add_url=_new_instrument_url(request, order),
        instruments=free.exclude(pk__in=there),
        initial={"version": order.version, "instrument": request.GET.get("uttp")},
    )


@require_POST
@allowed(REVIEW)
def move_here(request: SignedIn, number: str, uttp_id: str) -> HttpResponse:
    order = order_or_404(request, number)
    own = instruments_for(request.user).filter(owner=order.owner)
    instrument = get_object_or_404(own, uttp_id=parse_uttp_id(uttp_id))
    version = posted_version(request)
    return press(
        request,
        lambda: item_actions.move_here(by=request.user, order=order, instrument=instrument, version=version),
        back=order.get_absolute_url(),
        done=_("%(uttp)s dipindahkan ke order ini.") % {"uttp": instrument},
    )


def _new_instrument_url(request: SignedIn, order: Order) -> str:
    query = urlencode({"pemilik": order.owner_id, "kembali": request.path})
    return f"{reverse('instrument_new')}?{query}"


@allowed(REVIEW)
def withdraw(request: SignedIn, number: str, uttp_id: str) -> HttpResponse:
    item = order_item_or_404(request, number, uttp_id)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": item.version}),
        lambda **typed: withdraw_item(by=request.user, item=item, **typed),
        title=_("Tarik UTTP dari order"),
        what=_("%(uttp)s tidak diuji pada order ini.") % {"uttp": item.instrument},
        verb=_("Tarik UTTP"),
        back=item.order.get_absolute_url(),
        done=_("%(uttp)s ditarik dari order.") % {"uttp": item.instrument},
        danger=True,
    )


def order_item_or_404(request: SignedIn, number: str, uttp_id: str) -> OrderItem:
    order = order_or_404(request, number)
    live = items_for(request.user).filter(order=order).exclude(status=ItemStatus.WITHDRAWN)
    return get_object_or_404(live, instrument__uttp_id=parse_uttp_id(uttp_id))
