"""OpenID Connect as a relying party: the authorization code with PKCE, and an ID token that is checked whole.

allauth's provider takes the ID token unsigned and knows no nonce; so the protocol stands here, and joserfc has its
cryptography.
"""

import base64
import hashlib
import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.cache import cache
from joserfc import jws, jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
)  # never "none", never a shared secret
TIMEOUT = 5
LARGEST = 1_000_000
LEEWAY = 60  # seconds that two clocks may differ
LONGEST_SUBJECT = 255  # by the standard
KEPT = 3600  # seconds for which the provider's metadata is cached
REFETCH = 60  # seconds between two fetches of the keys because of an unknown key id


class OidcError(Exception):
    """The answer proves nobody; `code` is for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreachable(Exception):
    """The provider did not answer, so nobody is let in and nobody is put out for it."""


@dataclass(frozen=True)
class Flow:
    """The values that the answer to one sign-in must match; kept in the session and used once."""

    state: str
    nonce: str
    verifier: str
    next: str
    confirms: bool  # a person who is signed in shows that it is still he
    at: float

    @classmethod
    def begin(cls, next: str, *, confirms: bool) -> "Flow":
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, next, confirms, time.time())

    def kept(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Tokens:
    access: str
    refresh: str
    id_token: str


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        """Refuses redirects: a code or a token goes only to the address that it was meant for."""


_web = build_opener(_NoRedirect)


def authorize_url(flow: Flow, callback: str) -> str:
    challenge = base64.urlsafe_b64encode(hashlib.sha256(flow.verifier.encode()).digest()).rstrip(b"=").decode()
    about = provider()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": callback,
        "scope": " ".join(_scopes(about)),
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if flow.confirms:
        asked |= {"prompt": "login", "max_age": "0"}
    there = about["authorization_endpoint"]
    return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"


def exchange(code: str, flow: Flow, callback: str) -> Tokens:
    grant = {"grant_type": "authorization_code", "code": code, "redirect_uri": callback}
    return _tokens({**grant, "code_verifier": flow.verifier})


def refresh(token: str) -> Tokens:
    return _tokens({"grant_type": "refresh_token", "refresh_token": token})


def userinfo(access: str) -> dict[str, Any]:
    request = Request(_endpoint(provider(), "userinfo_endpoint"), headers={"Authorization": f"Bearer {access}"})  # noqa: S310 - https, see _endpoint
    return _answer(request, "userinfo_refused")


def verify(id_token: str, *, nonce: str | None) -> dict[str, Any]:
    """The claims of an ID token, once signature, issuer and audience are right; `nonce` is None after a refresh."""
    try:
        token = jwt.decode(id_token, _key_for(id_token), algorithms=ALGORITHMS)
        _registry(nonce).validate(token.claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OidcError(f"id_token: {getattr(error, 'error', type(error).__name__)}") from error
    claims: dict[str, Any] = token.claims
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != settings.OIDC_CLIENT_ID:
        raise OidcError("id_token: azp")
    if not re.fullmatch(rf"[!-~]{{1,{LONGEST_SUBJECT}}}", str(claims["sub"])):
        raise OidcError("id_token: sub")
    return claims


def provider() -> dict[str, Any]:
    """The provider's metadata; its issuer must be the configured one."""
    name = f"oidc-provider:{_digest(settings.OIDC_ISSUER)}"
    about: dict[str, Any] | None = cache.get(name)
    if about is None:
        address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
        about = _answer(Request(_secure(address)), "discovery_refused")  # noqa: S310 - https, see _secure
        if about.get("issuer") != settings.OIDC_ISSUER:
            raise OidcError("discovery: issuer")
        cache.set(name, about, KEPT)
    return about


def roles_of(claims: Mapping[str, Any]) -> frozenset[str] | None:
    """The roles that the claim is mapped to; None where the claim is missing. A dot in its name enters an object."""
    value: Any = claims
    for part in settings.OIDC_ROLE_CLAIM.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if value is None:
        return None
    named = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(
        settings.OIDC_ROLES[name] for name in named if isinstance(name, str) and name in settings.OIDC_ROLES
    )


def _registry(nonce: str | None) -> JWTClaimsRegistry:
    asked: dict[str, Any] = {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "sub": {"essential": True},
    }
    if nonce is not None:
        asked["nonce"] = {"essential": True, "value": nonce}
    return JWTClaimsRegistry(leeway=LEEWAY, **asked)


def _key_for(id_token: str) -> Any:
    headers = jws.extract_compact(id_token.encode()).headers()
    if headers.get("alg") not in ALGORITHMS:
        raise OidcError("id_token: alg")
    try:
        return _keys(anew=False).get_by_kid(headers.get("kid"))
    except InvalidKeyIdError:  # perhaps the provider has new keys: looked for once, not at every forged token
        if not cache.add("oidc-keys-anew", 1, REFETCH):
            raise
        return _keys(anew=True).get_by_kid(headers.get("kid"))


def _keys(*, anew: bool) -> KeySet:
    name = f"oidc-keys:{_digest(settings.OIDC_ISSUER)}"
    cached = None if anew else cache.get(name)
    key_set = cached or _answer(Request(_endpoint(provider(), "jwks_uri")), "keys_refused")  # noqa: S310 - https, see _endpoint
    usable = [key for key in key_set["keys"] if key.get("kty") in ("RSA", "EC") and key.get("use", "sig") == "sig"]
    keys = KeySet.import_key_set({"keys": usable})
    if cached is None:  # what cannot be read is not kept either
        cache.set(name, key_set, KEPT)
    return keys


def _tokens(grant: dict[str, str]) -> Tokens:
    about = provider()
    headers = {"Accept": "application/json"}
    identity, secret = settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET
    if "client_secret_basic" in about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(identity, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        grant = {**grant, "client_id": identity, "client_secret": secret}
    request = Request(_endpoint(about, "token_endpoint"), urlencode(grant).encode(), headers)  # noqa: S310 - https, see _endpoint
    answer = _answer(request, "token_refused")
    read = {name: answer.get(name, "") for name in ("access_token", "refresh_token", "id_token")}
    if not all(isinstance(value, str) for value in read.values()) or not read["access_token"]:
        raise OidcError("token_unreadable")
    return Tokens(*read.values())


def _answer(request: Request, refused: str) -> dict[str, Any]:
    try:
        with _web.open(request, timeout=TIMEOUT) as response:
            read = json.loads(response.read(LARGEST))
    except HTTPError as error:
        error.close()
        if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR or error.code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Unreachable(str(error.code)) from error
        raise OidcError(refused) from error
    except (OSError, HTTPException) as error:
        raise Unreachable(type(error).__name__) from error
    except ValueError as error:
        raise OidcError(f"{refused}: not JSON") from error
    if not isinstance(read, dict):
        raise OidcError(f"{refused}: no object")
    return read


def _endpoint(about: Mapping[str, Any], name: str) -> str:
    address = about.get(name)
    if not isinstance(address, str):
        raise OidcError(f"discovery: {name}")
    return _secure(address)


def _secure(address: str) -> str:
    scheme = urlsplit(address).scheme
    if scheme != "https" and not (scheme == "http" and settings.RELAXED):
        raise OidcError("discovery: not https")
    return address


def _scopes(about: Mapping[str, Any]) -> list[str]:
    offered = about.get("scopes_supported") or []
    return ["openid", "profile", "email", *(["offline_access"] if "offline_access" in offered else [])]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
