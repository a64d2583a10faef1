from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from certificates import files
from certificates.queries import certificates_for
from portal.queries import invitations_to, open_link_requests
from portal.views.sections import SECTIONS, with_state
from simetro.core.access.guards import SignedIn, View
from simetro.core.web.listing import FilterForm, page_of

SHOWN = 5


def for_owners(view: View) -> View:
    """Lets owners see their own pages; staff are sent to the staff home."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return redirect("staff_home") if request.user.is_office else view(request, *args, **kwargs)

    return login_required(never_cache(guarded))


@for_owners
def owner_home(request: SignedIn) -> HttpResponse:
    rows_of = [(section, section.find(request.user)) for section in SECTIONS.values()]
    sections = [(section, with_state(rows[:SHOWN]), rows.count()) for section, rows in rows_of]
    facts = {
        "has_owners": any(section.url_name == "owner_owners" and count for section, _rows, count in sections),
        "asked": open_link_requests().filter(account=request.user),
        "invitations": invitations_to(request.user),
    }
    return render(request, "portal/owner_home.html", {"sections": sections, "shown": SHOWN, **facts})


@for_owners
def owner_list(request: SignedIn, section: str) -> HttpResponse:
    chosen = SECTIONS[section]
    filters = FilterForm(request.GET)
    page = page_of(request, chosen.search(chosen.find(request.user), filters.wanted["search"]))
    facts = {"section": chosen, "filters": filters, "page_obj": page, "rows": with_state(page.object_list)}
    return render(request, "portal/owner_list.html", facts)


@for_owners
def owner_file(request: SignedIn, token: str) -> FileResponse:
    return files.issued(get_object_or_404(certificates_for(request.user), verify_token=token), to_keep=True)
