"""How often one may try to sign in."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from simetro.core.models import User
from tests.office import Office

pytestmark = pytest.mark.django_db
LIMITED = "Terlalu banyak"
PASSWORD, WRONG = "timbangan sah 2026", "salah"


def sign_in(username: str, password: str = WRONG, address: str = "203.0.113.7") -> HttpResponse:
    typed = {"login": username, "password": password}
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), typed)


@pytest.fixture
def admin(office: Office) -> User:
    office.admin.set_password(PASSWORD)
    office.admin.save()
    return office.admin


def is_refused(response: HttpResponse) -> bool:
    return response.status_code != 302 and LIMITED in response.content.decode()


def test_five_failures_lock_one_account_at_one_address(admin: User) -> None:
    assert not any(is_refused(sign_in("admin")) for _ in range(5))
    assert is_refused(sign_in("admin", PASSWORD))
    assert sign_in("admin", PASSWORD, address="203.0.113.8").status_code == 302


def test_failures_are_not_forgotten_because_others_fail_too(admin: User) -> None:
    for _ in range(5):
        sign_in("admin")
    for number in range(700):
        cache.set(f"stranger-{number}", 1, 900)
    assert is_refused(sign_in("admin", PASSWORD))


def test_an_account_has_five_tries_by_whatever_name(admin: User) -> None:
    for login in (admin.username, admin.email, admin.username, admin.email, admin.username):
        sign_in(login)
    assert is_refused(sign_in(admin.email, PASSWORD))


def test_failures_of_colleagues_behind_the_same_address_lock_nobody_out(admin: User) -> None:
    for username in ("penera", "penera2", "kabid"):
        for _ in range(4):
            sign_in(username)
    assert sign_in("admin", PASSWORD).status_code == 302


@override_settings(ACCOUNT_RATE_LIMITS={**settings.ACCOUNT_RATE_LIMITS, "login": None})
def test_one_address_may_not_try_accounts_without_end(admin: User) -> None:
    assert not any(is_refused(sign_in(f"orang{number}")) for number in range(50))
    assert is_refused(sign_in("admin", PASSWORD))
    assert sign_in("admin", PASSWORD, address="203.0.113.8").status_code == 302
