"""One order as its owner follows it, prints it and calls it off."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.forms import DayForm
from portal.views.account import for_owners
from services.enums import NOT_SCHEDULED_YET, ORDER_MOVES, OrderStatus
from services.models import Order
from services.orders.actions.orders import cancel_order
from services.orders.actions.requests import move_request
from services.orders.progress import next_of, steps_of
from services.orders.rules import why_not_cancel
from services.orders.views.orders import order_or_404
from services.papers.registration_form import registration_form_of, render_registration_form
from simetro.core.access.guards import SignedIn
from simetro.core.documents.qr import qr_svg
from simetro.core.web.forms import ReasonForm
from simetro.core.web.pages import confirm, inline_pdf, post_data
from simetro.core.web.public_pages import public_url


@for_owners
def detail(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    statuses = [item.status for item in order.items.all()]
    url = public_url(order)
    context = {
        "order": order,
        "next": next_of(order, statuses),
        "steps": steps_of(order, statuses),
        "status_url": url,
        "qr": qr_svg(url),
        "can_cancel": _can_cancel(request, order),
        "can_move": order.status in NOT_SCHEDULED_YET,
    }
    return render(request, "portal/own_order.html", context)


def _can_cancel(request: SignedIn, order: Order) -> bool:
    is_open = OrderStatus.CANCELLED in ORDER_MOVES[OrderStatus(order.status)]
    return is_open and not why_not_cancel(request.user, order, timezone.localdate())


@for_owners
def form_pdf(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    document = render_registration_form(registration_form_of(order))
    return inline_pdf(document.pdf, f"formulir-{order.transaction_number}.pdf")


@for_owners
def change_day(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    initial = {"version": order.version, "wanted_on": order.wanted_on}
    return confirm(
        request,
        DayForm(post_data(request), initial=initial, district=order.owner.district),
        lambda **day: move_request(by=request.user, order=order, **day),
        title=_("Ganti hari"),
        what=_("Penera datang ke tempat Anda pada hari yang dipilih, setelah petugas menjadwalkannya."),
        verb=_("Ganti hari"),
        back=reverse("owner_order", args=[order.transaction_number]),
        done=_("Harinya sudah diganti."),
        layout="core/public.html",
    )


@for_owners
def cancel(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": order.version}),
        lambda **reason: cancel_order(by=request.user, order=order, **reason),
        title=_("Batalkan order"),
        what=_("Order %(number)s dibatalkan dan tidak dapat dibuka lagi.") % {"number": order},
        verb=_("Batalkan order"),
        back=reverse("owner_order", args=[order.transaction_number]),
        done=_("Order %(number)s dibatalkan.") % {"number": order},
        danger=True,
        layout="core/public.html",
    )
