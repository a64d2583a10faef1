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
from simetro.core.web.pages import post_data, saved, show_form, succeeded
from uttp.actions import note_view

ANSWER = "portal.change_complaint"


@look_up
def complain(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: queries.order_by_number(transaction_number))
    form = ComplaintForm(post_data(request))

    def store() -> Complaint:
        count_complaint(request)
        return actions.complain(order=order, **form.cleaned_data)

    if complaint := saved(form, store):
        messages.success(request, _("Pengaduan kami terima. Simpan nomornya untuk membaca jawabannya."))
        return redirect("public_complaint", complaint.number)
    return show_form(request, "portal/complain.html", form, order=order)


@look_up
def shown(request: HttpRequest, number: str) -> HttpResponse:
    complaint = looked_up(request, lambda: queries.complaint_by_number(number))
    context = {"complaint": complaint, "state": complaint.state_on(timezone.localdate())}
    return render(request, "portal/complaint.html", context)


@require_safe
@allowed(ANSWER)
def listed(request: SignedIn) -> HttpResponse:
    page = page_of(request, queries.complaints(), whose=attrgetter("order.owner_id"))
    today = timezone.localdate()
    rows = [(complaint, complaint.state_on(today)) for complaint in page]
    return render(request, "portal/complaints.html", {"page_obj": page, "rows": rows})


@allowed(ANSWER)
def answer(request: SignedIn, id: int) -> HttpResponse:
    complaint = get_object_or_404(queries.complaints(), pk=id)
    note_view(by=request.user, owner=complaint.order.owner, through=complaint)
    form = AnswerForm(post_data(request), initial={"version": complaint.version})
    if succeeded(form, lambda: actions.answer_complaint(by=request.user, complaint=complaint, **form.cleaned_data)):
        messages.success(request, _("Jawaban tersimpan. Pemilik membacanya dengan nomor pengaduannya."))
        return redirect(reverse("complaint_list"))
    return show_form(
        request,
        "portal/complaint_answer.html",
        form,
        complaint=complaint,
        state=complaint.state_on(timezone.localdate()),
    )
