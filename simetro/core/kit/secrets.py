"""Encryption at rest of the few fields that must never be read from a stolen database (NIK), and opaque tokens."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache
def _cipher() -> Fernet:
    return Fernet(settings.FIELD_KEY)


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    return _cipher().decrypt(token.encode()).decode() if token else ""


@lru_cache
def _sealer(purpose: str) -> AESSIV:
    """A key for each purpose, so that what was encrypted for another is never opened here."""
    secret = urlsafe_b64decode(settings.FIELD_KEY)
    return AESSIV(HKDF(SHA256(), length=64, salt=None, info=purpose.encode()).derive(secret))


def seal(purpose: str, text: str) -> str:
    """A short token of letters, digits, - and _ that only we can open; the same text always gives the same one."""
    return urlsafe_b64encode(_sealer(purpose).encrypt(text.encode(), None)).decode().rstrip("=")


def unseal(purpose: str, token: str) -> str | None:
    """The text in a token; None where we did not seal it for this purpose."""
    try:
        return _sealer(purpose).decrypt(urlsafe_b64decode(token + "=" * (-len(token) % 4)), None).decode()
    except (InvalidTag, ValueError):
        return None
