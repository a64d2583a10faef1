"""Complaints: written by whoever has the number of an order, answered by the desk, read by whoever has theirs."""

from operator import attrgetter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import actions, queries
from portal.forms import AnswerForm, ComplaintForm
from portal.limits import count_complaint, looked_up
from portal.models import Complaint
from portal.views.lookup import look_up
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import page_of
from simetro.core.web.pages import made_by, refused, typed
from uttp.actions import note_view

ANSWER = "portal.change_complaint"


@look_up
def complain(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: queries.order_by_number(transaction_number))
    form = ComplaintForm(typed(request))

    def send(text: str, contact: str) -> Complaint:
        count_complaint(request)
        return actions.complain(order=order, text=text, contact=contact)

    complaint = made_by(form, send)
    if complaint:
        messages.success(request, _("Pengaduan kami terima. Simpan nomornya untuk membaca jawabannya."))
        return redirect("public_complaint", complaint.number)
    context = {"order": order, "form": form}
    return render(request, "portal/complain.html", context, status=422 if form.errors else 200)


@look_up
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    found = looked_up(request, lambda: queries.complaint_by_number(number))
    context = {"complaint": found, "state": found.state_on(timezone.localdate())}
    return render(request, "portal/complaint.html", context)


@require_safe
@allowed(ANSWER)
def listed(request: SignedIn) -> HttpResponse:
    page = page_of(request, queries.complaints(), whose=attrgetter("order.owner_id"))
    today = timezone.localdate()
    rows = [(one, one.state_on(today)) for one in page]
    return render(request, "portal/complaints.html", {"page_obj": page, "rows": rows})


@allowed(ANSWER)
def answer(request: SignedIn, id: int) -> HttpResponse:
    found = get_object_or_404(queries.complaints(), pk=id)
    note_view(by=request.user, owner=found.order.owner, through=found)
    form = AnswerForm(typed(request), initial={"version": found.version})
    if form.is_bound and not refused(
        form, lambda **typed: actions.answer_complaint(by=request.user, complaint=found, **typed)
    ):
        messages.success(request, _("Jawaban tersimpan. Pemilik membacanya dengan nomor pengaduannya."))
        return redirect(reverse("complaint_list"))
    context = {"complaint": found, "state": found.state_on(timezone.localdate()), "form": form}
    return render(request, "portal/complaint_answer.html", context, status=422 if form.errors else 200)
