"""The history of tests, for desk and signatories; a penera reads his own in the testing menu."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from services.models import Verification
from services.papers.actions.mark_statements import may_state
from services.papers.queries import statement_of
from services.stamps.queries import stamps_on
from services.stamps.rules import may_book_stamps
from services.testing.forms.readings import StoredReadings
from services.testing.queries.verifications import corrections_of, verifications_for
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.log.audit import history_of
from simetro.core.log.timeline import timeline_of
from uttp.actions import note_view


@allowed("services.view_history")
def detail(request: SignedIn, id: int) -> HttpResponse:
    return _page(request, id, "services/history/detail.html")


@allowed("services.record_verification")
def own_detail(request: SignedIn, id: int) -> HttpResponse:
    return _page(request, id, "services/testing/result.html")


def _page(request: SignedIn, id: int, template: str) -> HttpResponse:
    verification = verification_or_404(request, id)
    context = {
        "verification": verification,
        "statement": statement_of(verification),
        "may_state": may_state(request.user, verification),
        "may_book_stamps": may_book_stamps(request.user, verification),
        "booked": stamps_on(verification),
        "readings": StoredReadings(verification),
        "chain": corrections_of(verification),
        "entries": timeline_of(history_of(verification)),
    }
    return render(request, template, context)


def verification_or_404(request: SignedIn, id: int) -> Verification:
    verification = get_object_or_404(verifications_for(request.user), pk=id)
    order = verification.item.order
    note_view(by=request.user, owner=order.owner, through=order)
    return verification
