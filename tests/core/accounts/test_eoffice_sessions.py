"""How long a sign-in by way of the e-office stands, and who does without it."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from simetro.core.accounts import credentials
from simetro.core.kit.errors import Conflict
from simetro.core.models import ApiToken, EOfficeSession, LogEntry, User
from simetro.core.settings.purging import purge_expired
from tests.eoffice import HOME, START, EOffice, altered, come, is_out, refusals, signed_in, text
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
PASSWORD = "timbangan sah 2026"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def later(minutes: int) -> None:
    """As if the last look at the e-office were that long ago."""
    then = timezone.now() - timedelta(minutes=minutes)
    EOfficeSession.objects.update(checked_at=then, tried_at=then)


def test_nothing_is_asked_within_ten_minutes(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    later(9)
    eoffice.asked.clear()
    assert client.get(HOME).status_code == 200
    assert eoffice.asked == []


def test_sign_in_is_renewed_every_ten_minutes(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    for _ in range(3):  # each time with the newest token: the old one is worth nothing
        later(10)
        assert client.get(HOME).status_code == 200
        assert client.get(HOME).status_code == 200
    assert eoffice.asked.count("/token") == 4


def test_tokens_are_not_readable_in_the_database(eoffice: EOffice) -> None:
    signed_in(eoffice)
    row = EOfficeSession.objects.get()
    assert not {row.access, row.refresh} & {*eoffice.accesses, *eoffice.refreshes}


def test_who_is_disabled_there_is_out_here(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    del eoffice.people["s-1"]
    later(10)
    answer = client.get(HOME)
    assert answer.status_code == 401
    assert "tidak lagi membuka Simetro" in text(answer)
    assert (is_out(client), refusals()) == (True, ["token_refused"])
    assert client.get(HOME)["Location"] == f"/akun/masuk/?next={HOME}"


def test_who_lost_his_role_is_out_and_his_token_of_the_api_too(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    program = Client(headers={"Authorization": f"Bearer {ApiToken.issue(User.objects.get(username='budi'))}"})
    assert program.get("/api/v1/orders").status_code == 200
    eoffice.people["s-1"]["roles"] = []
    later(10)
    assert client.get(HOME).status_code == 401
    assert (is_out(client), refusals()) == (True, ["role_gone"])
    assert User.objects.get(username="budi").roles == frozenset()
    assert program.get("/api/v1/orders").status_code == 403


def test_new_role_counts_from_the_next_look(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    assert client.get("/staf/order").status_code == 403
    eoffice.people["s-1"]["roles"] = ["uml-admin"]
    later(10)
    assert client.get("/staf/order").status_code == 200


def test_other_person_in_the_renewal_ends_it(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    eoffice.alter = lambda header, claims: claims.update(sub="s-2")
    later(10)
    assert client.get(HOME).status_code == 401
    assert refusals() == ["other_subject"]


def test_e_office_that_is_down_ends_a_session_after_fifteen_minutes(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    eoffice.is_down = True
    later(14)
    assert client.get(HOME).status_code == 200
    asked = len(eoffice.asked)
    assert client.get(HOME).status_code == 200
    assert len(eoffice.asked) == asked  # not at every click
    later(15)
    answer = client.post("/staf/order/baru")
    assert answer.status_code == 401
    assert "E-office tidak menjawab" in text(answer)
    assert "tidak disimpan" in text(answer)
    assert (is_out(client), refusals()) == (True, ["unreachable"])


def test_e_office_that_came_back_in_time_is_as_if_nothing_was(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    eoffice.is_down = True
    later(11)
    client.get(HOME)
    eoffice.is_down = False
    later(14)
    assert client.get(HOME).status_code == 200
    assert EOfficeSession.objects.get().checked_at > timezone.now() - timedelta(minutes=1)


def test_token_that_was_renewed_is_kept_though_the_next_answer_fails(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    eoffice.discovery = {"userinfo_endpoint": "http://127.0.0.1:1/"}
    cache.clear()
    eoffice.roles_in_id_token = False
    later(10)
    assert client.get(HOME).status_code == 200
    eoffice.discovery = {}
    cache.clear()
    later(12)
    assert client.get(HOME).status_code == 200
    assert refusals() == []


def test_without_a_refresh_token_the_provider_is_asked_who_it_is(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    EOfficeSession.objects.update(refresh="")
    later(10)
    assert client.get(HOME).status_code == 200
    del eoffice.people["s-1"]
    later(10)
    assert client.get(HOME).status_code == 401


def test_e_office_that_is_down_is_told(eoffice: EOffice) -> None:
    eoffice.is_down = True
    answer = Client().get(START)
    assert (answer.status_code, "E-office tidak menjawab" in text(answer)) == (503, True)


def test_old_sign_ins_are_forgotten(eoffice: EOffice) -> None:
    signed_in(eoffice)
    later(25 * 60)
    purge_expired()
    assert not EOfficeSession.objects.exists()


# Passwords and the day that the e-office fails


@pytest.fixture
def admin(office: Office) -> User:
    for user in office.people.values():
        user.set_password(PASSWORD)
        user.save()
    return office.admin


def by_password(user: User) -> tuple[Client, HttpResponse]:
    client = Client()
    return client, client.post("/akun/masuk/", {"login": user.username, "password": PASSWORD})


def test_staff_do_not_sign_in_by_password(eoffice: EOffice, admin: User) -> None:
    client, answer = by_password(admin)
    assert (answer.status_code, is_out(client), refusals()) == (403, True, ["by_password"])
    assert "Petugas masuk dengan akun e-office" in text(answer)


def test_owners_sign_in_by_password_as_ever(eoffice: EOffice, office: Office, admin: User) -> None:
    client, answer = by_password(office.owner_account)
    assert (answer.status_code, client.get("/akun/").status_code) == (302, 200)


def test_password_of_before_ends_when_the_e_office_begins(eoffice: EOffice, office: Office, visit: Any) -> None:
    client = visit(office.penera)
    answer = client.get(HOME)
    assert (answer.status_code, is_out(client)) == (401, True)


def test_break_glass_account_needs_its_app(eoffice: EOffice, admin: User) -> None:
    User.objects.filter(pk=admin.pk).update(break_glass=1)
    assert by_password(admin)[1].status_code == 403
    step = int(time.time()) // 30
    credentials.add_app(user=admin, secret=TOTP, code=format_hotp_value(hotp_value(TOTP, step - 1)))
    client, answer = by_password(admin)
    assert answer["Location"] == "/akun/masuk/kode/"
    client.post("/akun/masuk/kode/", {"code": format_hotp_value(hotp_value(TOTP, int(time.time()) // 30))})
    assert client.get(HOME).status_code == 200


def test_break_glass_account_keeps_its_app(eoffice: EOffice, admin: User) -> None:
    step = int(time.time()) // 30
    credentials.add_app(user=admin, secret=TOTP, code=format_hotp_value(hotp_value(TOTP, step)))
    User.objects.filter(pk=admin.pk).update(break_glass=1)
    admin.refresh_from_db()
    with pytest.raises(Conflict):
        credentials.remove_factor(user=admin, factor=credentials.factors_of(admin).get())


def test_two_accounts_break_glass_and_no_third(office: Office, visit: Any) -> None:
    browser = visit(office.superadmin)
    for user, seat, expected in ((office.admin, 1, 302), (office.penera, 2, 302), (office.kabid, 2, 200)):
        sent = {"username": user.username, "name": user.name, "is_active": "on", "roles": list(user.roles)}
        answer = browser.post(f"/admin/core/user/{user.pk}/change/", {**sent, "break_glass": seat})
        assert answer.status_code == expected
    assert "Akun lain sudah menjadi akun darurat ini" in text(answer)
    assert LogEntry.objects.filter(verb="core.save_user", data__break_glass=1, subject_id=office.admin.pk).exists()
    assert set(User.objects.exclude(break_glass=None).values_list("username", flat=True)) == {"admin", "penera"}


def test_second_step_that_somebody_put_on_is_asked_after_the_e_office_too(eoffice: EOffice) -> None:
    signed_in(eoffice)
    user = User.objects.get(username="budi")
    step = int(time.time()) // 30
    credentials.add_app(user=user, secret=TOTP, code=format_hotp_value(hotp_value(TOTP, step - 1)))
    client = Client()
    assert come(client, eoffice)["Location"] == "/akun/masuk/kode/"
    assert client.get(HOME).status_code == 302
    client.post("/akun/masuk/kode/", {"code": format_hotp_value(hotp_value(TOTP, int(time.time()) // 30))})
    assert client.get(HOME).status_code == 200


def test_super_admin_unlinks(office: Office, eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    user = User.objects.get(username="budi")
    browser = Client()
    eoffice.people["s-9"] = {"preferred_username": "kepala", "roles": ["uml-super"]}
    eoffice.who = "s-9"
    come(browser, eoffice)
    browser.post(f"/staf/pengaturan/orang/{user.pk}/e-office")
    user.refresh_from_db()
    assert (user.eoffice_subject, client.get(HOME).status_code) == ("", 401)
    assert LogEntry.objects.get(verb="core.eoffice_unlink").actor.username == "kepala"


# Important steps


def stale(client: Client) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()


def test_important_step_asks_the_e_office_and_then_goes_on(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    stale(client)
    answer = client.get("/akun/keamanan/aplikasi/")
    assert answer["Location"] == f"{START}?next=%2Fakun%2Fkeamanan%2Faplikasi%2F"
    there = client.get(answer["Location"])["Location"]
    assert "prompt=login&max_age=0" in there
    back = eoffice.browse(there).removeprefix("https://simetro.test")
    assert client.get(back)["Location"] == "/akun/keamanan/aplikasi/"
    assert client.get("/akun/keamanan/aplikasi/").status_code == 200


def test_what_was_sent_goes_on_by_itself(eoffice: EOffice) -> None:
    client = signed_in(eoffice)
    user = User.objects.get(username="budi")
    key = credentials.Authenticator.objects.create(user=user, type="webauthn", data={"name": "HP", "credential": {}})
    stale(client)
    start = client.post(f"/akun/keamanan/kunci/{key.pk}/hapus/")["Location"]
    assert credentials.factors_of(user).exists()
    assert come(client, eoffice, start)["Location"] == "/akun/keamanan/"
    assert not credentials.factors_of(user).exists()


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        (altered(auth_time=int(time.time()) - 3600), "not_fresh"),
        (altered(auth_time=None), "not_fresh"),
        (altered(sub="s-2"), "other_person"),
    ],
)
def test_step_is_not_confirmed_by_an_old_sign_in_or_another_person(eoffice: EOffice, lie: Any, code: str) -> None:
    client = signed_in(eoffice)
    stale(client)
    lie(eoffice)
    assert come(client, eoffice, f"{START}?next=/akun/keamanan/kode/").status_code == 403
    assert refusals() == [code]
    assert client.get("/akun/keamanan/aplikasi/").status_code == 302
