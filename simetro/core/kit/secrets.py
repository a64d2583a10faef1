"""Encryption at rest of the few fields that must never be read from a stolen database (NIK)."""

from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings


@lru_cache
def _cipher() -> Fernet:
    return Fernet(settings.FIELD_KEY)


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    return _cipher().decrypt(token.encode()).decode() if token else ""
