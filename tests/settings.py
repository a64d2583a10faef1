"""The project's settings on a database and directory of the tests' own, under the same roles as in production."""

import os
from pathlib import Path

from simetro.embedded import embedded_urls

VAR = Path(os.environ.get("SIMETRO_TEST_VAR") or Path(__file__).parent.parent / "var" / "test")
_application, _owner = embedded_urls(VAR, durable=False)
os.environ |= {
    "DEBUG": "1",
    "SECRET_KEY": "tests",
    "FIELD_KEY": "dGVzdHMgb25seSwgdGVzdHMgb25seSwgdGVzdHMgb24=",
    "SIMETRO_VAR": str(VAR),
    "DATABASE_URL": os.environ.get("SIMETRO_TEST_DATABASE_URL", _application),
    "DATABASE_ADMIN_URL": os.environ.get("SIMETRO_TEST_DATABASE_ADMIN_URL", _owner),
    "PUBLIC_URL": "https://simetro.test",
    "CELERY_BROKER_URL": os.environ.get("SIMETRO_TEST_BROKER_URL", ""),
    "EMAIL_URL": "",
}

from simetro.settings import *  # noqa: E402, F403 - after the environment is set

WHITENOISE_USE_FINDERS = False  # the live server has its own, and each test client would search them anew
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
