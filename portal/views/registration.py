"""Signing up for a sidang without an account; whoever has the number sees what is registered, never by whom."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.limits import count_registration, looked_up
from portal.views.lookup import look_up
from services.calendar.queries import announced_sidang, places_left
from services.enums import RegistrationStatus
from services.models import Registration, Sidang
from services.papers.addresses import registration_url
from services.papers.sign_up_slip import render_sign_up_slip, sign_up_slip_of
from services.sidang.actions import registrations as registration_actions
from services.sidang.actions.registrations import cancel_registration
from services.sidang.forms.registrations import SignUpForm
from services.sidang.queries.registrations import registration_by_number
from simetro.core.documents.qr import qr_svg
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import (
    confirm,
    inline_pdf,
    made_by,
    typed,
)


def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    sidang: Sidang = get_object_or_404(announced_sidang(timezone.localdate()), slug=slug)
    form = SignUpForm(typed(request), sidang=sidang)

    def send(*, once: UUID, **_typed: Any) -> Registration:
        count_registration(request)
        return registration_actions.sign_up(by=None, sidang=sidang, sent_as=once, wanted=form.wanted(), **form.facts())

    registration = made_by(form, send)
    if registration:
        return redirect("public_registration", registration.number)
    context = {"sidang": sidang, "form": form, "left": places_left([sidang])[sidang.pk]}
    return render(request, "portal/sign_up.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, number: str) -> Registration:
    return looked_up(request, lambda: registration_by_number(number))


@look_up
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    registration = _found(request, number)
    url, state = registration_url(registration), registration.state_on(timezone.localdate())
    context = {
        "registration": registration,
        "sidang": registration.sidang,
        "state": state,
        "is_open": state == RegistrationStatus.REGISTERED,
        "url": url,
        "qr": qr_svg(url),
    }
    return render(request, "portal/registration.html", context)


@look_up
@require_safe
def slip_pdf(request: HttpRequest, number: str) -> HttpResponse:
    registration = _found(request, number)
    document = render_sign_up_slip(sign_up_slip_of(registration))
    return inline_pdf(document.pdf, f"pendaftaran-{registration.number}.pdf")


@look_up
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    registration = _found(request, number)
    return confirm(
        request,
        PageForm(typed(request)),
        lambda: cancel_registration(registration=registration),
        title=_("Batalkan pendaftaran"),
        what=_("Pendaftaran %(number)s dibatalkan, dan tempatnya dapat dipakai orang lain.")
        % {"number": registration.number},
        verb=_("Batalkan pendaftaran"),
        back=reverse("public_registration", args=[registration.number]),
        done=_("Pendaftaran dibatalkan. Terima kasih sudah memberi tahu."),
        danger=True,
        layout="core/public.html",
    )
