"""Every setting that the environment may give, in one place; `docs/operations.md` shows this table."""

import base64
import os
import re
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import dj_email_url
from cryptography.fernet import Fernet
from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = {("http", host) for host in ("127.0.0.1", "::1", "localhost")}


class Config(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, hide_input_in_errors=True)

    database_url: str = Field("", description="PostgreSQL, the application's role; empty: the embedded server")
    database_admin_url: str = Field("", description="PostgreSQL, the role that owns the tables; `prepare` uses it")
    simetro_var: Path = Field(BASE_DIR / "var", description="directory of all written files")
    port: int = Field(8000, description="port of the demo server", ge=1, le=65535)
    public_url: str = Field(
        "", description="https address printed into documents and QR codes; required unless DEBUG=1"
    )
    debug: bool = Field(False, description="1 relaxes cookies and host checks for a demo on one machine")
    secret_key: str = Field("", description="Django's signing key; required unless DEBUG=1")
    field_key: str = Field("", description="encrypts the NIK at rest; required unless DEBUG=1")
    allowed_hosts: str = Field("", description="host names served, separated by commas")
    celery_broker_url: str = Field("", description="Redis; empty: deliveries are handled in the web process")
    email_url: str = Field("", description="mail server; empty: mail is written to files under SIMETRO_VAR")
    email_from: str = Field("Simetro <simetro@localhost>", description="sender of the office's mail")
    bounce_address: str = Field(
        "",
        description="where undeliverable mail returns to, piped into `manage.py read_bounce`; empty: EMAIL_FROM",
    )
    whatsapp_url: str = Field("", description="WhatsApp Cloud API, `https://.../messages`; empty: only by hand")
    whatsapp_token: str = Field("", description="access token of the Cloud API")
    whatsapp_template: str = Field("", description="approved template in Indonesian, whose body is one parameter")
    rate_limit_factor: float = Field(1, description="multiplies every rate limit; 0 switches them off (DEBUG=1 only)")
    trusted_proxies: int = Field(0, description="reverse proxies in front that append to X-Forwarded-For", ge=0)
    oidc_issuer: str = Field("", description="e-office that staff sign in with (OpenID Connect); empty: by password")
    oidc_client_id: str = Field("", description="our name at the e-office; required with OIDC_ISSUER")
    oidc_client_secret: str = Field("", description="our secret at the e-office; required with OIDC_ISSUER")
    oidc_role_claim: str = Field("roles", description="claim that names a person's roles; dots lead into objects")
    oidc_roles: str = Field("", description="what a role there is here: uml-penera=penera,uml-admin=admin")
    storage_dir: Path | None = Field(None, description="issued files; shared by all hosts (default SIMETRO_VAR/files)")

    @field_validator("email_url")
    @classmethod
    def refuse_unknown_mail(cls, url: str) -> str:
        scheme = urlsplit(url).scheme
        if url and scheme not in dj_email_url.SCHEMES:
            raise ValueError(f"EMAIL_URL begins with one of {', '.join(dj_email_url.SCHEMES)}, not {scheme!r}")
        return url

    @field_validator("bounce_address")
    @classmethod
    def refuse_long_bounce_address(cls, address: str) -> str:
        """The bounce address of a mail also holds the mail's key, and only 64 characters may stand before the @."""
        if address and not re.fullmatch(r"[a-z0-9._-]{1,11}@[a-z0-9.-]+", address):
            raise ValueError("BOUNCE_ADDRESS is in lower case with at most 11 characters before the @")
        return address

    @field_validator("whatsapp_url")
    @classmethod
    def refuse_open_line(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and parts.scheme != "https" and (parts.scheme, parts.hostname) not in LOOPBACK:
            raise ValueError("WHATSAPP_URL begins with https://")
        return url

    @model_validator(mode="after")
    def refuse_half_a_whatsapp(self) -> Self:
        if self.whatsapp_url and not (self.whatsapp_token and self.whatsapp_template):
            raise ValueError("WHATSAPP_URL needs WHATSAPP_TOKEN and WHATSAPP_TEMPLATE")
        return self

    @field_validator("field_key")
    @classmethod
    def refuse_broken_key(cls, key: str) -> str:
        if key:
            Fernet(key)
        return key

    @field_validator("oidc_roles")
    @classmethod
    def refuse_unmapped_roles(cls, roles: str) -> str:
        if any(not all(part.partition("=")[::2]) for part in _listed(roles)):
            raise ValueError("OIDC_ROLES is written like uml-penera=penera,uml-admin=admin")
        return roles

    @model_validator(mode="after")
    def refuse_half_an_e_office(self) -> Self:
        wanted = ("oidc_client_id", "oidc_client_secret", "oidc_role_claim", "oidc_roles")
        missing = [name.upper() for name in wanted if not getattr(self, name)]
        if self.oidc_issuer and missing:
            raise ValueError(f"{', '.join(missing)} must be set with OIDC_ISSUER")
        if self.oidc_issuer and not self.debug and not self.oidc_issuer.startswith("https://"):
            raise ValueError("OIDC_ISSUER must begin with https:// when DEBUG=0")
        return self

    @model_validator(mode="after")
    def refuse_unsafe_production(self) -> Self:
        if self.debug:
            return self
        missing = [name for name in ("secret_key", "field_key", "public_url") if not getattr(self, name)]
        if missing:
            raise ValueError(f"{', '.join(missing).upper()} must be set when DEBUG=0")
        if not self.public_url.startswith("https://"):
            raise ValueError("PUBLIC_URL must begin with https:// when DEBUG=0")
        if not self.rate_limit_factor:
            raise ValueError("RATE_LIMIT_FACTOR=0 is refused when DEBUG=0")
        return self

    @property
    def hosts(self) -> list[str]:
        return _listed(self.allowed_hosts)

    @property
    def roles(self) -> dict[str, str]:
        """Role at the e-office -> role here."""
        pairs = [part.partition("=") for part in _listed(self.oidc_roles)]
        return {there.strip(): here.strip() for there, _equals, here in pairs}

    @property
    def files_dir(self) -> Path:
        return self.storage_dir or self.simetro_var / "files"

    @property
    def site_url(self) -> str:
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def demo_env_file() -> Path:
    return Path(os.environ.get("SIMETRO_VAR") or BASE_DIR / "var") / "demo.env"


def write_demo_env() -> None:
    """Keys of this machine's demo, made once, so that every command beside a running demo shares them."""
    path = demo_env_file()
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    field_key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    path.touch(mode=0o600)
    path.write_text(f"DEBUG=1\nSECRET_KEY={secrets.token_urlsafe(50)}\nFIELD_KEY={field_key}\n")


@lru_cache
def get_config() -> Config:
    """The demo's keys serve only where nothing says that this is a real installation."""
    is_demo = not os.environ.get("DATABASE_URL") and os.environ.get("DEBUG", "1") != "0"
    return Config(_env_file=demo_env_file() if is_demo else None)
