from functools import wraps
from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from certificates import files
from certificates.actions import note_view
from certificates.models import Certificate, SignOff
from certificates.queries import certificates_for
from certificates.views.facts import facts_of
from simetro.core.access.guards import SignedIn, View, allowed
from uttp.actions import note_view as note_owner


def button(view: View) -> View:
    """For addresses that only take POST. Opening one, say after signing in again, leads to the certificate or list."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        return redirect("certificate_detail", kwargs["id"]) if "id" in kwargs else redirect("certificate_list")

    return guarded


def certificate_or_404(request: SignedIn, id: int) -> Certificate:
    certificate = get_object_or_404(certificates_for(request.user), pk=id)
    note_owner(by=request.user, owner=certificate.owner, through=certificate)
    return certificate


def shown_certificate_or_404(request: SignedIn, id: int) -> Certificate:
    """For pages that name the owner: it is logged who looked."""
    certificates = certificates_for(request.user).select_related("replaces", "asked_by")
    sign_offs = Prefetch("sign_offs", SignOff.objects.select_related("person"))
    certificate = get_object_or_404(certificates.prefetch_related(sign_offs), pk=id)
    note_view(by=request.user, certificate=certificate)
    return certificate


@allowed("certificates.use_certificates")
def detail(request: SignedIn, id: int) -> HttpResponse:
    return render(
        request, "certificates/pages/detail.html", facts_of(shown_certificate_or_404(request, id), request.user)
    )


@allowed("certificates.use_certificates")
def preview(request: SignedIn, id: int) -> HttpResponseBase:
    return files.preview(shown_certificate_or_404(request, id))


@allowed("certificates.use_certificates")
def file(request: SignedIn, id: int) -> FileResponse:
    return files.issued(shown_certificate_or_404(request, id))
