"""Mail that comes back: who is muted by it, who is not, and what harms nobody however it is written."""

import io
import os
import random
import subprocess
import sys
import time
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError

from simetro.config import BASE_DIR
from simetro.core.models import Delivery, LogEntry, MutedAddress
from simetro.core.outbox import deliveries
from simetro.core.outbox.bounces import Failure, report_in
from simetro.core.outbox.mail import (
    BOUNCED,
    PROOF,
    mute,
    owe_mail,
    send_bulk,
)
from tests.bounces import recipient, report

GONE = "tumini@contoh.test"
DELAY = recipient(GONE, "delayed", "4.4.1")
HEAD = b"Content-Type: multipart/report; boundary=A\n\n"
STATUS = b"--A\nContent-Type: message/delivery-status\n\n"
AWAY = b"From: tumini@contoh.test\nTo: %s\nAuto-Submitted: auto-replied\nSubject: Sedang cuti\n\n5.1.1 failed\n"


@pytest.fixture(autouse=True)
def _bounces_come_back(settings: Any) -> None:
    settings.BOUNCE_ADDRESS = "bounce@metrologi.test"


def sent(to: str = GONE, key: str = "broadcast-1-2") -> str:
    """The address that a mail which was just sent comes back to."""
    assert send_bulk(to=to, subject="Sidang", body="Datanglah", key=key)
    return mail.outbox[-1].from_email


def piped(content: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the command answers when a mail server pipes that into it."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    call_command("read_bounce", stdout=said)
    return said.getvalue().strip()


def muted() -> list[str]:
    return list(MutedAddress.objects.values_list("email", flat=True))


class TestReading:
    def test_who_failed_and_why(self) -> None:
        read = report_in(report("Bounce+X@Metrologi.test", recipient("Tumini@contoh.test"), returned_to="A <b@c.test>"))
        why = "smtp; 550 5.1.1 … Recipient address rejected: User unknown in local recipient table"
        failure = Failure((GONE,), "5.1.1", why)
        assert read == (("bounce+x@metrologi.test",), ("b@c.test",), (failure,))

    @pytest.mark.parametrize(
        ("action", "status", "count"),
        [
            ("failed", "5.1.1", 1),
            ("Failed", "5.2.2 (mailbox full)", 1),
            ("failed", "4.4.7", 0),
            ("delayed", "4.4.1", 0),
            ("delayed", "5.1.1", 0),
            ("relayed", "2.0.0", 0),
            ("failed", "", 0),
            ("failed", "5", 0),
            ("failed", "55.1.1", 0),
        ],
    )
    def test_only_what_failed_for_good_counts(self, action: str, status: str, count: int) -> None:
        read = report_in(report("x@y.test", recipient(GONE, action, status)))
        assert read is not None
        assert len(read.failures) == count

    @pytest.mark.parametrize("returned_as", ["message/rfc822", "text/rfc822-headers"])
    def test_the_returned_mail_tells_whom_it_went_to(self, returned_as: str) -> None:
        read = report_in(report("x@y.test", recipient("kotak-7@mx.test"), returned_to=GONE, returned_as=returned_as))
        assert read is not None
        assert read.returned_to == (GONE,)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\n",
            b"\0" * 1000,
            random.Random(7).randbytes(100_000),
            AWAY,
            b"Content-Type: multipart/report\n\nno boundary",
            b"Content-Type: multipart/report; boundary=AA\n\n--AA\nContent-Type: text/plain\n\nno status\n--AA--",
            b"Content-Type: multipart/report; boundary=AA\n\n--AA\nContent-Type: message/delivery-status\n\n",
            b'Content-Type: multipart/report; boundary="\xff\xfe"; charset=\xf0\n\n--\xff\xfe\n',
            b"Content-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n",
        ],
    )
    def test_what_is_no_report_is_passed_by(self, content: bytes) -> None:
        read = report_in(content)
        assert read is None or read.failures == ()

    @pytest.mark.parametrize(
        "content",
        [
            b"A: " + b"x" * 10_000_000,
            b"To: " + b"a@b.test, " * 1_000_000,
            b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(30_000)),
            b"Content-Type: multipart/report; boundary=A\n\n"
            + b"--A\nContent-Type: message/delivery-status\n\n" * 200_000,
            b"Content-Type: multipart/report; boundary=A\n\n--A\nContent-Type: message/delivery-status\n\n"
            + b"Action: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; a@b.test\n\n" * 150_000,
        ],
        ids=["long-line", "many-addresses", "nested", "many-parts", "many-recipients"],
    )
    def test_what_is_made_to_hurt_does_not(self, content: bytes) -> None:
        began = time.process_time()
        read = report_in(content)
        assert read is None or len(read.failures) <= 10
        assert time.process_time() - began < 20


