"""One text to many owners: to whom, how often at most, how fast, and what a stop leaves (a kill: `tests/endure`)."""

from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal import actions
from portal.actions.broadcasts import MOST_TRIES, TOPIC, note_bounce, send_batch
from portal.models import Broadcast, Copy
from portal.queries import audience, delivery_report
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import Delivery, MutedAddress, User
from simetro.core.outbox import deliveries
from simetro.core.outbox.bounces import report_in
from simetro.core.outbox.mail import mute, take_bounces
from tests.bounces import recipient, report
from tests.office import Office
from uttp.models import Instrument, Owner

NONE = {"pending": 0, "sent": 0, "muted": 0, "failed": 0, "bounced": 0, "unsure": 0}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def people(office: Office, count: int, **facts: Any) -> list[Owner]:
    return [office.owner(f"Pemilik {n}", email=f"p{n}@contoh.test", **facts) for n in range(count)]


def composed(office: Office, **facts: Any) -> Broadcast:
    known = {"subject": "Sidang Pasar Wage", "body": "Yth. {nama}, datanglah."}
    return actions.compose_broadcast(by=office.admin, **(known | facts))


def started(office: Office, **facts: Any) -> Broadcast:
    return actions.start_broadcast(by=office.admin, broadcast=composed(office, **facts))


def work(broadcast: Broadcast) -> dict[str, int]:
    """All batches that are owed, one after the other."""
    for _ in range(20):
        Delivery.objects.filter(topic=TOPIC, state="pending").update(due_at=timezone.now())
        deliveries.sweep()
    return delivery_report(broadcast)


class TestAudience:
    def names(self, office: Office, **facts: Any) -> list[str]:
        return [owner.name for owner in audience(composed(office, **facts))]

    def test_without_a_filter_everybody(self, office: Office) -> None:
        people(office, 2)
        office.owner("Tanpa e-mail")
        assert self.names(office) == ["Pemilik 0", "Pemilik 1", "Tanpa e-mail"]

    def test_by_district_market_kind_and_day(self, office: Office) -> None:
        near = office.owner("Dekat", district="Sumpiuh", address="Pasar Wage blok A")
        office.owner("Jauh", district="Tambak")
        seller = office.owner("Lapak", district="Tambak")
        scale = office.scale(seller, location="Los 3 Pasar Wage")
        Instrument.objects.filter(pk=scale.pk).update(valid_until=date(2026, 5, 1), last_verified_on=date(2025, 5, 1))
        assert self.names(office, district="sumpiuh") == [near.name]
        assert self.names(office, place="pasar wage") == ["Dekat", "Lapak"]
        assert self.names(office, kind_code="nawi.electronic") == ["Lapak"]
        assert self.names(office, kind_code="weights") == []
        assert self.names(office, due_before=date(2026, 5, 2)) == ["Lapak"]
        assert self.names(office, due_before=date(2026, 5, 1)) == []

    def test_not_registered_for_a_sidang_yet(self, office: Office) -> None:
        sidang = office.sidang()
        order = office.order(place="sidang", sidang=sidang)
        people(office, 1)
        assert self.names(office, sidang=sidang) == ["Pemilik 0"]
        order.status = "cancelled"
        order.save()
        assert self.names(office, sidang=sidang) == [order.owner.name, "Pemilik 0"]


BRACES = [
    "{nam}",
    "{Nama}",
    "{ nama }",
    "{{nama}}",
    "{nama_pemilik}",
    "{tanggal}",
    "{}",
    "{nama",
    "nama}",
    "{alamat rumah}",
]


