"""What is printed for a market session."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from services.paper import attendance_list_of
from services.queries import attendance
from services.render import render_attendance_list
from services.views.sidang import VIEW, found
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.listing import note_shown
from simetro.core.web.pages import inline_pdf


@require_safe
@allowed(VIEW)
def attendance_pdf(request: SignedIn, id: int) -> HttpResponse:
    sidang = found(id)
    note_shown(request, attendance(sidang).values_list("owner", flat=True))
    document = render_attendance_list(attendance_list_of(sidang))
    return inline_pdf(document.pdf, f"daftar-hadir-{sidang.slug}.pdf")
