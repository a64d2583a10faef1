"""The surat tugas: issued for a sidang by the desk, read by the desk and by those whom it names."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from services.codes import parse_transaction_number
from services.orders.queries import orders_sending
from services.papers import files
from services.papers.actions.assignments import assignment_for, assignment_of, issue_assignment
from services.papers.queries import letters_to
from services.sidang.queries.sidang import sidang_sending
from services.sidang.views.sidang import CHANGE, sidang_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import page_of
from simetro.core.web.pages import posted_version, press
from uttp.actions import note_view

READ = "services.view_assignmentletter"


@require_POST
@allowed(CHANGE)
def issue(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    version = posted_version(request)
    return press(
        request,
        lambda: issue_assignment(by=request.user, sidang=sidang, version=version),
        back=sidang.get_absolute_url(),
        done=_("Surat tugas diterbitkan. Penera yang disebut di dalamnya dapat membukanya."),
    )


@require_safe
@allowed(READ)
def of_order(request: SignedIn, number: str) -> HttpResponse:
    orders = orders_sending(request.user)
    order = get_object_or_404(orders, transaction_number=parse_transaction_number(number))
    note_view(by=request.user, owner=order.owner, through=order)
    return files.assignment(assignment_of(order))


@require_safe
@allowed(READ)
def of_sidang(request: SignedIn, id: int) -> HttpResponse:
    sidang = get_object_or_404(sidang_sending(request.user), pk=id)
    return files.assignment(assignment_for(sidang))


@require_safe
@allowed("services.record_verification")
def own(request: SignedIn) -> HttpResponse:
    page = page_of(request, letters_to(request.user))
    return render(request, "services/testing/letters.html", {"page_obj": page})