class TestPlacesForFacts:
    """`{...}` that nobody fills in is refused before anybody sees it as a recipient would."""

    @pytest.mark.parametrize("braces", BRACES)
    def test_unknown_one_is_refused_with_what_is_known(self, office: Office, visit: Any, braces: str) -> None:
        typed = {"subject": "Sidang", "body": f"Yth. {braces}, datanglah.", "once": uuid4()}
        answer = visit(office.admin).post("/staf/siaran/baru", typed)
        assert answer.status_code == 422
        (sentence,) = answer.context["form"].errors["body"]
        assert sentence.endswith(" tidak dikenal. Yang diisi sendiri hanya: {nama}.")
        assert not Broadcast.objects.exists()

    def test_unknown_one_among_known_ones_is_named(self, office: Office) -> None:
        with pytest.raises(Invalid) as refused:
            composed(office, body="Yth. {nama}, {kota}, {nama}: {hari} di {kota}")
        (error,) = refused.value.errors
        assert (error.field, error.message[:13]) == ("body", "{kota}, {hari")

    @pytest.mark.parametrize("braces", ["{nama}", "{Nama}", "{kota}"])
    def test_title_has_none(self, office: Office, braces: str) -> None:
        with pytest.raises(Invalid) as refused:
            composed(office, subject=f"Halo {braces}")
        assert [error.field for error in refused.value.errors] == ["subject"]

    def test_unknown_one_is_refused_in_a_change_and_at_the_start(self, office: Office) -> None:
        people(office, 1)
        broadcast = composed(office)
        with pytest.raises(Invalid):
            actions.change_broadcast(by=office.admin, broadcast=broadcast, version=1, body="{x}")
        Broadcast.objects.update(body="{x}")  # one that was composed when nobody looked
        with pytest.raises(Invalid):
            actions.start_broadcast(by=office.admin, broadcast=broadcast)
        assert not Copy.objects.exists()

    def test_known_one_is_filled_in_each_time(self, office: Office) -> None:
        people(office, 1)
        work(started(office, body="{nama}: {nama}, (datanglah)"))
        assert mail.outbox[0].body.startswith("Pemilik 0: Pemilik 0, (datanglah)")


