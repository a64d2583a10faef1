"""Nobody gets in with what the e-office did not say to him: one plain sentence, no session, and the log says why."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from simetro.core.accounts import oidc
from simetro.core.models import EOfficeSession, User
from tests.eoffice import (
    START,
    EOffice,
    altered,
    back_from,
    come,
    ec,
    is_out,
    refusals,
    rsa,
    signed_in,
    state_of,
    text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
UNTRUSTED = "tidak dapat dipercaya"


def forged(alg: str, secret: bytes = b"") -> Callable[[dict[str, Any], dict[str, Any], Any], str]:
    def coded(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    def sign(header: dict[str, Any], claims: dict[str, Any], key: Any) -> str:
        body = f"{coded(json.dumps({**header, 'alg': alg}).encode())}.{coded(json.dumps(claims).encode())}"
        return f"{body}.{coded(hmac.digest(secret, body.encode(), hashlib.sha256)) if secret else ''}"

    return sign


def with_key(key: Any) -> Callable[[EOffice], None]:
    def lie(there: EOffice) -> None:
        there.key = key

    return lie


def signed(sign: Callable[[dict[str, Any], dict[str, Any], Any], str]) -> Callable[[EOffice], None]:
    def lie(there: EOffice) -> None:
        there.sign = sign

    return lie


def same_name_other_key(there: EOffice) -> None:
    real, other = rsa("k1"), rsa("theirs")
    there.key = type(other).import_key(other.as_dict(private=True) | {"kid": real.kid})


def without_a_name(there: EOffice) -> None:
    there.alter = lambda header, claims: header.pop("kid")


PUBLIC = rsa("k1").as_pem(private=False)
LIES: dict[str, tuple[Callable[[EOffice], None], str]] = {
    "wrong audience": (altered(aud="lain"), "id_token: invalid_claim"),
    "audience among others, not authorised": (altered(aud=["simetro", "lain"]), "id_token: azp"),
    "no audience": (altered(aud=None), "id_token: missing_claim"),
    "wrong issuer": (altered(iss="https://jahat.example"), "id_token: invalid_claim"),
    "no issuer": (altered(iss=None), "id_token: missing_claim"),
    "other nonce": (altered(nonce="yang dahulu"), "id_token: invalid_claim"),
    "no nonce": (altered(nonce=None), "id_token: missing_claim"),
    "expired": (altered(exp=int(time.time()) - 3600), "id_token: expired_token"),
    "never expires": (altered(exp=None), "id_token: missing_claim"),
    "from the future": (altered(iat=int(time.time()) + 86400), "id_token: invalid_claim"),
    "no subject": (altered(sub=None), "id_token: missing_claim"),
    "subject of a kind that it is not": (altered(sub=["s-1"]), "id_token: invalid_claim"),
    "subject with what nobody can see": (altered(sub="s-1\0"), "id_token: sub"),
    "endless subject": (altered(sub="s" * 256), "id_token: sub"),
    "no signature": (signed(forged("none")), "id_token: alg"),
    "public key as a shared secret": (signed(forged("HS256", PUBLIC)), "id_token: alg"),
    "key that is not published": (with_key(rsa("theirs")), "id_token: invalid_key_id"),
    "other key under a known name": (same_name_other_key, "id_token: bad_signature"),
    "elliptic signature under the name of an RSA key": (
        signed(lambda header, claims, key: oidc.jwt.encode({**header, "alg": "ES256"}, claims, ec("e1"))),
        "",
    ),
    "no key named where there are two": (without_a_name, "id_token: invalid_key_id"),
    "no token at all": (signed(lambda header, claims, key: ""), ""),
    "junk": (signed(lambda header, claims, key: "a.b.c"), ""),
}


@pytest.mark.parametrize("lie", LIES)
def test_false_token_opens_nothing(eoffice: EOffice, lie: str) -> None:
    tell, code = LIES[lie]
    tell(eoffice)
    client = Client()
    answer = come(client, eoffice)
    assert (answer.status_code, UNTRUSTED in text(answer), is_out(client)) == (403, True, True)
    assert len(refusals()) == 1
    assert refusals()[0] == code if code else refusals()[0].startswith("id_token: ")
    assert not EOfficeSession.objects.exists()
    assert not User.objects.filter(username="budi").exists()


def is_refused(answer: HttpResponse, client: Client, code: str) -> bool:
    return (answer.status_code, UNTRUSTED in text(answer), is_out(client), refusals()) == (403, True, True, [code])


def test_answer_to_another_browser_opens_nothing(eoffice: EOffice) -> None:
    client = Client()
    back_from(client, eoffice)
    stolen = back_from(Client(), eoffice)
    assert is_refused(client.get(stolen), client, "state")


def test_answer_that_nobody_asked_for_opens_nothing(eoffice: EOffice) -> None:
    stolen, client = back_from(Client(), eoffice), Client()
    assert is_refused(client.get(stolen), client, "no_flow")


def test_answer_counts_once(eoffice: EOffice) -> None:
    client = Client()
    address = back_from(client, eoffice)
    client.get(address)
    client.get("/akun/keluar/")
    client.post("/akun/keluar/")
    assert is_refused(client.get(address), client, "no_flow")


def test_code_of_another_under_ones_own_state_fails_without_its_verifier(eoffice: EOffice) -> None:
    client = Client()
    mine, theirs = back_from(client, eoffice), back_from(Client(), eoffice)
    assert is_refused(client.get(theirs.replace(state_of(theirs), state_of(mine))), client, "token_refused")


def test_code_without_a_verifier_is_not_redeemed(eoffice: EOffice) -> None:
    client = Client()
    address = back_from(client, eoffice)
    session = client.session
    session["eoffice_flow"] |= {"verifier": ""}
    session.save()
    assert is_refused(client.get(address), client, "token_refused")


def test_old_answer_opens_nothing(eoffice: EOffice) -> None:
    client = Client()
    address = back_from(client, eoffice)
    session = client.session
    session["eoffice_flow"] |= {"at": time.time() - 3600}
    session.save()
    assert is_refused(client.get(address), client, "too_late")


def test_answer_in_the_name_of_another_issuer_opens_nothing(eoffice: EOffice) -> None:
    client = Client()
    address = back_from(client, eoffice).partition("&iss=")[0]
    assert is_refused(client.get(f"{address}&iss=https://jahat.example"), client, "mixed_up")


def test_person_who_declined_there_is_not_in(eoffice: EOffice) -> None:
    client = Client()
    state = state_of(client.get(START)["Location"])
    assert is_refused(client.get(f"{START}kembali/?error=access_denied&state={state}"), client, "denied")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"issuer": "https://jahat.example"}, "discovery: issuer"),
        ({"token_endpoint": None}, "discovery: token_endpoint"),
    ],
)
def test_provider_that_says_it_is_another_is_not_used(eoffice: EOffice, told: dict[str, Any], code: str) -> None:
    eoffice.discovery = told
    client = Client()
    answer = client.get(START)
    if answer.status_code == 302:
        answer = client.get(eoffice.browse(answer["Location"]).removeprefix("https://simetro.test"))
    assert is_refused(answer, client, code)


def test_nothing_goes_unencrypted_in_a_real_installation(eoffice: EOffice, settings: Any) -> None:
    settings.RELAXED = False
    client = Client()
    assert is_refused(client.get(START), client, "discovery: not https")


def test_userinfo_of_another_person_is_not_believed(eoffice: EOffice) -> None:
    eoffice.roles_in_id_token = False
    eoffice.people["s-1"]["sub"] = "s-2"
    eoffice.alter = lambda header, claims: claims.update(sub="s-1")
    client = Client()
    assert is_refused(come(client, eoffice), client, "userinfo: sub")


# Keys change


def test_new_key_is_fetched_when_it_is_first_used(eoffice: EOffice) -> None:
    signed_in(eoffice)
    eoffice.published, eoffice.key = [rsa("k2")], rsa("k2")
    signed_in(eoffice)
    assert eoffice.asked.count("/jwks") == 2


def test_unknown_keys_make_us_ask_once_a_minute(eoffice: EOffice) -> None:
    eoffice.key = rsa("theirs")
    for _ in range(4):
        come(Client(), eoffice)
    assert eoffice.asked.count("/jwks") == 2
