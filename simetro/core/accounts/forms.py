"""The forms of signing in and of opening an account, in the field's words; allauth keeps what they do."""

from typing import Any

from allauth.account import forms as allauth
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from simetro.core.accounts.actions import check_password, open_account, refuse_to_lock_out
from simetro.core.accounts.credentials import Kind, note_failed_sign_in, use_app_code
from simetro.core.db.ratelimit import client_address
from simetro.core.kit.roles import Role
from simetro.core.models import User
from simetro.core.web.forms import LineField, PageForm, ReferenceForm
from simetro.core.web.listing import FilterForm

PASSWORD_HELP = _("Paling sedikit 10 karakter, dan tidak mudah ditebak.")
WRONG_CODE = _("Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.")
FAILED_PASSKEY = _("Kunci sandi tidak terbaca. Coba sekali lagi.")
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
CODE_HELP = _("Kode dari e-mail yang baru kami kirim. Periksa juga folder spam.")


class LoginForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Nama pengguna atau e-mail")
        self.fields["login"].widget.attrs = {"autocomplete": "username"}
        self.fields["password"].help_text = ""


class SignupForm(allauth.SignupForm):
    """An owner's account; the username is made from his e-mail, which he signs in with."""

    name = LineField(label=_("Nama Anda"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        user: User = super().save(request)
        return open_account(user=user, name=self.cleaned_data["name"])


class EmailCodeForm(allauth.ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _explain(self.fields["code"])


class ResetCodeForm(allauth.ConfirmPasswordResetCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _explain(self.fields["code"])


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = PASSWORD_HELP


class OnceCode:
    """Lets a code of the app count only once, even in the minute in which allauth would accept it again."""

    fields: dict[str, forms.Field]
    authenticator: Any
    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode")
        self.fields["code"].help_text = _("Enam angka dari aplikasi autentikator, atau satu kode cadangan.")
        self.fields["code"].widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        try:
            return self._checked_code()
        except forms.ValidationError:
            _note_failure(self.user, "code")
            raise

    def _checked_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into
        if self.authenticator.type == Kind.TOTP and not use_app_code(self.authenticator, code):
            raise forms.ValidationError(WRONG_CODE)
        return code


class SecondStepForm(OnceCode, mfa.AuthenticateForm):
    pass


class ConfirmByCodeForm(OnceCode, mfa.ReauthenticateForm):
    pass


class Readable:
    """Treats malformed passkey data as a wrong passkey; allauth would crash on some of it."""

    def clean_credential(self) -> Any:
        try:
            return self._checked_credential()
        except forms.ValidationError:
            _note_failure(getattr(self, "user", None), "passkey")
            raise

    def _checked_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # of the form that this is mixed into
        except UNREADABLE:
            raise forms.ValidationError(FAILED_PASSKEY) from None
        except forms.ValidationError as error:
            raise forms.ValidationError(FAILED_PASSKEY) if error.code == "incorrect_code" else error from None


class SecondStepPasskeyForm(Readable, passkeys.AuthenticateWebAuthnForm):
    pass


class ConfirmByPasskeyForm(Readable, passkeys.ReauthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(Readable, passkeys.LoginWebAuthnForm):
    pass


class PasswordForm(PageForm):
    old = forms.CharField(
        label=_("Kata sandi sekarang"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        return check_password(self.cleaned_data["password"], self.user)


class AppCodeForm(PageForm):
    code = LineField(
        label=_("Kode dari aplikasi"),
        max_length=10,
        help_text=_("Enam angka yang sekarang terlihat di aplikasi."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PasskeyForm(PageForm):
    """`credential` is put in by the browser, which has asked for a finger, a face or a PIN."""

    name = LineField(label=_("Nama kunci"), max_length=60, help_text=_("Misalnya HP saya, atau laptop kantor."))
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": FAILED_PASSKEY})

    def clean_credential(self) -> dict[str, Any]:
        credential: dict[str, Any] = self.cleaned_data["credential"]
        try:
            webauthn.parse_registration_response(credential)
            made = webauthn.complete_registration(credential)
        except (*UNREADABLE, forms.ValidationError):
            raise forms.ValidationError(FAILED_PASSKEY) from None
        if not made.is_user_verified():
            raise forms.ValidationError(FAILED_PASSKEY)
        return credential


def _note_failure(user: User | None, step: str) -> None:
    request = context.request
    by = request.user if request.user.is_authenticated else None  # he was asked once more
    note_failed_sign_in(user=by or user, step=step, address=client_address(request), by=by)


def _explain(code: forms.Field) -> None:
    code.label, code.help_text = _("Kode"), CODE_HELP


class PeopleFilter(FilterForm):
    role = forms.ChoiceField(required=False, choices=Role, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("active", _("Aktif")), ("inactive", _("Nonaktif"))],
    )


class UserForm(ReferenceForm):
    """A person as a super admin fills him in."""

    roles = forms.MultipleChoiceField(
        label=_("Peran"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    new_password = forms.CharField(
        label=_("Kata sandi baru"), widget=forms.PasswordInput, required=False, help_text=_("Kosongkan bila tetap.")
    )

    class Meta:
        model = User
        fields = (
            "name",
            "username",
            "roles",
            "nip",
            "rank",
            "email",
            "new_password",
            "is_active",
            "eoffice_username",
            "break_glass",
        )
        labels = {"is_active": _("Boleh masuk"), "username": _("Nama pengguna")}
        help_texts = {
            "is_active": _("Tanpa centang ini ia keluar sekarang juga dan tidak dapat masuk lagi."),
            "username": _("Huruf, angka, dan tanda @ . + - _ saja."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = sorted(self.instance.roles)
        else:
            self.fields["new_password"].help_text = _("Boleh kosong bila ia masuk lewat e-office.")
            self.fields["is_active"].help_text = ""

    def clean_username(self) -> str:
        """People sign in by it, however they write it."""
        return self._only_his("username", _("Nama pengguna ini sudah dipakai orang lain. Pilih yang lain."))

    def clean_email(self) -> str:
        return self._only_his("email", _("Alamat e-mail ini sudah dipakai akun lain. Orang juga masuk dengannya."))

    def clean_eoffice_username(self) -> str:
        return self._only_his("eoffice_username", _("Akun e-office ini sudah terhubung dengan petugas lain."))

    def _only_his(self, name: str, sentence: Any) -> str:
        value: str = self.cleaned_data[name]
        others = User.objects.exclude(pk=self.instance.pk)
        if value and others.filter(**{f"{name}__iexact": value}).exists():
            raise forms.ValidationError(sentence)
        return value

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        return check_password(password, self.instance) if password else ""

    def check(self) -> None:
        refuse_to_lock_out(self.instance, self.cleaned_data["roles"])
