"""What the office keeps of an owner: told in plain words, handed out at once, and what he may ask for (UU 27/2022)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import actions, queries
from portal.enums import Wish
from portal.files import ZIP, copy_of
from portal.forms import DataRequestForm
from portal.models import DataRequest
from portal.views.account import for_owners
from simetro.core.access.guards import SignedIn, fresh_throughout
from simetro.core.settings.retention import kept_rules
from simetro.core.web.pages import attachment, created, post_data, show_form
from uttp.models import Owner

SHOWN = 20
OF_OWNERS = ("portal.", "services.", "core.deliveries", "uttp.imports")  # rules about what is kept of them


@require_safe
@for_owners
def overview(request: SignedIn) -> HttpResponse:
    owners = list(queries.governed_by(request.user))
    now = timezone.now()
    asked = queries.data_requests().filter(owner__in=owners).order_by("-pk")[:SHOWN]
    context = {
        "owners": owners,
        "wishes": Wish,
        "asked": [(data_request, data_request.state_at(now)) for data_request in asked],
        "rules": [kept for kept in kept_rules() if kept.rule.code.startswith(OF_OWNERS)],
    }
    return render(request, "portal/own_data.html", context)


@for_owners
def ask(request: SignedIn) -> HttpResponse:
    owners = queries.governed_by(request.user)
    if not owners:
        return redirect("own_data")
    form = DataRequestForm(post_data(request), owners=owners, initial={"wish": request.GET.get("apa", "")})
    if created(request, form, DataRequest, lambda: actions.ask_about_data(by=request.user, **form.facts())):
        messages.success(request, _("Permintaan terkirim. Jawabannya Anda terima dalam 3 × 24 jam."))
        return redirect("own_data")
    return show_form(request, "portal/own_data_ask.html", form)


@for_owners
@fresh_throughout
def copy(request: SignedIn) -> HttpResponse:
    """The page stays while the file is saved."""
    owners = queries.governed_by(request.user)
    if not owners:
        return redirect("own_data")
    if request.method == "POST":
        key = request.POST.get("owner", "")
        owner = get_object_or_404(owners, pk=key[:18] if key.isdecimal() else 0)
        actions.note_copy(by=request.user, owner=owner)
        return pack_of(owner)
    return render(request, "portal/own_data_copy.html", {"owners": owners})


def pack_of(owner: Owner) -> HttpResponse:
    name = f"data-pribadi-{slugify(owner.name)[:40] or 'pemilik'}-{timezone.localdate()}.zip"
    return attachment(copy_of(owner), ZIP, name)
