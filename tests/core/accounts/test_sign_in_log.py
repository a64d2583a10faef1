"""Who came in, who failed to, and who left is in the log; what was typed is not."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from simetro.core.accounts import credentials
from simetro.core.models import LogEntry, User
from tests.core.accounts.test_second_step import SECRET, code_of
from tests.office import Office

pytestmark = pytest.mark.django_db
PASSWORD, NEW_PASSWORD, WRONG = "timbangan sah 2026", "takaran basah 2027", "rahasia saya"
ADDRESS = "203.0.113.7"


@pytest.fixture
def admin(office: Office) -> User:
    office.admin.set_password(PASSWORD)
    office.admin.save()
    return office.admin


def sign_in(client: Client, login: str, password: str) -> None:
    client.post("/akun/masuk/", {"login": login, "password": password})


def logged(*verbs: str) -> list[tuple[User | None, str, int, dict[str, Any]]]:
    rows = LogEntry.objects.filter(verb__in=[f"core.{verb}" for verb in verbs]).order_by("pk")
    return [(row.actor, row.verb.removeprefix("core."), row.subject_id, row.data) for row in rows]


def test_in_and_out(admin: User) -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    sign_in(client, admin.username, PASSWORD)
    client.post("/akun/keluar/")
    assert logged("sign_in", "sign_in_failed", "sign_out") == [
        (admin, "sign_in", admin.pk, {"how": ["password"], "address": ADDRESS}),
        (admin, "sign_out", admin.pk, {}),
    ]


def test_a_failure_says_whose_account_it_was_but_not_what_was_typed(admin: User) -> None:
    sign_in(Client(REMOTE_ADDR=ADDRESS), admin.email, WRONG)
    sign_in(Client(REMOTE_ADDR=ADDRESS), "sandi-di-kolom-nama", WRONG)
    told = {"step": "password", "address": ADDRESS}
    assert logged("sign_in_failed") == [(None, "sign_in_failed", admin.pk, told), (None, "sign_in_failed", 0, told)]
    written = str(list(LogEntry.objects.values()))
    assert WRONG not in written
    assert "sandi-di-kolom-nama" not in written


def test_failing_to_confirm_who_one_is(admin: User) -> None:
    client = Client(REMOTE_ADDR=ADDRESS)
    sign_in(client, admin.username, PASSWORD)
    client.post("/akun/konfirmasi/", {"password": WRONG})
    assert logged("sign_in_failed") == [(admin, "sign_in_failed", admin.pk, {"step": "confirm", "address": ADDRESS})]


def test_a_second_step_that_fails_and_one_that_does_not(admin: User) -> None:
    credentials.add_app(user=admin, secret=SECRET, code=code_of(SECRET, -1))
    client = Client(REMOTE_ADDR=ADDRESS)
    sign_in(client, admin.username, PASSWORD)
    client.post("/akun/masuk/kode/", {"code": "000000"})
    assert logged("sign_in", "sign_in_failed") == [
        (None, "sign_in_failed", admin.pk, {"step": "code", "address": ADDRESS})
    ]
    client.post("/akun/masuk/kode/", {"code": code_of(SECRET)})
    assert logged("sign_in") == [(admin, "sign_in", admin.pk, {"how": ["password", "totp"], "address": ADDRESS})]


def test_a_passkey_of_nobody(office: Office) -> None:
    Client(REMOTE_ADDR=ADDRESS).post("/akun/masuk/kunci/", {"credential": '{"id": 1}'})
    assert logged("sign_in_failed") == [(None, "sign_in_failed", 0, {"step": "passkey", "address": ADDRESS})]


def test_a_password_that_is_made_anew_by_mail(admin: User, django_capture_on_commit_callbacks: Any) -> None:
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/akun/sandi/lupa/", {"email": admin.email})
    code = mail.outbox[-1].subject.rpartition(": ")[2]
    client.post("/akun/sandi/kode/", {"code": code})
    client.post("/akun/sandi/baru/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert logged("reset_password") == [(admin, "reset_password", admin.pk, {})]
