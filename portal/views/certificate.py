from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal import queries
from portal.limits import looked_up


def verify(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/verify.html")


def verify_token(request: HttpRequest, token: str) -> HttpResponse:
    certificate = looked_up(request, lambda: queries.certificate_by_token(token))
    return render(request, "portal/certificate.html", {"certificate": certificate})
