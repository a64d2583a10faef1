from functools import wraps
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from certificates import files
from certificates.models import Certificate
from certificates.queries import certificates_for
from certificates.views.facts import facts_of
from simetro.core.access import SignedIn, View, allowed


def button(view: View) -> View:
    """An address for buttons only: whoever opens it, after signing in again say, is led to where the button is."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        return redirect("certificate_detail", kwargs["id"]) if "id" in kwargs else redirect("certificate_list")

    return guarded


def found(request: SignedIn, id: int) -> Certificate:
    return get_object_or_404(certificates_for(request.user).select_related("replaces", "asked_by"), pk=id)


@allowed("certificates.use_certificates")
def detail(request: SignedIn, id: int) -> HttpResponse:
    return render(request, "certificates/pages/detail.html", facts_of(found(request, id), request.user))


@allowed("certificates.use_certificates")
def preview(request: SignedIn, id: int) -> HttpResponseBase:
    return files.preview(found(request, id))


@allowed("certificates.use_certificates")
def file(request: SignedIn, id: int) -> FileResponse:
    return files.issued(found(request, id))
