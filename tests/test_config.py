"""What the environment may say, and what a real installation must."""

import re
from typing import Any

import dj_email_url
import pytest
from pydantic import ValidationError

from simetro.config import BASE_DIR, Config

KEY = "dGVzdHMgb25seSwgdGVzdHMgb25seSwgdGVzdHMgb24="
REAL = {"debug": False, "secret_key": "x", "field_key": KEY, "public_url": "https://metrologi.example.go.id"}

E_OFFICE = {
    "oidc_issuer": "https://e-office.example.go.id",
    "oidc_client_id": "simetro",
    "oidc_client_secret": "rahasia",
    "oidc_roles": "uml-penera=penera, uml-admin = admin",
}


def config(**given: Any) -> Config:
    unset = {"email_url": "", "allowed_hosts": "", "rate_limit_factor": 1}
    return Config(**(unset | REAL | given))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"secret_key": ""}, "SECRET_KEY must be set"),
        ({"field_key": ""}, "FIELD_KEY must be set"),
        ({"field_key": "short"}, "Fernet key must be 32"),
        ({"public_url": ""}, "PUBLIC_URL must be set"),
        ({"public_url": "http://metrologi.example.go.id"}, "PUBLIC_URL must begin with https://"),
        ({"rate_limit_factor": 0}, "RATE_LIMIT_FACTOR=0 is refused"),
        ({"email_url": "smtp+tls://user:secret@mail.example.go.id:587"}, "EMAIL_URL begins with one of smtp, "),
        ({"email_url": "mail.example.go.id"}, "EMAIL_URL begins with one of smtp, "),
        ({"bounce_address": "mailer-daemon@example.go.id"}, "BOUNCE_ADDRESS is in lower case with at most 11"),
        ({"whatsapp_url": "http://graph.example.com/messages"}, "WHATSAPP_URL begins with https://"),
        ({"whatsapp_url": "https://graph.example.com/messages"}, "WHATSAPP_URL needs WHATSAPP_TOKEN"),
        ({"bounce_address": "Bounce@example.go.id"}, "BOUNCE_ADDRESS is in lower case with at most 11"),
        (E_OFFICE | {"oidc_client_secret": ""}, "OIDC_CLIENT_SECRET must be set with OIDC_ISSUER"),
        (E_OFFICE | {"oidc_roles": ""}, "OIDC_ROLES must be set with OIDC_ISSUER"),
        (E_OFFICE | {"oidc_roles": "uml-penera"}, "OIDC_ROLES is written like"),
        (E_OFFICE | {"oidc_issuer": "http://e-office.example.go.id"}, "OIDC_ISSUER must begin with https://"),
    ],
)
def test_real_installation_does_not_start_with_unsafe_settings(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(told)) as refusal:
        config(**given)
    assert "secret@" not in str(refusal.value)
    assert KEY not in str(refusal.value)


def test_demo_needs_no_address() -> None:
    assert config(debug=True, public_url="", port=8123).site_url == "http://127.0.0.1:8123"


def test_roles_of_the_e_office_are_mapped() -> None:
    assert config(**E_OFFICE).roles == {"uml-penera": "penera", "uml-admin": "admin"}
    assert config().roles == {}


def test_hosts_may_stand_apart() -> None:
    assert config(allowed_hosts=" a.example, b.example ,").hosts == ["a.example", "b.example"]


def test_mail_of_the_example_goes_out_encrypted() -> None:
    example = (BASE_DIR / "deploy" / "env.example").read_text()
    url = re.search(r"^EMAIL_URL=(.+)$", example, re.M)[1]
    assert config(email_url=url).email_url == url
    assert dj_email_url.parse(url).items() >= {"EMAIL_USE_TLS": True, "EMAIL_PORT": 587}.items()
