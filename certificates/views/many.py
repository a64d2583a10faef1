"""Approving many at once: choose, confirm once, see the outcome of each."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from certificates import actions
from certificates.forms import ChosenForm
from certificates.models import Certificate
from certificates.queries import awaiting_signature_of, certificates_for, certificates_like, with_instruments
from certificates.views.detail import button
from certificates.views.signing import SIGN, became, why_not
from simetro.core.access.guards import SignedIn, allowed, fresh
from simetro.core.kit.errors import DomainError
from simetro.core.web.listing import note_shown

RESULTS = "approval_results"


@allowed(SIGN)
def choose(request: SignedIn) -> HttpResponse:
    form = ChosenForm(request.GET)
    if not form.is_valid():
        return _refused(request, form)
    chosen: dict[int, int] = form.cleaned_data["chosen"]
    waiting = certificates_like(awaiting_signature_of(request.user).filter(pk__in=chosen))
    rows = [row for row in waiting if row.version == chosen[row.pk]]
    note_shown(request, (row.owner_id for row in rows))
    facts = {"rows": rows, "changed": len(chosen) - len(rows)}
    return render(request, "certificates/pages/choose.html", facts)


@allowed(SIGN)
@button
@fresh
def approve_many(request: SignedIn) -> HttpResponseRedirect:
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    versions: dict[int, int] = form.cleaned_data["chosen"]
    certificates = certificates_for(request.user).in_bulk(versions)
    chosen = [(certificates[pk], version) for pk, version in versions.items() if pk in certificates]
    outcomes = actions.approve_many(by=request.user, chosen=chosen)
    request.session[RESULTS] = [_result(*outcome) for outcome in outcomes]
    return redirect("certificate_results")


def _refused(request: SignedIn, form: ChosenForm) -> HttpResponseRedirect:
    messages.error(request, " ".join(map(str, form.errors["chosen"])))
    return redirect("certificate_list")


def _result(certificate: Certificate, problem: DomainError | None) -> tuple[int, bool, str]:
    return certificate.pk, not problem, why_not(problem) if problem else became(certificate)


@allowed(SIGN)
def results(request: SignedIn) -> HttpResponse:
    kept = request.session.get(RESULTS, [])
    certificates = with_instruments(certificates_for(request.user)).in_bulk([pk for pk, *_ in kept])
    rows = [(certificates[pk], is_done, sentence) for pk, is_done, sentence in kept if pk in certificates]
    note_shown(request, (certificate.owner_id for certificate, *_ in rows))
    facts = {
        "rows": rows,
        "done": sum(is_done for _certificate, is_done, _sentence in rows),
        "left": awaiting_signature_of(request.user).count(),
    }
    return render(request, "certificates/pages/results.html", facts)
