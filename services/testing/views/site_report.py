from django.http import HttpResponse
from django.views.decorators.http import require_safe

from services.orders.views.orders import order_or_404
from services.papers.site_report import render_site_report, site_report_of
from services.testing.queries.verifications import results_of
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import inline_pdf


@require_safe
@allowed("services.use_desk")
def report_pdf(request: SignedIn, number: str) -> HttpResponse:
    order = order_or_404(request, number)
    document = render_site_report(site_report_of(order, results_of(order)))
    return inline_pdf(document.pdf, f"berita-acara-{order.transaction_number}.pdf")
