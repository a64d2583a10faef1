"""The forms of signing in and of opening an account, in the field's words; allauth keeps what they do."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from simetro.core.actions import open_account
from simetro.core.forms import LineField
from simetro.core.models import User

PASSWORD_HELP = _("Paling sedikit 10 karakter, dan tidak mudah ditebak.")
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


def _explain(code: forms.Field) -> None:
    code.label, code.help_text = _("Kode"), CODE_HELP
