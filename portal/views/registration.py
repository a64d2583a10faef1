"""Signing up for a sidang without an account; whoever has the number sees what is registered, never by whom."""

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
from services.papers.sign_up_slip import render_sign_up_slip, sign_up_slip_of
from services.sidang.actions import registrations as registration_actions
from services.sidang.actions.registrations import cancel_registration
from services.sidang.forms.registrations import SignUpForm
from services.sidang.queries.registrations import registration_by_number
from simetro.core.documents.qr import qr_svg
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import confirm, created, inline_pdf, post_data, show_form
from simetro.core.web.public_pages import public_url


def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    sidang: Sidang = get_object_or_404(announced_sidang(timezone.localdate()), slug=slug)
    form = SignUpForm(post_data(request), sidang=sidang)

    def register() -> Registration:
        count_registration(request)
        return registration_actions.sign_up(by=None, sidang=sidang, **form.facts())

    if registration := created(request, form, Registration, register):
        return redirect("public_registration", registration.number)
    return show_form(request, "portal/sign_up.html", form, sidang=sidang, left=places_left([sidang])[sidang.pk])


def _registration_or_404(request: HttpRequest, number: str) -> Registration:
    return looked_up(request, lambda: registration_by_number(number))


@look_up
@require_safe
def detail(request: HttpRequest, number: str) -> HttpResponse:
    registration = _registration_or_404(request, number)
    url, state = public_url(registration), registration.state_on(timezone.localdate())
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
    registration = _registration_or_404(request, number)
    document = render_sign_up_slip(sign_up_slip_of(registration))
    return inline_pdf(document.pdf, f"pendaftaran-{registration.number}.pdf")


@look_up
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    registration = _registration_or_404(request, number)
    return confirm(
        request,
        PageForm(post_data(request)),
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
