"""Bearer tokens, and the guard that answers 401, 403 and 404 before a body is even read."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja.security import HttpBearer

from simetro.core.access.guards import SignedIn, require
from simetro.core.kit.errors import Forbidden, NotFound, Unauthenticated
from simetro.core.models import ApiToken, User

Finder = Callable[[User], QuerySet[Any]]
Rule = Callable[[User, Any], bool]


class Call(SignedIn):
    """A request that a guard let in, with the object that the path names."""

    object: Any


class TokenAuth(HttpBearer):
    def __call__(self, request: HttpRequest) -> User:
        user: User | None = super().__call__(request)
        if user is None:
            raise Unauthenticated("Kirim token yang berlaku pada header Authorization: Bearer.")
        return user

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        tokens = ApiToken.objects.filter(digest=ApiToken.digest_of(token), user__is_active=True)
        api_token = tokens.select_related("user").first()
        if api_token is None:
            return None
        request.user = api_token.user
        return api_token.user


class Guard(TokenAuth):
    """Lets a request pass where its user holds the right and, for `{int:id}` paths, may see that object.

    A rule about that object is asked here too, so that who may not is told before what he sent is read.
    """

    # One security scheme in the OpenAPI document, whatever the guard asks besides.
    openapi_name = "TokenAuth"

    def __init__(self, right: str, find: Finder | None, rule: Rule | None) -> None:
        super().__init__()
        self.right = right
        self.find = find
        self.rule = rule

    def __call__(self, request: Call) -> User:  # type: ignore[override]  # it is made one here
        user = super().__call__(request)
        require(user, self.right)
        if self.find is not None:
            request.object = self.find(user).filter(pk=_named(request)).first()
            if request.object is None:
                raise NotFound
            if self.rule is not None and not self.rule(user, request.object):
                raise Forbidden
        return user


def _named(request: HttpRequest) -> int:
    assert request.resolver_match is not None
    pk: int = request.resolver_match.kwargs["id"]
    return pk


bearer = TokenAuth()


def guard(right: str, find: Finder | None = None, rule: Rule | None = None) -> Guard:
    return Guard(right, find, rule)
