from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.internal.ratelimit import truncate_ip
from django.db.models import Model
from django.http import HttpRequest

from simetro.core.ratelimit import client_address


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are handed out at the counter for now."""
        return False

    def get_client_ip(self, request: HttpRequest) -> Any:
        return client_address(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures count per account and address: whoever mistypes elsewhere locks nobody out."""
        account = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{account}:{truncate_ip(client_address(request))}"


class Backend(AuthenticationBackend):
    """Rights come from roles alone, so nobody's own permissions are ever asked for."""

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> frozenset[str]:
        return user_obj.rights if user_obj.is_active and not user_obj.is_anonymous and obj is None else frozenset()
