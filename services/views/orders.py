from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from services.enums import OrderStatus
from services.forms.orders import OrderFilter
from services.models import Order
from services.queries import orders_for, orders_like
from simetro.core.access import allowed
from simetro.core.codes import parse_transaction_number
from simetro.core.listing import chips_for, page_of


@allowed("services.use_desk")
def listed(request: HttpRequest) -> HttpResponse:
    filters = OrderFilter(request.GET)
    page = page_of(request, orders_like(orders_for(request.user), **filters.wanted))
    chips = chips_for(request, "status", OrderStatus.choices)
    return render(request, "services/orders/list.html", {"filters": filters, "chips": chips, "page_obj": page})


@allowed("services.use_desk")
def detail(request: HttpRequest, number: str) -> HttpResponse:
    return render(request, "services/orders/detail.html", {"order": found(request, number)})


def found(request: HttpRequest, number: str) -> Order:
    return get_object_or_404(orders_for(request.user), transaction_number=parse_transaction_number(number))
