from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from certificates.exports import CERTIFICATES
from certificates.models import Certificate, Tier
from certificates.queries import asked_of_last_tier, people_by_tier, tiers_without_signer
from certificates.rules import is_last_tier
from certificates.views.tabs import Tab, counts_of, tabs_of
from services.models import Verification
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.exports import exported, is_export
from simetro.core.web.listing import FilterForm, chips_for, page_of


@allowed("certificates.use_certificates")
def listed(request: SignedIn, tab: str = "") -> HttpResponseBase:
    tabs = tabs_of(request.user)
    chosen = next((each for each in tabs if each.code == tab or not tab), None)
    if chosen is None:
        raise Http404
    filters = chosen.filters(request.GET)
    rows = chosen.rows(request.user, **filters.wanted)
    if is_export(request) and not chosen.is_drafting:
        return exported(request, CERTIFICATES, rows)
    return _page(request, chosen, tabs, filters, rows)


def _page(request: SignedIn, chosen: Tab, tabs: list[Tab], filters: FilterForm, rows: QuerySet[Any]) -> HttpResponse:
    counts = counts_of(request.user, tabs)
    page = page_of(request, rows, chosen.per_page, whose=_owner_of)
    facts = {
        "tab": chosen,
        "tabs": [(each, counts.get(each.code)) for each in tabs],
        "filters": filters,
        "chips": chips_for(request, chosen.chip, chosen.choices()) if chosen.chip else [],
        "page_obj": page,
    }
    return render(request, chosen.template, facts | _more(request, chosen, list(page.object_list)))


def _owner_of(row: Certificate | Verification) -> int:
    return row.owner_id if isinstance(row, Certificate) else row.item.order.owner_id


def _more(request: SignedIn, tab: Tab, rows: list[Any]) -> dict[str, Any]:
    """The context that only this tab needs."""
    if tab.code == "perlu-disusun":
        return {"groups": _groups(rows)}
    if tab.code == "verifikasi":
        return {"rows": _with_lacking(rows)}
    tiers = {tier.position: tier for tier in Tier.objects.all()}
    asked = asked_of_last_tier() if tab.code == "menunggu" and is_last_tier(request.user) else ()
    return {"rows": [(row, tiers.get(row.tier)) for row in rows], "asked": list(asked)}


def _groups(verifications: Iterable[Verification]) -> list[list[Verification]]:
    return [list(group) for _key, group in groupby(verifications, key=_alike)]


def _alike(verification: Verification) -> tuple[int, str, str]:
    instrument = verification.item.instrument
    return verification.item.order.owner_id, instrument.kind_code, verification.verdict


def _with_lacking(rows: list[Certificate]) -> list[tuple[Certificate, Tier | None, list[Tier]]]:
    people = people_by_tier(timezone.localdate())
    tiers = {tier.position: tier for tier in people}
    lacking = tiers_without_signer(rows, people)
    return [(row, tiers.get(row.tier or 0), lacking[row.pk]) for row in rows]
