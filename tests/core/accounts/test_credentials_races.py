"""Two requests at the same moment with one code or one token; first without the lock, as in tests/test_races.py."""

import time
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from simetro.core.accounts import credentials, oidc
from simetro.core.accounts.eoffice import open_session, why_out
from simetro.core.models import EOfficeSession, User
from tests.eoffice import EOffice
from tests.office import Office
from tests.test_races import at_once, locked

__all__ = ["locked"]
pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(step: int) -> str:
    return str(format_hotp_value(hotp_value(SECRET, step)))


def test_code_counts_once(office: Office, locked: bool) -> None:
    step = int(time.time()) // 30
    credentials.add_app(user=office.admin, secret=SECRET, code=code_at(step - 1))
    row = credentials.factors_of(office.admin).get()
    use = partial(credentials.use_app_code, row, code_at(step))
    taken = sorted(at_once("mfa_authenticator", use, use))
    assert taken == ([False, True] if locked else [True, True])


def test_token_is_renewed_once(office: Office, eoffice: EOffice, locked: bool) -> None:
    User.objects.filter(pk=office.penera.pk).update(eoffice_subject="s-1")
    eoffice.refreshes["first"] = "s-1"
    session = open_session(office.penera, oidc.Tokens("", "first", ""))
    then = timezone.now() - timedelta(minutes=16)
    EOfficeSession.objects.update(checked_at=then, tried_at=then)
    look = [partial(why_out, User.objects.get(pk=office.penera.pk), session.pk) for _ in range(2)]
    told = at_once('"core_eofficesession"."user_id" = ', *look)
    assert eoffice.asked.count("/token") == (1 if locked else 2)
    assert (told == ["", ""]) == locked
