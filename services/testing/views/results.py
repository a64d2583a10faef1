"""The papers of one verification, for the desk and for the testing menu."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.papers.actions.mark_statements import check_statable, state_mark
from services.papers.mark_statement import mark_statement_of, render_mark_statement
from services.papers.observations import observation_sheet_of, render_observations
from services.testing.forms.results import StatementForm
from services.testing.views.history import verification_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import confirm, inline_pdf, post_data

READ, TEST, STATE = "services.view_history", "services.record_verification", "services.add_markstatement"


@require_safe
@allowed(READ)
def readings_pdf(request: SignedIn, id: int) -> HttpResponse:
    return _readings(request, id)


@require_safe
@allowed(TEST)
def own_readings_pdf(request: SignedIn, id: int) -> HttpResponse:
    return _readings(request, id)


def _readings(request: SignedIn, id: int) -> HttpResponse:
    sheet = observation_sheet_of(verification_or_404(request, id))
    return inline_pdf(render_observations(sheet).pdf, f"cerapan-{sheet.item.uttp_id}-{sheet.item.tested_on}.pdf")


@allowed(READ, STATE)
def statement(request: SignedIn, id: int) -> HttpResponse:
    return _statement(request, id, "verification_detail")


@allowed(TEST, STATE)
def own_statement(request: SignedIn, id: int) -> HttpResponse:
    return _statement(request, id, "own_verification")


def _statement(request: SignedIn, id: int, page: str) -> HttpResponse:
    verification = verification_or_404(request, id)
    if request.method != "POST":
        check_statable(request.user, verification)
    return confirm(
        request,
        StatementForm(post_data(request)),
        partial(state_mark, by=request.user, verification=verification),
        title=_("Buat keterangan pengganti tanda tera"),
        what=_("%(uttp)s mendapat surat bernomor sebagai pengganti tanda tera. Nomor dan alasannya tidak dapat diubah.")
        % {"uttp": verification.item.instrument},
        verb=_("Buat keterangan"),
        back=reverse(page, args=[id]),
        done=_("Keterangan dibuat. Cetak, lalu minta tanda tangan kepala kantor."),
    )


@require_safe
@allowed(READ)
def statement_pdf(request: SignedIn, id: int) -> HttpResponse:
    return _statement_pdf(request, id)


@require_safe
@allowed(TEST)
def own_statement_pdf(request: SignedIn, id: int) -> HttpResponse:
    return _statement_pdf(request, id)


def _statement_pdf(request: SignedIn, id: int) -> HttpResponse:
    sheet = mark_statement_of(verification_or_404(request, id))
    return inline_pdf(render_mark_statement(sheet).pdf, f"keterangan-{sheet.uttp_id}-{sheet.tested_on}.pdf")
