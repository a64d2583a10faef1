"""The pages where the desk finds and reads orders."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from services.authority.rules import why_out_of_scope
from services.codes import parse_transaction_number
from services.enums import OPEN_ORDERS, ORDER_MOVES, OrderStatus, Todo
from services.models import Order, OrderItem
from services.orders.exports import ORDERS
from services.orders.forms.orders import OrderFilter
from services.orders.messages import event_of, whatsapp_link
from services.orders.progress import is_late, next_at_office, steps_of
from services.orders.queries import (
    attempts_of,
    counted,
    live_instruments,
    orders_for,
    orders_like,
)
from services.orders.timeline import timeline_of_order
from services.papers.queries import has_letter
from services.papers.registration_form import registration_form_of, render_registration_form
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.exports import exported, is_export
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import inline_pdf
from simetro.core.web.public_pages import public_url
from simetro.core.web.related_rows import related_to
from uttp.actions import note_view


@require_safe
@allowed("services.use_desk")
def listed(request: SignedIn) -> HttpResponseBase:
    filters = OrderFilter(request.GET)
    rows = counted(orders_like(orders_for(request.user), **filters.wanted))
    if is_export(request):
        return exported(request, ORDERS, rows)
    page = page_of(request, rows, whose=attrgetter("owner_id"))
    chips = chips_for(request, "todo", Todo.choices)
    return render(request, "services/orders/list.html", {"filters": filters, "chips": chips, "page_obj": page})


@require_safe
@allowed("services.use_desk")
def detail(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number, "penera")
    statuses = [item.status for item in order.items.all()]
    attempts, event = attempts_of(order), event_of(order)
    context = {
        **_ways_on(order),
        "order": order,
        "rows": _rows(order, attempts),
        "has_letter": order.status != OrderStatus.CANCELLED and has_letter(order),
        "has_results": any(attempt.finalized_at for attempt in attempts),
        "steps": steps_of(order, statuses),
        "next": next_at_office(order, statuses),
        "is_late": is_late(order),
        "related": related_to(order, request.user),
        "entries": timeline_of_order(order, attempts),
        "status_url": public_url(order),
        "whatsapp": whatsapp_link(order, event) if event else "",
    }
    return render(request, "services/orders/detail.html", context)


def _ways_on(order: Order) -> dict[str, Any]:
    """What can be done with the order next, and why it cannot be accepted."""
    moves = ORDER_MOVES[OrderStatus(order.status)]
    can_accept = OrderStatus.ACCEPTED in moves
    return {
        "outside": why_out_of_scope(live_instruments(order), timezone.localdate()) if can_accept else "",
        "is_open": order.status in OPEN_ORDERS,
        "can_schedule": OrderStatus.SCHEDULED in moves,
        "can_cancel": OrderStatus.CANCELLED in moves,
    }


@require_safe
@allowed("services.use_desk")
def form_pdf(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    document = render_registration_form(registration_form_of(order))
    return inline_pdf(document.pdf, f"formulir-{order.transaction_number}.pdf")


@require_safe
@allowed("services.use_desk")
def receipt_pdf(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    document = render_registration_form(registration_form_of(order), is_small=True)
    return inline_pdf(document.pdf, f"bukti-{order.transaction_number}.pdf")


def _rows(order: Order, attempts: Iterable[Any]) -> list[tuple[OrderItem, int | None]]:
    """Each item with the key of the final attempt that counts."""
    final = {attempt.item_id: attempt.pk for attempt in attempts if attempt.finalized_at and not attempt.is_corrected}
    return [(item, final.get(item.pk)) for item in order.items.all()]


def order_or_404(request: SignedIn, number: str, *also: str) -> Order:
    orders = orders_for(request.user).prefetch_related(*also)
    order = get_object_or_404(orders, transaction_number=parse_transaction_number(number))
    note_view(by=request.user, owner=order.owner, through=order)
    return order
