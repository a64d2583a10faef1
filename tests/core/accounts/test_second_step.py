"""What proves a person besides his password: put on, used, taken off, and lost."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from simetro.core.accounts import credentials
from simetro.core.kit.errors import Conflict, Forbidden
from simetro.core.kit.secrets import decrypt
from simetro.core.models import ApiToken, LogEntry, User
from tests.office import Office

pytestmark = pytest.mark.django_db
PASSWORD, NEW_PASSWORD = "timbangan sah 2026", "takaran basah 2027"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME, SECOND = "/staf/", "/akun/masuk/kode/"


@pytest.fixture(autouse=True)
def _sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_kwargs: act())


def code_of(secret: str, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


@pytest.fixture
def admin(office: Office) -> User:
    office.admin.set_password(PASSWORD)
    office.admin.save()
    return office.admin


@pytest.fixture
def guarded(admin: User) -> User:
    """Has had an app for a while: its last code is long past."""
    credentials.add_app(user=admin, secret=SECRET, code=code_of(SECRET, -1))
    mail.outbox.clear()
    return admin


def first_step(user: User, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return client


def second_step(client: Client, code: str) -> HttpResponse:
    return client.post(SECOND, {"code": code})


def signed_in(user: User) -> Client:
    client = first_step(user)
    assert client.get(HOME).status_code == 200
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def logged(verb: str, user: User) -> list[dict[str, Any]]:
    entries = LogEntry.objects.filter(verb=verb, subject_type="core.user", subject_id=user.pk)
    return list(entries.values_list("data", flat=True))


# Putting on


def test_app_is_put_on_by_a_code_that_it_shows(admin: User) -> None:
    client = signed_in(admin)
    page = text(client.get("/akun/keamanan/aplikasi/"))
    secret = re.search(r'code-long">(\w+)<', page)[1]
    answer = client.post("/akun/keamanan/aplikasi/", {"code": code_of(secret)}, follow=True)
    assert answer.redirect_chain == [("/akun/keamanan/kode/", 302)]
    row = Authenticator.objects.get(user=admin, type="totp")
    assert secret not in str(row.data)
    assert decrypt(row.data["secret"]) == secret
    codes = credentials.codes_of(admin)
    assert len(codes) == 10
    assert all(code in text(answer) for code in codes)
    assert logged("core.add_factor", admin) == [{"kind": "totp", "name": str(row)}]
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([admin.email], "Keamanan akun Anda berubah")]
    assert "Aplikasi autentikator ditambahkan" in mail.outbox[0].body


def test_secret_is_not_readable_in_the_session_either(admin: User) -> None:
    client = signed_in(admin)
    secret = re.search(r'code-long">(\w+)<', text(client.get("/akun/keamanan/aplikasi/")))[1]
    assert secret not in str(dict(client.session))


def test_wrong_code_puts_nothing_on_and_five_are_enough(admin: User) -> None:
    client = signed_in(admin)
    client.get("/akun/keamanan/aplikasi/")
    answers = [client.post("/akun/keamanan/aplikasi/", {"code": "000000"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 6
    assert "Kode ini tidak cocok" in text(answers[4])
    assert "Terlalu banyak permintaan" in text(answers[5])
    assert not Authenticator.objects.exists()


def test_same_secret_stays_after_a_wrong_code(admin: User) -> None:
    client = signed_in(admin)
    shown = re.search(r'code-long">(\w+)<', text(client.get("/akun/keamanan/aplikasi/")))[1]
    assert shown in text(client.post("/akun/keamanan/aplikasi/", {"code": "000000"}))


def test_second_app_is_refused(guarded: User) -> None:
    with pytest.raises(Conflict):
        credentials.add_app(user=guarded, secret=SECRET, code=code_of(SECRET))


# Signing in


def test_password_alone_opens_nothing_any_more(guarded: User) -> None:
    client = first_step(guarded)
    assert client.get(HOME)["Location"] == f"/akun/masuk/?next={HOME}"
    assert "Langkah kedua" in text(client.get(SECOND))


def test_code_of_the_app_signs_in(guarded: User) -> None:
    client = first_step(guarded)
    assert second_step(client, code_of(SECRET))["Location"] == "/masuk-ke/"
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize("steps", [-1, 1])
def test_clock_may_be_half_a_minute_wrong(admin: User, steps: int) -> None:
    credentials.add_app(user=admin, secret=SECRET, code=code_of(SECRET, -1))
    Authenticator.objects.filter(type="totp").update(
        data={**Authenticator.objects.get(type="totp").data, "last_step": 0}
    )
    assert second_step(first_step(admin), code_of(SECRET, steps)).status_code == 302


def test_code_counts_once(guarded: User) -> None:
    code = code_of(SECRET)
    assert second_step(first_step(guarded), code).status_code == 302
    again = second_step(first_step(guarded), code)
    assert again.status_code == 200
    assert "sudah dipakai" in text(again)


def test_code_that_was_used_to_put_the_app_on_does_not_sign_in(guarded: User) -> None:
    assert second_step(first_step(guarded), code_of(SECRET, -1)).status_code == 200


def test_code_counts_once_also_where_the_cache_forgot_it(guarded: User) -> None:
    from django.core.cache import cache

    code = code_of(SECRET)
    second_step(first_step(guarded), code)
    cache.clear()
    assert second_step(first_step(guarded), code).status_code == 200


def test_older_code_does_not_count_after_a_newer_one(guarded: User) -> None:
    Authenticator.objects.filter(type="totp").update(
        data={**Authenticator.objects.get(type="totp").data, "last_step": int(time.time()) // 30 + 1}
    )
    assert second_step(first_step(guarded), code_of(SECRET)).status_code == 200


def test_recovery_code_signs_in_once(guarded: User) -> None:
    code = credentials.codes_of(guarded)[0]
    assert second_step(first_step(guarded), code).status_code == 302
    assert len(credentials.codes_of(guarded)) == 9
    assert second_step(first_step(guarded), code).status_code == 200


def test_five_wrong_codes_lock_the_second_step(guarded: User) -> None:
    client = first_step(guarded)
    for _ in range(5):
        assert second_step(client, "000000").status_code == 200
    answer = second_step(client, code_of(SECRET))
    assert answer.status_code == 200
    assert "Terlalu banyak" in text(answer)


@pytest.mark.parametrize(
    "credential", ["", "5", "[]", "{}", '{"id": "x", "response": []}', '{"response": null}', "salah"]
)
def test_junk_for_a_passkey_is_refused(guarded: User, credential: str) -> None:
    assert first_step(guarded).post(SECOND, {"credential": credential}).status_code == 200
    client = Client()
    client.get("/akun/masuk/kunci/", headers={"accept": "application/json"})
    assert client.post("/akun/masuk/kunci/", {"credential": credential}, follow=True).status_code == 200
    assert "_auth_user_id" not in client.session


def test_tokens_of_the_api_go_on(guarded: User) -> None:
    client = Client(headers={"Authorization": f"Bearer {ApiToken.issue(guarded)}"})
    assert client.get("/api/v1/orders").status_code == 200


# His own page


def test_page_says_what_is_on(guarded: User) -> None:
    client = first_step(guarded)
    second_step(client, code_of(SECRET))
    page = text(client.get("/akun/keamanan/"))
    assert "Aktif" in page
    assert "10 kode belum terpakai" in page
    assert guarded.email in page


@pytest.mark.parametrize("person", ["owner_account", "admin"])
def test_everybody_finds_the_page(office: Office, visit: Any, person: str) -> None:
    client = visit(getattr(office, person))
    assert "/akun/keamanan/" in text(client.get("/masuk-ke/", follow=True))
    assert "Belum aktif" in text(client.get("/akun/keamanan/"))


@pytest.mark.parametrize(
    "path",
    ["aplikasi/", "kunci/", "kode/", "kode/unduh/"],
)
def test_what_is_secret_needs_a_fresh_sign_in(guarded: User, visit: Any, path: str) -> None:
    answer = visit(guarded).get(f"/akun/keamanan/{path}")
    assert answer["Location"].startswith("/akun/konfirmasi/?next=")


@pytest.mark.parametrize("path", ["aplikasi/hapus/", "kode/baru/"])
def test_changes_need_a_fresh_sign_in(guarded: User, visit: Any, path: str) -> None:
    before = credentials.codes_of(guarded)
    assert visit(guarded).post(f"/akun/keamanan/{path}")["Location"].startswith("/akun/konfirmasi/?next=")
    assert credentials.codes_of(guarded) == before
    assert credentials.factors_of(guarded).exists()


def test_code_of_the_app_makes_a_sign_in_fresh(guarded: User, visit: Any) -> None:
    client = visit(guarded)
    page = client.get("/akun/keamanan/kode/", follow=True)
    assert "Pakai kode" in text(page)
    answer = client.post("/akun/konfirmasi/kode/?next=/akun/keamanan/kode/", {"code": code_of(SECRET)})
    assert answer["Location"] == "/akun/keamanan/kode/"
    assert credentials.codes_of(guarded)[0] in text(client.get("/akun/keamanan/kode/"))


def test_codes_are_saved_as_text(guarded: User) -> None:
    client = first_step(guarded)
    second_step(client, code_of(SECRET))
    answer = client.get("/akun/keamanan/kode/unduh/")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert text(answer).split()[-10:] == credentials.codes_of(guarded)


def test_new_codes_replace_the_old(guarded: User) -> None:
    client = first_step(guarded)
    second_step(client, code_of(SECRET))
    old = credentials.codes_of(guarded)
    client.post("/akun/keamanan/kode/baru/")
    assert not set(old) & set(credentials.codes_of(guarded))
    assert len(logged("core.renew_codes", guarded)) == 1
    assert "Kode cadangan akun Anda diganti" in mail.outbox[-1].body


def test_app_is_taken_off_with_its_codes(guarded: User) -> None:
    client = first_step(guarded)
    second_step(client, code_of(SECRET))
    client.post("/akun/keamanan/aplikasi/hapus/")
    assert not Authenticator.objects.filter(user=guarded).exists()
    assert logged("core.remove_factor", guarded)[0]["kind"] == "totp"
    assert "Aplikasi autentikator dihapus" in mail.outbox[-1].body
    assert first_step(guarded).get(HOME).status_code == 200


def test_nobody_removes_the_key_of_another(office: Office, visit: Any) -> None:
    key = Authenticator.objects.create(user=office.penera, type="webauthn", data={"name": "HP", "credential": {}})
    assert visit(office.admin).get(f"/akun/keamanan/kunci/{key.pk}/hapus/").status_code == 404


def test_password_is_changed_by_who_knows_the_old(admin: User) -> None:
    client = signed_in(admin)
    elsewhere = signed_in(admin)
    client.post("/akun/keamanan/sandi/", {"old": PASSWORD, "password": NEW_PASSWORD})
    admin.refresh_from_db()
    assert admin.check_password(NEW_PASSWORD)
    assert client.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 302
    assert len(logged("core.change_password", admin)) == 1
    assert "Kata sandi akun Anda diganti" in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("old", "new", "field"), [("salah", NEW_PASSWORD, "old"), (PASSWORD, "12345", "password"), ("", "", "old")]
)
def test_password_stays_where_what_is_typed_is_wrong(admin: User, old: str, new: str, field: str) -> None:
    answer = signed_in(admin).post("/akun/keamanan/sandi/", {"old": old, "password": new})
    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    admin.refresh_from_db()
    assert admin.check_password(PASSWORD)


def test_old_password_is_not_guessed_without_end(admin: User) -> None:
    client = signed_in(admin)
    for _ in range(5):
        client.post("/akun/keamanan/sandi/", {"old": "salah", "password": NEW_PASSWORD})
    answer = client.post("/akun/keamanan/sandi/", {"old": PASSWORD, "password": NEW_PASSWORD})
    assert "Terlalu banyak permintaan" in text(answer)


# Lost


def test_super_admin_takes_a_lost_factor_off(office: Office, guarded: User, visit: Any) -> None:
    address = f"/staf/pengaturan/orang/{guarded.pk}/dua-langkah"
    answer = visit(office.superadmin).post(address, follow=True)
    assert guarded.name in text(answer)
    assert not Authenticator.objects.exists()
    entry = LogEntry.objects.get(verb="core.take_factors")
    assert (entry.actor, entry.subject_id, entry.data) == (
        office.superadmin,
        guarded.pk,
        {"kinds": ["recovery_codes", "totp"]},
    )
    assert [sent.to for sent in mail.outbox] == [[guarded.email]]
    assert first_step(guarded).get(HOME).status_code == 200


def test_nobody_else_takes_factors_off(office: Office, guarded: User) -> None:
    with pytest.raises(Forbidden):
        credentials.take_factors(by=office.admin, user=guarded)
    assert credentials.factors_of(guarded).exists()
