"""The desk confirms or refuses that an account belongs to an owner."""

from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal import actions, queries
from simetro.core.access.guards import SignedIn, allowed
from simetro.core.web.forms import ReasonForm
from simetro.core.web.listing import page_of
from simetro.core.web.pages import confirm, post_data, posted_version, press
from uttp.actions import note_view

DECIDE = "portal.change_linkrequest"


@require_safe
@allowed(DECIDE)
def listed(request: SignedIn) -> HttpResponse:
    return render(
        request,
        "portal/links.html",
        {"page_obj": page_of(request, queries.open_link_requests(), whose=attrgetter("owner_id"))},
    )


@require_POST
@allowed(DECIDE)
def approve(request: SignedIn, id: int) -> HttpResponse:
    asked = get_object_or_404(queries.link_requests(), pk=id)
    version = posted_version(request)
    return press(
        request,
        lambda: actions.approve_link(by=request.user, request=asked, version=version),
        back=reverse("link_list"),
        done=_("%(account)s sekarang terhubung dengan %(owner)s.") % {"account": asked.account, "owner": asked.owner},
    )


@allowed(DECIDE)
def refuse(request: SignedIn, id: int) -> HttpResponse:
    asked = get_object_or_404(queries.link_requests(), pk=id)
    note_view(by=request.user, owner=asked.owner)
    return confirm(
        request,
        ReasonForm(post_data(request), initial={"version": asked.version}),
        lambda **typed: actions.refuse_link(by=request.user, request=asked, **typed),
        title=_("Tolak penghubungan akun"),
        what=_("%(account)s tidak dihubungkan dengan %(owner)s, dan mendapat alasannya lewat e-mail.")
        % {"account": asked.account, "owner": asked.owner},
        verb=_("Tolak"),
        back=reverse("link_list"),
        done=_("Permintaan ditolak."),
        danger=True,
    )
