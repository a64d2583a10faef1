"""The report to the ministry: on the screen, on paper, as a table to take along."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.text import slugify

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.models import Office
from simetro.core.web.exports import exported_rows, is_export
from simetro.core.web.pages import inline_pdf
from simetro.reports import queries
from simetro.reports.exports import REPORT
from simetro.reports.figures.numbers import named
from simetro.reports.figures.report import Report, report_of
from simetro.reports.periods import Period, parse_period
from simetro.reports.render import render_report
from simetro.reports.views.chooser import chooser


@allowed("services.view_history")
def shown(request: SignedIn) -> HttpResponseBase:
    today = timezone.localdate()
    period = parse_period(request.GET.get("periode", ""), today)
    report = _report(period)
    if is_export(request):
        return exported_rows(request, REPORT, report.all_rows, f"laporan-{slugify(named(period))}")
    return render(request, "reports/report.html", chooser(period, today) | {"report": report})


@allowed("services.view_history")
def pdf(request: SignedIn) -> HttpResponse:
    today = timezone.localdate()
    period = parse_period(request.GET.get("periode", ""), today)
    with translation.override("id"):
        document = render_report(_report(period), period, Office.current(), today)
        name = slugify(named(period))
    return inline_pdf(document.pdf, f"laporan-{name}.pdf")


def _report(period: Period) -> Report:
    return report_of(period, queries.report_rows(period), queries.due_by_kind(period.last))
