"""The settings in one place, in the order in which an office is set up, and how far each of them is."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simetro.core.access.guards import SignedIn, allowed
from simetro.core.settings.reference import references
from simetro.core.settings.setup import settings_for


@require_safe
@allowed("core.manage_reference_data")
def home(request: SignedIn) -> HttpResponse:
    more = [reference.setting for reference in references().values()]
    settings = [
        (setting, setting.standing() if setting.standing else None) for setting in settings_for(request.user, more)
    ]
    groups = [(group.label, list(members)) for group, members in groupby(settings, key=lambda pair: pair[0].group)]
    missing = [setting for setting, standing in settings if standing and not standing.is_done]
    return render(request, "core/settings/home.html", {"groups": groups, "missing": missing})
