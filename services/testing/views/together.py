"""The results of several alike items on one page, such as the nozzles of a station, saved at once."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from services.models import OrderItem, Verification
from services.testing.actions.verifications import finalize_many
from services.testing.forms.results import TogetherForm
from services.testing.queries.verifications import items_beside
from services.testing.rules import why_not_at_once
from services.testing.views.work import RIGHT, item_or_404
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.pages import post_data, show_form


class ResultRow(NamedTuple):
    item: OrderItem
    draft: Verification | None
    why_not: str


@never_cache
@allowed(RIGHT)
def results(request: SignedIn, id: int) -> HttpResponse:
    item = item_or_404(request, id)
    rows = [_row(beside) for beside in items_beside(item, request.user)]
    form = TogetherForm(post_data(request))
    if form.is_valid():
        _save(request, rows, form.cleaned_data["chosen"])
        return redirect("item_together", id)
    return show_form(
        request,
        "services/testing/together.html",
        form,
        item=item,
        rows=rows,
        ready=sum(not row.why_not for row in rows),
    )


def _row(item: OrderItem) -> ResultRow:
    draft: Verification | None = next(iter(item.drafts), None)  # type: ignore[attr-defined]  # by the query
    if draft:
        draft.item = item
    return ResultRow(item, draft, why_not_at_once(draft))


def _save(request: SignedIn, rows: list[ResultRow], versions: dict[int, int]) -> None:
    chosen = [(row.draft, versions[row.draft.pk]) for row in rows if row.draft and row.draft.pk in versions]
    refused = [(draft, problem) for draft, problem in finalize_many(by=request.user, chosen=chosen) if problem]
    if stored := len(chosen) - len(refused):
        sentence = ngettext("%(count)s hasil tersimpan.", "%(count)s hasil tersimpan.", stored)
        messages.success(request, sentence % {"count": stored})
    for draft, problem in refused:
        messages.error(request, f"{draft.item.instrument}: {problem.detail}")
    if gone := len(versions) - len(chosen):
        sentence = ngettext(
            "%(count)s hasil sudah disimpan atau tidak dapat lagi diuji.",
            "%(count)s hasil sudah disimpan atau tidak dapat lagi diuji.",
            gone,
        )
        messages.warning(request, sentence % {"count": gone})
