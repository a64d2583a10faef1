from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from certificates import files
from certificates.models import Certificate
from portal import queries
from portal.limits import looked_up


def status(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: queries.order_by_number(transaction_number))
    return render(request, "portal/status.html", {"order": order})


def file(request: HttpRequest, transaction_number: str, n: int) -> FileResponse:
    return files.issued(looked_up(request, lambda: _nth(transaction_number, n)))


def _nth(transaction_number: str, n: int) -> Certificate | None:
    order = queries.order_by_number(transaction_number)
    return order and queries.nth_document(order, n)