class TestSending:
    def test_each_gets_his_own_text_once(self, office: Office) -> None:
        people(office, 3)
        office.owner("Kembar", email="P1@contoh.test")
        broadcast = started(office)
        assert work(broadcast) == NONE | {"sent": 3}
        broadcast.refresh_from_db()
        assert broadcast.status == "done"
        assert sorted(one.to[0] for one in mail.outbox) == ["p0@contoh.test", "p1@contoh.test", "p2@contoh.test"]
        assert mail.outbox[0].body.startswith("Yth. Pemilik 0, datanglah.")
        assert "https://simetro.test/berhenti/" in mail.outbox[0].body

    def test_nothing_goes_before_its_time(self, office: Office) -> None:
        people(office, 1)
        at = timezone.now() + timedelta(hours=3)
        actions.start_broadcast(by=office.admin, broadcast=composed(office), send_at=at)
        deliveries.sweep()
        assert mail.outbox == []
        assert Delivery.objects.get(topic=TOPIC).due_at >= at
        with pytest.raises(Invalid, match="60 hari"):
            actions.start_broadcast(by=office.admin, broadcast=composed(office), send_at=at + timedelta(days=61))

    def test_in_batches(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("portal.actions.broadcasts.A_MINUTE", 2)
        people(office, 5)
        broadcast = started(office)
        send_batch({"broadcast": broadcast.pk, "start": broadcast.version})
        assert len(mail.outbox) == 2
        assert Delivery.objects.filter(topic=TOPIC).latest("pk").due_at > timezone.now() + timedelta(seconds=50)

    def test_a_stop_is_obeyed_at_once_and_it_goes_on_where_it_was(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        people(office, 5)
        broadcast = started(office)

        def stop_after_two(**facts: Any) -> bool:
            mail.outbox.append(facts["to"])
            if len(mail.outbox) == 2:
                Broadcast.objects.update(status="stopped")
            return True

        monkeypatch.setattr("portal.actions.broadcasts.send_bulk", stop_after_two)
        assert work(broadcast)["sent"] == 2
        broadcast.refresh_from_db()
        actions.start_broadcast(by=office.admin, broadcast=broadcast)
        assert work(broadcast)["sent"] == len(set(mail.outbox)) == len(mail.outbox) == 5

    def test_who_wants_none_gets_none(self, office: Office) -> None:
        people(office, 2)
        mute("p0@contoh.test", "asked")
        assert work(started(office)) == NONE | {"sent": 1, "muted": 1}

    def test_who_refuses_for_now_is_tried_a_few_times(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        tries: list[str] = []

        def refuse(**facts: Any) -> bool:
            tries.append(facts["key"])
            raise SMTPRecipientsRefused({facts["to"]: (450, b"later")})

        monkeypatch.setattr("portal.actions.broadcasts.send_bulk", refuse)
        people(office, 1)
        assert work(started(office))["failed"] == 1
        assert (len(tries), len(set(tries))) == (MOST_TRIES, 1)

    def test_a_server_that_is_gone_costs_nobody_his_copy(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        def gone(**_facts: Any) -> bool:
            raise ConnectionRefusedError

        people(office, 3)
        broadcast = started(office)
        with monkeypatch.context() as patch:
            patch.setattr("portal.actions.broadcasts.send_bulk", gone)
            for _ in range(MOST_TRIES + 1):
                send_batch({"broadcast": broadcast.pk, "start": broadcast.version})
        assert delivery_report(broadcast)["pending"] == 3
        assert work(broadcast)["sent"] == 3

    def test_copies_that_come_back_are_counted(self, office: Office, settings: Any) -> None:
        settings.BOUNCE_ADDRESS = "bounce@metrologi.test"
        people(office, 3)
        broadcast, other = started(office), started(office, subject="Lain")
        work(broadcast)
        gone = next(one for one in mail.outbox if one.to == ["p1@contoh.test"] and one.subject == broadcast.subject)
        for _ in range(2):  # servers may say it twice
            read = report_in(report(gone.from_email, recipient("p1@contoh.test")))
            assert read is not None
            assert take_bounces(read) == 1
        deliveries.sweep()
        assert delivery_report(broadcast) == NONE | {"sent": 2, "bounced": 1}
        assert delivery_report(other) == NONE | {"sent": 3}
        assert MutedAddress.objects.get().email == "p1@contoh.test"
        assert work(started(office)) == NONE | {"sent": 2, "muted": 1}

    def test_a_bounce_of_other_mail_changes_no_copy(self, office: Office) -> None:
        people(office, 1)
        broadcast = started(office)
        work(broadcast)
        copy = Copy.objects.get()
        for key in ("mail", "remind-1-2-2026-11-26", f"broadcast-{broadcast.pk + 1}-{copy.pk}", "broadcast-1-x"):
            note_bounce({"key": key})
        assert delivery_report(broadcast) == NONE | {"sent": 1}

    def test_a_batch_of_an_earlier_start_does_nothing(self, office: Office) -> None:
        people(office, 1)
        first = started(office)
        stopped = actions.stop_broadcast(by=office.admin, broadcast=first)
        later = timezone.now() + timedelta(days=2)
        actions.start_broadcast(by=office.admin, broadcast=stopped, send_at=later)
        send_batch({"broadcast": first.pk, "start": first.version})
        assert mail.outbox == []

    def test_what_is_sent_stays_as_it_is(self, office: Office) -> None:
        people(office, 1)
        broadcast = started(office)
        with pytest.raises(Conflict, match="Dikirim"):
            actions.change_broadcast(by=office.admin, broadcast=broadcast, version=broadcast.version, subject="x")
        with pytest.raises(Conflict, match="Dikirim"):
            actions.start_broadcast(by=office.admin, broadcast=broadcast)

    def test_nobody_to_send_to_is_told(self, office: Office) -> None:
        office.owner()
        for act in (actions.start_broadcast, actions.try_broadcast):
            with pytest.raises(Conflict, match="Belum ada penerima"):
                act(by=office.admin, broadcast=composed(office))
        assert not Copy.objects.exists()


class TestPages:
    @pytest.fixture
    def desk(self, office: Office, visit: Callable[[User], Client]) -> Client:
        return visit(office.admin)

    def typed(self, **facts: Any) -> dict[str, Any]:
        return {"once": str(uuid4()), "subject": "Sidang", "body": "Yth. {nama}", "district": "", "place": ""} | facts

    def test_from_text_to_report(self, office: Office, desk: Client) -> None:
        people(office, 2)
        office.owner("Tanpa e-mail", phone="0812 111")
        desk.post("/staf/siaran/baru", self.typed())
        broadcast = Broadcast.objects.get()
        page = desk.get(f"/staf/siaran/{broadcast.pk}").content.decode()
        assert "2 pemilik" in page
        assert "Yth. Pemilik 0" in page
        assert (
            "https://wa.me/62812111?text=Yth.%20Tanpa"
            in desk.get(f"/staf/siaran/{broadcast.pk}/whatsapp").content.decode()
        )
        desk.post(f"/staf/siaran/{broadcast.pk}/uji")
        deliveries.sweep()
        assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (["admin@office.test"], "[Uji] Sidang")
        desk.post(f"/staf/siaran/{broadcast.pk}/kirim", {"version": broadcast.version, "send_at": ""})
        work(broadcast)
        assert "<dt>Terkirim</dt><dd>2</dd>" in desk.get(f"/staf/siaran/{broadcast.pk}").content.decode()
        Copy.objects.filter(address="p1@contoh.test").update(state="bounced")
        assert "<dt>Ditolak kemudian</dt><dd>1<br>" in desk.get(f"/staf/siaran/{broadcast.pk}").content.decode()

    def test_stop_and_change(self, office: Office, desk: Client) -> None:
        people(office, 1)
        broadcast = composed(office)
        desk.post(f"/staf/siaran/{broadcast.pk}/ubah", self.typed(version=broadcast.version, subject="Baru"))
        broadcast.refresh_from_db()
        assert broadcast.subject == "Baru"
        broadcast = actions.start_broadcast(by=office.admin, broadcast=broadcast)
        desk.post(f"/staf/siaran/{broadcast.pk}/hentikan", {"version": broadcast.version})
        broadcast.refresh_from_db()
        assert broadcast.status == "stopped"

    def test_a_sidang_brings_its_own_text(self, office: Office, desk: Client) -> None:
        sidang = office.sidang()
        people(office, 1, district="Sumpiuh")
        assert f"/staf/siaran/baru?sidang={sidang.pk}" in desk.get(f"/staf/sidang/{sidang.pk}").content.decode()
        form = desk.get(f"/staf/siaran/baru?sidang={sidang.pk}").context["form"]
        assert form["subject"].value() == "Sidang Pasar Wage"
        assert "Bawa UTTP Anda ke Pasar Wage" in form["body"].value()
        assert "{nama}" in form["body"].value()

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"subject": ""}, "subject"),
            ({"body": "x" * 5001}, "body"),
            ({"district": "Tidak ada"}, "district"),
            ({"due_before": "kapan"}, "due_before"),
            ({"sidang": "999999"}, "sidang"),
        ],
    )
    def test_wrong_fields_are_told(self, desk: Client, facts: dict[str, Any], field: str) -> None:
        answer = desk.post("/staf/siaran/baru", self.typed(**facts))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert not Broadcast.objects.exists()

    def test_a_wrong_time_is_told(self, office: Office, desk: Client) -> None:
        people(office, 1)
        broadcast = composed(office)
        answer = desk.post(f"/staf/siaran/{broadcast.pk}/kirim", {"version": broadcast.version, "send_at": "besok"})
        assert list(answer.context["form"].errors) == ["send_at"]
