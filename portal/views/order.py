from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from certificates import files
from portal import queries
from portal import status as public
from portal.limits import looked_up
from portal.rules import may_be_surveyed
from portal.views.lookup import look_up
from services.enums import ItemStatus, OrderStatus
from services.orders import progress


@look_up
def status(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: queries.order_by_number(transaction_number))
    return render(request, "portal/status.html", _facts(order))


def _facts(order: Any) -> dict[str, Any]:
    """Of an order with what `order_by_number` annotates."""
    items = public.items_of(order, order.public_items, order.documents)
    statuses = [item.status for item in items]
    return {
        "order": order,
        "label": OrderStatus(order.status).label,
        "steps": progress.steps_of(order, statuses),
        "items": items,
        "documents": public.documents_of(items),
        "next": progress.next_of(order, statuses),
        "may_be_surveyed": may_be_surveyed(order) and not queries.was_surveyed(order),
        "who": progress.who_acts(order, statuses),
        "is_late": progress.is_late(order),
        "is_repaired": ItemStatus.IN_REPAIR in statuses,
    }


@look_up
def file(request: HttpRequest, transaction_number: str, n: int) -> FileResponse:
    return files.issued(looked_up(request, lambda: queries.nth_document(transaction_number, n)), to_keep=True)
