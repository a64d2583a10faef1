"""An e-office on loopback: a whole OpenID provider, small, strict with its clients, and able to lie where asked."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.http import HttpResponse
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from simetro.core.models import LogEntry

START, HOME = "/akun/e-office/", "/staf/"
CLIENT, SECRET = "simetro", "rahasia/bersama:uji"
Answer = tuple[str, list[tuple[str, str]], bytes]
Alter = Callable[[dict[str, Any], dict[str, Any]], None]


@cache
def rsa(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


@cache
def ec(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name, "use": "sig", "alg": "ES256"})


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        pass


@dataclass
class Grant:
    person: str
    asked: dict[str, str]


@dataclass
class EOffice:
    """`people` are its accounts by subject; whoever `browse`s signs in as `who`."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    who: str = "s-1"
    key: Any = field(default_factory=lambda: rsa("k1"))
    published: list[Any] = field(default_factory=lambda: [rsa("k1"), ec("e1")])
    alter: Alter = lambda header, claims: None  # of the ID token before it is signed
    sign: Callable[[dict[str, Any], dict[str, Any], Any], str] = lambda header, claims, key: jwt.encode(
        header, claims, key
    )
    discovery: dict[str, Any] = field(default_factory=dict)  # what is said otherwise than true
    roles_in_id_token: bool = True
    is_down: bool = False
    asked: list[str] = field(default_factory=list)  # paths, as they were asked for
    codes: dict[str, Grant] = field(default_factory=dict)
    refreshes: dict[str, str] = field(default_factory=dict)
    accesses: dict[str, str] = field(default_factory=dict)
    _server: WSGIServer | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        self._server = make_server("127.0.0.1", 0, self, handler_class=Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def browse(self, address: str) -> str:
        """A browser at the authorization endpoint, whose person signs in; where it is sent back to."""
        try:
            build_opener(_Stay).open(address, timeout=5)
        except HTTPError as answer:
            location = answer.headers["Location"]
            answer.close()
            return str(location)
        raise AssertionError("no redirect")

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        pages = {
            "/.well-known/openid-configuration": self._discover,
            "/jwks": self._keys,
            "/authorize": self._authorize,
            "/token": self._token,
            "/userinfo": self._userinfo,
        }
        status, headers, body = ("503 Down", [], b"") if self.is_down else pages[path](environ)
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]

    def _discover(self, environ: dict[str, Any]) -> Answer:
        about = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
        }
        return said(about | self.discovery)

    def _keys(self, environ: dict[str, Any]) -> Answer:
        return said({"keys": [key.as_dict(private=False) for key in self.published]})

    def _authorize(self, environ: dict[str, Any]) -> Answer:
        asked = dict(parse_qsl(environ["QUERY_STRING"]))
        wanted = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        if not wanted.items() <= asked.items() or not asked.get("code_challenge"):
            return said({"error": "invalid_request"}, "400 Bad Request")
        code = secrets.token_urlsafe(8)
        self.codes[code] = Grant(self.who, asked)
        back = urlencode({"code": code, "state": asked["state"], "iss": self.url})
        return "302 Found", [("Location", f"{asked['redirect_uri']}?{back}")], b""

    def _token(self, environ: dict[str, Any]) -> Answer:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        if not self._is_client(environ):
            return said({"error": "invalid_client"}, "401 Unauthorized")
        if sent["grant_type"] == "refresh_token":
            person = self.refreshes.pop(sent["refresh_token"], "")
            return self._grant(person, {}) if person in self.people else said({"error": "invalid_grant"}, "400 Bad")
        grant = self.codes.pop(sent["code"], None)
        if grant is None or not self._fits(grant, sent):
            return said({"error": "invalid_grant"}, "400 Bad Request")
        return self._grant(grant.person, grant.asked)

    def _is_client(self, environ: dict[str, Any]) -> bool:
        given = base64.b64decode(environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")).decode()
        return [unquote(part) for part in given.split(":")] == [CLIENT, SECRET]

    def _fits(self, grant: Grant, sent: dict[str, str]) -> bool:
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return (challenge, sent["redirect_uri"]) == (grant.asked["code_challenge"], grant.asked["redirect_uri"])

    def _grant(self, person: str, asked: dict[str, str]) -> Answer:
        access, refresh = secrets.token_urlsafe(8), secrets.token_urlsafe(8)
        self.accesses[access] = self.refreshes[refresh] = person
        tokens = {"access_token": access, "token_type": "Bearer", "refresh_token": refresh}
        return said(tokens | {"id_token": self._id_token(person, asked)})

    def _id_token(self, person: str, asked: dict[str, str]) -> str:
        now = int(time.time())
        facts = {
            name: value for name, value in self.people[person].items() if name != "roles" or self.roles_in_id_token
        }
        claims = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": person,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            **facts,
        }
        claims |= {"nonce": asked["nonce"]} if "nonce" in asked else {}
        header = {"alg": self.key.get("alg"), "kid": self.key.kid}
        self.alter(header, claims)
        return self.sign(header, claims, self.key)

    def _userinfo(self, environ: dict[str, Any]) -> Answer:
        person = self.accesses.get(environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer "), "")
        if person not in self.people:
            return said({"error": "invalid_token"}, "401 Unauthorized")
        return said({"sub": person, **self.people[person]})


def said(data: dict[str, Any], status: str = "200 OK") -> Answer:
    return status, [("Content-Type", "application/json")], json.dumps(data).encode()


def state_of(address: str) -> str:
    return dict(parse_qsl(urlsplit(address).query))["state"]


def back_from(client: Client, there: EOffice, start: str = START) -> str:
    answer = client.get(start)
    assert answer.status_code == 302, answer.content
    return there.browse(answer["Location"]).removeprefix("https://simetro.test")


def come(client: Client, there: EOffice, start: str = START) -> HttpResponse:
    return client.get(back_from(client, there, start))


def signed_in(there: EOffice) -> Client:
    client = Client()
    assert come(client, there)["Location"] == "/masuk-ke/"
    assert client.get(HOME).status_code == 200
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def is_out(client: Client) -> bool:
    return "_auth_user_id" not in client.session


def refusals() -> list[str]:
    return [entry.data["why"] for entry in LogEntry.objects.filter(verb="core.eoffice_refused").order_by("pk")]


def altered(**claims: Any) -> Callable[[EOffice], None]:
    def lie(there: EOffice) -> None:
        def alter(_header: dict[str, Any], said: dict[str, Any]) -> None:
            said.update(claims)
            for name in [name for name, value in said.items() if value is None]:
                del said[name]

        there.alter = alter

    return lie
