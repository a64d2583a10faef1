"""The list of repairs at the desk: what is out, for how long, whom to call, and what came back."""

from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.enums import RepairNews, RepairState
from services.models import OrderItem
from services.orders.messages import whatsapp_to
from services.orders.queries import latest_repair
from services.orders.views.steps import REVIEW, order_item_or_404
from services.repairs.actions.repairs import receive_repaired
from services.repairs.forms.list import RepairedForm, RepairFilter
from services.repairs.messages import repair_body
from services.repairs.queries import in_repair, repairs_like
from services.testing.views.work import RIGHT, item_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import chips_for, page_of
from simetro.core.web.pages import confirm, post_data


class RepairRow(NamedTuple):
    """`late`: days since the deadline; 0 before it, and for what is back."""

    item: OrderItem
    late: int
    whatsapp: str


@require_safe
@allowed("services.use_desk")
def listed(request: SignedIn) -> HttpResponse:
    filters = RepairFilter(request.GET)
    page = page_of(request, repairs_like(in_repair(request.user), **filters.wanted), whose=attrgetter("order.owner_id"))
    context = {
        "filters": filters,
        "chips": chips_for(request, "state", RepairState.choices),
        "page_obj": page,
        "rows": [_row(item, timezone.localdate()) for item in page],
    }
    return render(request, "services/repairs/list.html", context)


def _row(item: Any, today: date) -> RepairRow:
    """`item` is annotated by `in_repair`."""
    late = 0 if item.is_back else max((today - item.repair_until).days, 0)
    news = RepairNews.OVERDUE if late else RepairNews.DUE if item.repair_until == today else RepairNews.SENT
    return RepairRow(item, late, whatsapp_to(item.order.owner, repair_body(item, news)))


@allowed(REVIEW)
def came_back(request: SignedIn, number: str, uttp_id: str) -> HttpResponse:
    return _came_back(request, order_item_or_404(request, number, uttp_id), reverse("repair_list"))


@allowed(RIGHT)
def came_back_to_test(request: SignedIn, id: int) -> HttpResponse:
    return _came_back(request, item_or_404(request, id), reverse("item_detail", args=[id]))


def _came_back(request: SignedIn, item: OrderItem, back: str) -> HttpResponse:
    known = latest_repair(item)
    initial: dict[str, Any] = {"version": item.version}
    if known:
        initial |= {"repairer": known.repairer, "licence_number": known.licence_number}
    return confirm(
        request,
        RepairedForm(post_data(request), initial=initial),
        partial(receive_repaired, by=request.user, item=item),
        title=_("Kembali dari perbaikan"),
        what=_("%(uttp)s sudah diperbaiki dan menunggu diuji lagi pada order yang sama.") % {"uttp": item.instrument},
        verb=_("Catat kembali"),
        back=back,
        done=_("%(uttp)s tercatat kembali. Penera dapat mengujinya.") % {"uttp": item.instrument},
    )
