"""The history of tests, for desk and signatories; a penera reads his own from the testing menu."""

from operator import attrgetter

from django.http.response import HttpResponseBase
from django.shortcuts import render

from services.testing.forms.filters import HistoryFilter
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.exports import exported, is_export
from simetro.core.web.listing import chips_for, slice_of
from simetro.reports.exports import HISTORY
from simetro.reports.queries import history_like
from uttp.enums import Verdict


@allowed("services.view_history")
def listed(request: SignedIn) -> HttpResponseBase:
    filters = HistoryFilter(request.GET)
    rows = history_like(request.user, **filters.wanted)
    if is_export(request):
        return exported(request, HISTORY, rows.order_by("-tested_on", "-pk"))
    context = {
        "filters": filters,
        "chips": chips_for(request, "verdict", Verdict.choices),
        "page_obj": slice_of(request, rows, "tested_on", whose=attrgetter("item.order.owner_id")),
    }
    return render(request, "reports/history.html", context)
