"""What owners think of the service, asked by the number of their order, and the index that comes of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import queries
from portal.actions import answer_survey
from portal.enums import Element
from portal.forms import SurveyForm, YearForm
from portal.limits import looked_up
from portal.satisfaction import quarters_of
from portal.views.lookup import look_up
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import post_data, show_form, succeeded

NOTES = 20


@look_up
def survey(request: HttpRequest, transaction_number: str) -> HttpResponse:
    order = looked_up(request, lambda: queries.order_by_number(transaction_number))
    form = SurveyForm(post_data(request))

    if succeeded(form, lambda: answer_survey(order=order, scores=form.scores(), note=form.cleaned_data["note"])):
        messages.success(request, _("Terima kasih. Penilaian Anda sudah kami terima."))
        return redirect("public_status", order.transaction_number)
    return show_form(request, "portal/survey.html", form, order=order)


@require_safe
@allowed("portal.view_surveyanswer")
def results(request: SignedIn) -> HttpResponse:
    filters = YearForm(request.GET)
    year = filters.wanted["year"] or timezone.localdate().year
    answers = list(queries.survey_answers(year))
    quarters = quarters_of(answers)
    rows = [
        (element.label, [quarter.means[number] if quarter.means else None for quarter in quarters])
        for number, element in enumerate(Element)
    ]
    notes = [answer for answer in reversed(answers) if answer.note][:NOTES]
    context = {"year": year, "filters": filters, "quarters": quarters, "rows": rows, "notes": notes}
    return render(request, "portal/survey_results.html", context)
