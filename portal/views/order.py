from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from certificates import files
from portal import queries
from portal.limits import looked_up
from portal.public_order import PublicOrder, nth_document, public_order_by_number
from portal.rules import may_be_surveyed
from portal.views.lookup import look_up
from services.enums import ItemStatus
from services.orders import progress


@look_up
def status(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: public_order_by_number(transaction_number))
    return render(request, "portal/status.html", _facts(order))


def _facts(order: PublicOrder) -> dict[str, Any]:
    statuses = [item.status for item in order.items]
    return {
        "order": order,
        "steps": progress.steps_of(order, statuses),
        "documents": order.documents,
        "next": progress.next_of(order, statuses),
        "may_be_surveyed": may_be_surveyed(order.status) and not queries.was_surveyed(order.transaction_number),
        "who": progress.who_acts(order, statuses),
        "is_late": progress.is_late(order),
        "is_repaired": ItemStatus.IN_REPAIR in statuses,
    }


@look_up
def file(request: HttpRequest, transaction_number: str, n: int) -> FileResponse:
    return files.issued(looked_up(request, lambda: nth_document(transaction_number, n)), to_keep=True)
