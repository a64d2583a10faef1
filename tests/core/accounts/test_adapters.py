"""An owner opens an account himself, proves his address, and gets back in when he forgot the password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client, override_settings

from simetro.core.accounts.actions import create_user
from simetro.core.kit.roles import Role
from simetro.core.models import LogEntry, User
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]
PASSWORD, NEW_PASSWORD = "timbangan sah 2026", "takaran basah 2027"
TYPED = {"name": "Tumini", "email": "tumini@contoh.test", "password1": PASSWORD}


@pytest.fixture(autouse=True)
def _sent_at_once(django_capture_on_commit_callbacks: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_kwargs: act())


def code() -> str:
    """The one in the newest mail."""
    return mail.outbox[-1].subject.rpartition(": ")[2]


def signed_up(client: Client, **facts: str) -> None:
    answer = client.post("/akun/daftar/", TYPED | facts)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/akun/surel/kode/")


def test_from_nothing_to_his_own_page() -> None:
    client = Client()
    assert "Buat akun" in client.get("/akun/masuk/").content.decode()
    signed_up(client)
    assert mail.outbox[-1].to == ["tumini@contoh.test"]
    assert "tumini@contoh.test" in client.get("/akun/surel/kode/").content.decode()
    assert client.get("/akun/").status_code == 302  # not yet
    answer = client.post("/akun/surel/kode/", {"code": code()}, follow=True)
    assert answer.redirect_chain[-1] == ("/akun/", 302)
    assert "Tumini" in answer.content.decode()
    user = User.objects.get(email="tumini@contoh.test")
    assert user.roles == {Role.OWNER}
    assert LogEntry.objects.filter(verb="core.open_account", subject_id=user.pk).exists()


def test_he_signs_in_by_his_address() -> None:
    first = Client()
    signed_up(first)
    first.post("/akun/surel/kode/", {"code": code()})
    answer = Client().post("/akun/masuk/", {"login": "Tumini@contoh.test", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1] == ("/akun/", 302)


@override_settings(ACCOUNT_RATE_LIMITS=False)  # no new code within ten seconds
def test_without_proof_he_is_asked_again_when_he_signs_in() -> None:
    signed_up(Client())
    known = len(mail.outbox)
    client = Client()
    answer = client.post("/akun/masuk/", {"login": "tumini@contoh.test", "password": PASSWORD})
    assert answer["Location"] == "/akun/surel/kode/"
    assert len(mail.outbox) == known + 1
    assert client.get("/akun/").status_code == 302


def test_a_wrong_code_opens_nothing_and_three_end_it() -> None:
    client = Client()
    signed_up(client)
    answers = [client.post("/akun/surel/kode/", {"code": "salah"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert client.post("/akun/surel/kode/", {"code": code()})["Location"].startswith("/akun/masuk/")
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_nobody_learns_who_has_an_account(office: Office) -> None:
    EmailAddress.objects.create(
        user=office.owner_account, email=office.owner_account.email, verified=True, primary=True
    )
    signed_up(Client(), email=office.owner_account.email)
    assert mail.outbox[-1].subject == "Akun Anda sudah ada"
    Client().post("/akun/sandi/lupa/", {"email": "siapa@contoh.test"})
    assert mail.outbox[-1].subject == "Belum ada akun dengan e-mail ini"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"email": "bukan"}, "email"),
        ({"email": ""}, "email"),
        ({"name": ""}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"password1": "12345"}, "password1"),
        ({"password1": "tumini@contoh"}, "password1"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(facts: dict[str, str], field: str) -> None:
    answer = Client().post("/akun/daftar/", TYPED | facts)
    assert list(answer.context["form"].errors) == [field]
    assert not User.objects.filter(name="Tumini").exists()


def test_a_forgotten_password_is_made_anew_by_a_code() -> None:
    first = Client()
    signed_up(first)
    first.post("/akun/surel/kode/", {"code": code()})
    client = Client()
    assert client.post("/akun/sandi/lupa/", {"email": TYPED["email"]})["Location"] == "/akun/sandi/kode/"
    assert client.post("/akun/sandi/kode/", {"code": "salah"}).status_code == 200
    assert client.post("/akun/sandi/kode/", {"code": code()})["Location"] == "/akun/sandi/baru/"
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/akun/sandi/baru/", typed)["Location"] == "/akun/sandi/selesai/"
    for password, status in ((PASSWORD, 200), (NEW_PASSWORD, 302)):
        assert Client().post("/akun/masuk/", {"login": TYPED["email"], "password": password}).status_code == status


def test_accounts_of_the_office_need_no_code(office: Office) -> None:
    user = create_user(
        by=office.superadmin, username="baru", name="Baru", password=PASSWORD, roles=[Role.ADMIN], email="b@contoh.test"
    )
    answer = Client().post("/akun/masuk/", {"login": user.username, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1] == ("/staf/", 302)
    assert mail.outbox == []


def test_mail_is_indonesian_and_nothing_of_it_is_escaped(office: Office) -> None:
    client = Client(headers={"Accept-Language": "en"})
    client.cookies["django_language"] = "en"
    signed_up(client)
    assert re.fullmatch(r"Kode akun Anda: \S+", mail.outbox[-1].subject)
    assert "Ketik kode itu di halaman yang sedang terbuka" in mail.outbox[-1].body
