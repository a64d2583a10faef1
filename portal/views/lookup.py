"""What every public look-up has in common: its page for unknown numbers, and no caching."""

from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from simetro.core.access.guards import View
from simetro.core.kit.errors import NotFound

MOST_TYPED = 120


def look_up(view: View) -> View:
    """Shows the same page for unknown and mistyped numbers, and keeps caches and search engines away.

    A token comes from a QR code and is never typed, so an unknown one means that the letter is not ours.
    """

    @wraps(view)
    def looking_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except NotFound:
            template = "portal/unknown_letter.html" if "token" in kwargs else "portal/not_found.html"
            response = render(request, template, {"typed": _typed(request, **kwargs)}, status=404)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(looking_up)


def _typed(request: HttpRequest, transaction_number: str = "", uttp_id: str = "", **kwargs: Any) -> str:
    return (request.GET.get("q") or transaction_number or uttp_id)[:MOST_TYPED]
