"""The office's standards, and what was tested with each, in case one proves wrong."""

from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from services.enums import StandardState
from services.testing.forms.filters import DaysFilter
from services.testing.forms.standards import StandardFilter
from services.testing.queries.history import verifications_like
from services.testing.queries.standards import standards, standards_like, tested_with
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import history_of
from simetro.core.log.timeline import timeline_of
from simetro.core.web.listing import chips_for, page_of

RIGHT = "services.view_standard"


@require_safe
@allowed(RIGHT)
def listed(request: SignedIn) -> HttpResponse:
    filters = StandardFilter(request.GET)
    page = page_of(request, standards_like(**filters.wanted))
    chips = chips_for(request, "state", StandardState.choices)
    return render(request, "services/standards/list.html", {"filters": filters, "chips": chips, "page_obj": page})


@require_safe
@allowed(RIGHT)
def detail(request: SignedIn, id: int) -> HttpResponse:
    standard = get_object_or_404(standards(), pk=id)
    filters = DaysFilter(request.GET)
    tested = verifications_like(tested_with(standard, request.user), **filters.wanted)
    context = {
        "standard": standard,
        "filters": filters,
        "page_obj": page_of(request, tested, whose=attrgetter("item.order.owner_id")),
        "entries": timeline_of(history_of(standard)),
    }
    return render(request, "services/standards/detail.html", context)
