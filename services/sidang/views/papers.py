"""The papers that are printed for a market session."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from services.papers.attendance_list import attendance_list_of, render_attendance_list
from services.sidang.queries.registrations import expected_registrations
from services.sidang.queries.sidang import attendance, brought_to
from services.sidang.views.sidang import VIEW, sidang_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import note_shown
from simetro.core.web.pages import inline_pdf


@require_safe
@allowed(VIEW)
def attendance_pdf(request: SignedIn, id: int) -> HttpResponse:
    sidang = sidang_or_404(id)
    orders, expected = list(attendance(sidang)), list(expected_registrations(sidang))
    note_shown(request, [order.owner_id for order in orders])
    document = render_attendance_list(attendance_list_of(sidang, orders, brought_to(sidang), expected))
    return inline_pdf(document.pdf, f"daftar-hadir-{sidang.slug}.pdf")
