from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core import context
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from simetro.core.accounts import credentials as proofs
from simetro.core.accounts import eoffice
from simetro.core.accounts.forms import WRONG_CODE
from simetro.core.db.ratelimit import client_address
from simetro.core.kit import secrets
from simetro.core.models import Office, User
from simetro.core.models.access import with_rights
from simetro.core.outbox.mail import owe_mail
from simetro.core.web.pages import turned_away


class Adapter(DefaultAccountAdapter):
    def get_login_stages(self) -> list[str]:
        """allauth's own stages, except that only some people must prove their e-mail address."""
        own = f"{__name__}.{ProofOfAddress.__name__}"
        return [own if path.endswith(".EmailVerificationStage") else path for path in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends allauth's mail through the outbox, in Indonesian like all mail."""
        with translation.override(settings.LANGUAGE_CODE):
            message = self.render_mail(template_prefix, email, {"email": email, "office": Office.current(), **context})
        owe_mail(email, message.subject, message.body)

    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:
        """With an e-office, staff sign in there; only the two emergency accounts may use a password here."""
        is_barred = settings.OIDC_ISSUER and user.is_office and not proofs.may_break_glass(user)
        if is_barred and eoffice.SESSION not in (how.get("signal_kwargs") or {}):
            clear_login(request)
            eoffice.note_refusal("by_password", user=user)
            return turned_away(request, eoffice.only_by_eoffice())
        response: HttpResponse | None = super().pre_login(request, user, **how)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        steps = get_authentication_records(request, user)
        how = [str(step.get("type") or step["method"]) for step in steps]
        proofs.note_sign_in(user=user, how=how, address=client_address(request))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        by = request.user if request.user.is_authenticated else None  # he was asked once more
        step = "password" if by is None else "confirm"
        user = by or _meant(credentials)
        proofs.note_failed_sign_in(user=user, step=step, address=client_address(request), by=by)

    def logout(self, request: HttpRequest) -> None:
        assert request.user.is_authenticated  # allauth asks before
        proofs.note_sign_out(user=request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        proofs.reset_password(user=user, password=password)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not settings.OIDC_ISSUER or eoffice.SESSION not in context.request.session:
            return methods
        by_eoffice = {"id": eoffice.SESSION, "description": "", "url": reverse("eoffice_start")}
        return [by_eoffice, *(method for method in methods if method["id"] != "reauthenticate")]

    def get_client_ip(self, request: HttpRequest) -> Any:
        return client_address(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account and address: whoever mistypes elsewhere locks nobody out."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        if user := _meant(credentials):
            account = f"user-{user.pk}"  # by whatever name he is called
        return f"{account}:{truncate_ip(client_address(request))}"


def _meant(credentials: dict[str, Any]) -> User | None:
    login = credentials.get("email") or credentials.get("username") or ""
    return User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login)).order_by("pk").first()


class ProofOfAddress(EmailVerificationStage):
    """Only asked of people who opened their account themselves: the office makes accounts face to face."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not EmailAddress.objects.filter(user=user, verified=False).exists():
            return None, True
        response, goes_on = super().handle()
        return response, goes_on


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted at rest, and sentences are ours."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.decrypt(encrypted_text)

    def _get_site_name(self) -> str:
        """The name that an authenticator app and a browser show beside the key."""
        return "Simetro"


class Backend(AuthenticationBackend):
    """Rights come from roles alone, so nobody's own permissions are ever asked for."""

    def get_user(self, user_id: int) -> User | None:
        user: User | None = with_rights(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> frozenset[str]:
        return user_obj.rights if user_obj.is_active and not user_obj.is_anonymous and obj is None else frozenset()