@pytest.mark.django_db
class TestMuting:
    def test_who_is_gone_is_muted_and_the_log_says_why(self, monkeypatch: pytest.MonkeyPatch) -> None:
        content = report(sent(), recipient(GONE))
        assert piped(content, monkeypatch) == "1 surat yang ditolak untuk selamanya dicatat."
        assert MutedAddress.objects.get().why == "bounced"
        entry = LogEntry.objects.get(verb="core.mute")
        assert (entry.actor, entry.data["status"]) == (None, "5.1.1")
        assert "User unknown" in entry.data["reason"]
        assert GONE not in str(entry.data)
        assert Delivery.objects.get(topic=BOUNCED).payload == {"key": "broadcast-1-2"}
        assert not send_bulk(to=GONE, subject="Sidang", body="Datanglah", key="x")

    def test_the_same_report_twice_mutes_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        content = report(sent(), recipient(GONE))
        for _ in range(2):
            piped(content, monkeypatch)
        assert (muted(), LogEntry.objects.filter(verb="core.mute").count()) == ([GONE], 1)

    def test_a_delay_and_an_absence_mute_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        back = sent()
        assert piped(report(back, DELAY), monkeypatch).startswith("0 surat")
        assert piped(AWAY % back.encode(), monkeypatch).startswith("Bukan laporan")
        assert muted() == []

    def test_a_forged_report_mutes_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        own = sent("penyusup@jahat.test")  # what comes back to it speaks of nobody but him
        others = sent(GONE, "broadcast-1-3")
        local, domain = others.split("@")
        for back in (
            own,
            "bounce@metrologi.test",
            f"{local[:-1]}x@{domain}",
            f"{local}@jahat.test",
            "bounce+-@metrologi.test",
        ):
            assert piped(report(back, recipient(GONE), returned_to=GONE), monkeypatch).startswith("0 surat")
        assert muted() == []
        assert not Delivery.objects.filter(topic=BOUNCED).exists()

    def test_mail_that_was_passed_on_mutes_whom_we_wrote_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        piped(report(sent(), recipient("kotak-7@penampung.test"), returned_to=f"Tumini <{GONE}>"), monkeypatch)
        assert muted() == [GONE]

    def test_a_server_that_changes_case_is_understood(self, monkeypatch: pytest.MonkeyPatch) -> None:
        piped(report(sent("Tumini@Contoh.test").upper(), recipient("TUMINI@CONTOH.TEST")), monkeypatch)
        assert muted() == [GONE]

    def test_who_is_told_that_we_are_spam_is_not_muted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A provider that blocks the office for a day does not silence all of its customers."""
        assert piped(report(sent(), recipient(GONE, status="5.7.1")), monkeypatch).startswith("1 surat")
        assert muted() == []
        assert Delivery.objects.filter(topic=BOUNCED).count() == 1

    def test_without_an_address_for_it_nothing_is_believed(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        back = sent()
        settings.BOUNCE_ADDRESS = ""
        assert piped(report(back, recipient(GONE)), monkeypatch).startswith("0 surat")

    def test_refusal_at_the_door_is_written_down_too(self) -> None:
        mute(GONE, "bounced", status=550)
        assert LogEntry.objects.get(verb="core.mute").data == {"why": "bounced", "status": 550}

    def test_without_a_database_the_mail_server_is_asked_to_wait(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def away(_report: Any) -> int:
            raise OperationalError

        content = report(sent(), recipient(GONE))
        monkeypatch.setattr("simetro.core.management.commands.read_bounce.take_bounces", away)
        with pytest.raises(CommandError) as refused:
            piped(content, monkeypatch)
        assert refused.value.returncode == os.EX_TEMPFAIL


@pytest.mark.django_db
class TestEnvelope:
    def test_people_read_the_office_and_servers_the_way_back(self, settings: Any) -> None:
        back = sent()
        told = mail.outbox[-1].message()
        assert told["From"] == settings.DEFAULT_FROM_EMAIL
        assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert told["List-Unsubscribe"].startswith("<https://simetro.test/berhenti/")
        assert back.startswith("bounce+broadcast-1-2-")
        assert back.endswith("@metrologi.test")

    def test_what_one_waits_for_has_a_way_back_too(self, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            owe_mail(GONE, "Order", "Diterima")
        assert mail.outbox[0].from_email.startswith("bounce+mail-")
        assert mail.outbox[0].message()["From"] == "Simetro <simetro@localhost>"

    def test_the_longest_key_fits_what_mail_allows(self, settings: Any) -> None:
        settings.BOUNCE_ADDRESS = "bounce-mail@metrologi.test"
        local = sent(key="remind-1234567890-1234567890-2026-11-26").partition("@")[0]
        assert len(local) == 11 + 1 + 39 + 1 + PROOF == 64

    def test_without_an_address_for_it_all_is_as_it_was(self, settings: Any) -> None:
        settings.BOUNCE_ADDRESS = ""
        assert sent() == settings.DEFAULT_FROM_EMAIL


def test_a_mail_server_pipes_ten_megabytes_and_is_answered() -> None:
    command = [sys.executable, "manage.py", "read_bounce"]
    content = b"Content-Type: multipart/report; boundary=A\n\n--A\n" + b"\xff" * 10_000_000
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ, input=content, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"Bukan laporan pengiriman, tidak ada yang dicatat.\n")
    assert BOUNCED in deliveries.handlers()
