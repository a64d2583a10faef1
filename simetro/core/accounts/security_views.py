"""A person's own page "Keamanan akun": password, codes of an app, passkeys, recovery codes."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from simetro.core.access.guards import (
    SignedIn,
    allowed,
    fresh,
    fresh_throughout,
)
from simetro.core.accounts import credentials
from simetro.core.accounts.credentials import Kind
from simetro.core.accounts.forms import AppCodeForm, PasskeyForm, PasswordForm
from simetro.core.documents.qr import qr_svg
from simetro.core.kit import secrets
from simetro.core.models import User
from simetro.core.web.forms import PageForm
from simetro.core.web.pages import attachment, confirm, post_data, show_form, succeeded

PENDING = "new_app"  # of the session, until the app has shown that it knows it


def layout_of(user: User) -> str:
    return "core/staff.html" if user.is_office else "core/public.html"


def _show(request: SignedIn, name: str, title: str, form: PageForm | None = None, **shown: Any) -> HttpResponse:
    return show_form(request, f"core/security/{name}.html", form, layout=layout_of(request.user), title=title, **shown)


def _done(request: SignedIn, sentence: str, page: str = "account_security") -> HttpResponse:
    messages.success(request, sentence)
    return redirect(page)


def _factor_or_404(user: User, **which: Any) -> Any:
    factor = credentials.factors_of(user).filter(**which).first()
    if factor is None:
        raise Http404
    return factor


@allowed()
@never_cache
def overview(request: SignedIn) -> HttpResponse:
    factors = list(credentials.factors_of(request.user))
    return _show(
        request,
        "overview",
        _("Keamanan akun"),
        app=next((factor for factor in factors if factor.type == Kind.TOTP), None),
        passkeys=[factor for factor in factors if factor.type == Kind.WEBAUTHN],
        codes_left=len(credentials.codes_of(request.user)),
    )


@allowed()
def password(request: SignedIn) -> HttpResponse:
    form = PasswordForm(post_data(request), user=request.user)
    if succeeded(form, lambda: credentials.change_password(user=request.user, **form.cleaned_data)):
        update_session_auth_hash(request, request.user)
        return _done(request, _("Kata sandi sudah diganti. Perangkat lain harus masuk lagi."))
    return _show(request, "password", _("Ganti kata sandi"), form)


@allowed()
@fresh_throughout
@never_cache
def add_app(request: SignedIn) -> HttpResponse:
    kept = request.session.get(PENDING, "") if request.method == "POST" else ""
    secret = secrets.decrypt(kept) or generate_totp_secret()
    form = AppCodeForm(post_data(request))
    if succeeded(form, lambda: credentials.add_app(user=request.user, secret=secret, **form.cleaned_data)):
        request.session.pop(PENDING, None)
        return _done(request, _("Aplikasi autentikator aktif. Simpan kode cadangan ini."), "account_codes")
    request.session[PENDING] = secrets.encrypt(secret)
    qr = qr_svg(get_adapter().build_totp_url(request.user, secret))
    return _show(request, "app", _("Tambah aplikasi autentikator"), form, secret=secret, qr=qr)


@allowed()
@fresh
def remove_app(request: SignedIn) -> HttpResponse:
    factor = _factor_or_404(request.user, type=Kind.TOTP)
    what = _("Saat masuk, kode dari aplikasi tidak diminta lagi.")
    return _remove(request, factor, _("Hapus aplikasi autentikator?"), what)


@allowed()
@fresh
def remove_passkey(request: SignedIn, id: int) -> HttpResponse:
    factor = _factor_or_404(request.user, type=Kind.WEBAUTHN, pk=id)
    what = _("Kunci “%(name)s” tidak dapat dipakai masuk lagi.") % {"name": factor}
    return _remove(request, factor, _("Hapus kunci sandi?"), what)


def _remove(request: SignedIn, factor: Any, title: str, what: str) -> HttpResponse:
    return confirm(
        request,
        PageForm(post_data(request)),
        lambda: credentials.remove_factor(user=request.user, factor=factor),
        title=title,
        what=what,
        verb=_("Hapus"),
        back=reverse("account_security"),
        done=_("Sudah dihapus."),
        danger=True,
        layout=layout_of(request.user),
    )


@allowed()
@fresh_throughout
@never_cache
def add_passkey(request: SignedIn) -> HttpResponse:
    form = PasskeyForm(post_data(request))
    if succeeded(form, lambda: credentials.add_passkey(user=request.user, **form.cleaned_data)):
        return _done(request, _("Kunci sandi ditambahkan. Simpan juga kode cadangan ini."), "account_codes")
    options = {"creation_options": webauthn.begin_registration(request.user, True)}
    return _show(request, "passkey", _("Tambah kunci sandi (passkey)"), form, options=options)


@allowed()
@fresh_throughout
@never_cache
def codes(request: SignedIn) -> HttpResponse:
    left = credentials.codes_of(request.user)
    if not credentials.factors_of(request.user).exists():
        return redirect("account_security")
    return _show(request, "codes", _("Kode cadangan"), codes=left)


@allowed()
@fresh_throughout
@never_cache
def download_codes(request: SignedIn) -> HttpResponse:
    left = credentials.codes_of(request.user)
    if not left:
        raise Http404
    page = [
        _("Kode cadangan Simetro untuk %(name)s. Tiap kode hanya sekali pakai.") % {"name": request.user},
        "",
        *left,
    ]
    return attachment("\n".join(page) + "\n", "text/plain; charset=utf-8", "kode-cadangan-simetro.txt")


@allowed()
@fresh
def renew_codes(request: SignedIn) -> HttpResponse:
    return confirm(
        request,
        PageForm(post_data(request)),
        lambda: credentials.renew_codes(user=request.user),
        title=_("Buat kode cadangan baru?"),
        what=_("Semua kode cadangan yang lama tidak berlaku lagi."),
        verb=_("Buat kode baru"),
        back=reverse("account_codes"),
        done=_("Kode cadangan baru sudah dibuat. Simpan sekarang."),
        layout=layout_of(request.user),
    )
