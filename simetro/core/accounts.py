from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from simetro.core.ratelimit import client_address


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are handed out at the counter for now."""
        return False

    def get_client_ip(self, request: HttpRequest) -> Any:
        return client_address(request)
