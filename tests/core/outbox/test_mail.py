"""Which addresses mail reaches, what each mail says to machines, and how one stops what he did not ask for."""

import re
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client

from simetro.core.kit import secrets
from simetro.core.models import LogEntry, MutedAddress
from simetro.core.outbox import deliveries
from simetro.core.outbox.bounces import report_in
from simetro.core.outbox.mail import WAY_OUT, address_of, is_muted, mute, owe_mail, send_bulk, take_bounces, way_out
from tests.bounces import recipient, report
from tests.core.accounts.test_adapters import TYPED
from tests.office import Office

pytestmark = pytest.mark.django_db

AWKWARD = [
    "uji#1@contoh.test",
    "uji?x@contoh.test",
    "uji/bag@contoh.test",
    "uji%2f@contoh.test",
    "uji&co=1@contoh.test",
    "o'brien@contoh.test",
    "uji+tag@contoh.test",
    "uji@münchen.example",
    "uji@日本.example",
    "uji@xn--mnchen-3ya.example",
    "müller@contoh.test",
    "Uji@Contoh.Test",
]


def sent(to: str) -> Any:
    assert send_bulk(to=to, subject="Sidang", body="Datanglah", key="broadcast-1-2")
    return message_from_bytes(mail.outbox[-1].message().as_bytes())


def path_of(link: str) -> str:
    return link.strip("<>").removeprefix("https://simetro.test")


class TestWayOut:
    @pytest.mark.parametrize("to", AWKWARD)
    def test_every_address_can_leave_and_stop_by_one_click(self, to: str, client: Client) -> None:
        message = sent(to)
        link = message["List-Unsubscribe"].strip()
        assert message["To"].isascii()
        assert re.fullmatch(r"<https://simetro\.test/berhenti/[A-Za-z0-9_-]+>", link)
        assert client.post(path_of(link), {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert not send_bulk(to=to, subject="Sidang", body="Datanglah", key="broadcast-1-3")
        assert LogEntry.objects.get(verb="core.mute").data == {"why": "asked"}

    @pytest.mark.parametrize("to", ["tumini@contoh.test", "a@b.test", "müller@münchen.example"])
    def test_nothing_of_the_address_is_read_from_the_link(self, to: str) -> None:
        token = path_of(way_out(to)).removeprefix("/berhenti/")
        local, _at, domain = to.partition("@")
        assert not {local, domain, domain.partition(".")[0]} & set(re.split(r"[^\w]", token))
        assert local.encode() not in secrets.urlsafe_b64decode(token + "==")

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_a_scanner_that_follows_links_stops_nothing(self, method: str, client: Client) -> None:
        answer = getattr(client, method)(path_of(way_out("tumini@contoh.test")))
        assert answer.status_code == 200
        assert not MutedAddress.objects.exists()

    def test_a_reader_is_asked_with_one_button(self, client: Client) -> None:
        page = client.get(path_of(way_out("Tumini@contoh.test"))).content.decode()
        assert "tidak lagi dikirim ke tumini@contoh.test" in page
        assert page.count('<form method="post">') == page.count("Berhenti</button>") == 1

    @pytest.mark.parametrize("address", ["tumini@contoh.test", "uji#1@contoh.test", "uji@münchen.example"])
    def test_links_that_were_sent_before_still_stop(self, address: str, client: Client) -> None:
        token = Signer(salt="simetro.core.outbox.mail").sign(address)
        assert client.post(f"/berhenti/{token.replace('#', '%23')}").status_code == 200
        assert is_muted(address)

    def test_what_we_did_not_make_stops_nobody(self, client: Client) -> None:
        genuine = path_of(way_out("tumini@contoh.test")).removeprefix("/berhenti/")
        forged = (
            genuine[:-2] + "AA",
            genuine[1:],
            "x",
            "tumini@contoh.test",
            "tumini@contoh.test:salah",
            "é",
            "A" * 500,
        )
        assert [client.post(f"/berhenti/{token}").status_code for token in forged] == [404] * len(forged)
        assert not MutedAddress.objects.exists()

    def test_what_was_encrypted_for_something_else_is_not_shown(self) -> None:
        """Neither another field of the database nor a token of another purpose opens here."""
        assert address_of(secrets.encrypt("3302011234560001")) is None
        assert address_of(secrets.seal("another", "a@b.test")) is None
        assert secrets.unseal(WAY_OUT, secrets.seal(WAY_OUT, "a@b.test")) == "a@b.test"


class TestOneAddress:
    """A domain is one thing, as people read it and as servers write it."""

    SPELLINGS = ("uji@münchen.example", "UJI@MÜNCHEN.example", "uji@xn--mnchen-3ya.example")

    @pytest.mark.parametrize("muted", SPELLINGS)
    def test_is_muted_in_every_spelling(self, muted: str) -> None:
        mute(muted, MutedAddress.Why.ASKED)
        assert [is_muted(spelling) for spelling in self.SPELLINGS] == [True] * 3

    @pytest.mark.parametrize("to", SPELLINGS)
    def test_comes_back_from_a_server_that_knows_ascii_only(self, to: str, settings: Any) -> None:
        settings.BOUNCE_ADDRESS = "bounce@metrologi.test"
        sent(to)
        back = mail.outbox[-1].from_email
        read = report_in(report(back, recipient("uji@xn--mnchen-3ya.example")))
        assert read is not None
        assert take_bounces(read) == 1
        assert is_muted(to)


class TestEveryMail:
    """Says that a machine sent it (RFC 3834)."""

    def auto_submitted(self) -> set[str | None]:
        deliveries.sweep()
        return {message.message()["Auto-Submitted"] for message in mail.outbox}

    def test_in_bulk_and_owed(self) -> None:
        owe_mail("tumini@contoh.test", "Order", "Diterima")
        sent("tumini@contoh.test")
        assert (len(mail.outbox), self.auto_submitted()) == (1, {"auto-generated"})
        assert len(mail.outbox) == 2

    @pytest.mark.usefixtures("blank_paper")
    def test_to_owners_and_signatories(self, office: Office) -> None:
        office.submitted(office.tested(office.item(office.scale(office.owner(email="tumini@contoh.test")))))
        assert (self.auto_submitted(), len(mail.outbox)) == ({"auto-generated"}, 3)

    def test_with_a_code(self, office: Office, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            Client().post("/akun/daftar/", TYPED)
        assert (self.auto_submitted(), len(mail.outbox)) == ({"auto-generated"}, 1)
