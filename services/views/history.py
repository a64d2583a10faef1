"""The history of tests, for desk and signatories; a penera reads his own from the testing menu."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from services.actions.office_letters import may_state
from services.enums import VerificationStatus
from services.forms.readings import StoredSheet
from services.forms.testing import HistoryFilter
from services.ledger import stamps_on
from services.models import Verification
from services.queries import corrections_of, statement_of, verifications_for, verifications_like
from services.rules import may_book_stamps
from simetro.core.access import SignedIn, allowed
from simetro.core.audit import history_of
from simetro.core.listing import chips_for, page_of
from simetro.core.timeline import timeline_of
from uttp.enums import Verdict


@allowed("services.view_history")
def listed(request: SignedIn) -> HttpResponse:
    filters = HistoryFilter(request.GET)
    done = verifications_for(request.user).filter(status=VerificationStatus.FINAL)
    rows = verifications_like(done, **filters.wanted).select_related("superseded_by").order_by("-tested_on", "-pk")
    chips = chips_for(request, "verdict", Verdict.choices)
    context = {"filters": filters, "chips": chips, "page_obj": page_of(request, rows)}
    return render(request, "services/history/list.html", context)


@allowed("services.view_history")
def detail(request: SignedIn, id: int) -> HttpResponse:
    return _page(request, id, "services/history/detail.html")


@allowed("services.record_verification")
def own_detail(request: SignedIn, id: int) -> HttpResponse:
    return _page(request, id, "services/testing/result.html")


def _page(request: SignedIn, id: int, template: str) -> HttpResponse:
    verification = found(request, id)
    context = {
        "verification": verification,
        "statement": statement_of(verification),
        "may_state": may_state(request.user, verification),
        "may_book_stamps": may_book_stamps(request.user, verification),
        "booked": stamps_on(verification),
        "sheet": StoredSheet(verification),
        "chain": corrections_of(verification),
        "entries": timeline_of(history_of(verification)),
    }
    return render(request, template, context)


def found(request: SignedIn, id: int) -> Verification:
    return get_object_or_404(verifications_for(request.user), pk=id)
