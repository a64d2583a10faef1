"""Who is reminded, of what, how often. What a kill leaves is in `tests/endure/reminders.py`."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from services.models import Reminder
from services.sidang.actions.reminders import TOPIC, remind_owners
from simetro.core.models import Delivery, MutedAddress
from simetro.core.outbox import deliveries
from simetro.core.outbox.mail import mute
from tests.office import Office
from uttp.actions import retire_instrument, transfer_instrument
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def due_in(office: Office, ahead: int, owner: Owner | None = None, **facts: Any) -> Instrument:
    scale = office.scale(owner or office.owner(email=f"p{Owner.objects.count()}@contoh.test"), **facts)
    Instrument.objects.filter(pk=scale.pk).update(
        valid_until=day(ahead), last_verified_on=day(ahead - 365), last_verdict="sah"
    )
    scale.refresh_from_db()
    return scale


def run(today: date | None = None) -> int:
    """One day's work, with its mail."""
    owed = remind_owners(today)
    Delivery.objects.filter(topic=TOPIC).update(due_at=timezone.now() - timedelta(seconds=1))
    deliveries.sweep()
    return owed


@pytest.mark.parametrize(("ahead", "told"), [(31, False), (30, True), (15, True), (3, True), (0, True), (-1, False)])
def test_within_thirty_days(office: Office, ahead: int, told: bool) -> None:
    due_in(office, ahead)
    assert run() == int(told)
    assert len(mail.outbox) == int(told)


def test_each_step_once_however_often_it_runs(office: Office) -> None:
    scale = due_in(office, 30)
    told = [run(scale.valid_until - timedelta(days=left)) for left in (31, 30, 30, 20, 15, 14, 13, 4, 3, 3, 1, 0)]
    assert told == [0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0]
    assert Reminder.objects.count() == 3


def test_a_day_that_was_missed_is_made_good(office: Office) -> None:
    scale = due_in(office, 30)
    assert [run(scale.valid_until - timedelta(days=left)) for left in (12, 2)] == [1, 1]


def test_one_mail_for_all_of_one_owner(office: Office) -> None:
    owner = office.owner(email="pemilik@contoh.test")
    first, second = due_in(office, 20, owner, brand="Alpha"), due_in(office, 5, owner, brand="Beta")
    due_in(office, 9)
    assert run() == 2
    (told,) = [one for one in mail.outbox if one.to == ["pemilik@contoh.test"]]
    assert told.subject.startswith("Tera ulang 2 UTTP Anda")
    assert told.body.index(second.uttp_id) < told.body.index(first.uttp_id)
    assert "https://simetro.test/akun/order/baru" in told.body


def test_the_next_sidang_near_him_is_named(office: Office) -> None:
    office.sidang(name="Jauh", district="Ajibarang", starts_on=day(1), ends_on=day(1))
    office.sidang(name="Dekat", district="sumpiuh", starts_on=day(9), ends_on=day(9))
    office.sidang(name="Lain jenis", starts_on=day(0), quotas={"weights": 3})
    due_in(office, 20)
    run()
    assert "Sidang terdekat: Dekat. Bawa UTTP Anda ke Pasar Wage" in mail.outbox[-1].body


class TestNever:
    def test_what_is_booked(self, office: Office) -> None:
        office.order(due_in(office, 10))
        assert run() == 0

    def test_what_is_retired(self, office: Office) -> None:
        retire_instrument(by=office.admin, instrument=due_in(office, 10), reason="Rusak")
        assert run() == 0

    def test_who_has_no_address(self, office: Office) -> None:
        due_in(office, 10, office.owner())
        assert run() == 0

    def test_what_changed_before_the_mail_went(self, office: Office) -> None:
        booked, sold = due_in(office, 10), due_in(office, 10)
        kept = due_in(office, 10)
        remind_owners()
        office.order(booked)
        deliveries.sweep()
        mail.outbox.clear()
        transfer_instrument(by=office.admin, instrument=sold, owner=office.owner(), reason="Dijual")
        assert [one.to for one in mail.outbox] == []
        Delivery.objects.filter(topic=TOPIC).update(state="pending", due_at=timezone.now())
        deliveries.sweep()
        assert [one.to for one in mail.outbox] == [[kept.owner.email]]

    def test_who_asked_to_be_left_alone(self, office: Office, client: Any) -> None:
        scale = due_in(office, 30)
        run()
        link = mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("https://simetro.test")
        assert scale.owner.email in client.get(link).content.decode()
        assert not MutedAddress.objects.exists()
        assert "tidak lagi menerima" in client.post(link, {"List-Unsubscribe": "One-Click"}).content.decode()
        run(day(20))
        assert len(mail.outbox) == 1
        assert client.post("/berhenti/siapa@contoh.test:salah").status_code == 404

    def test_where_mail_is_refused(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        from smtplib import SMTPRecipientsRefused

        def refuse(message: Any, **_kwargs: Any) -> int:
            raise SMTPRecipientsRefused({message.to[0]: (code, b"no")})

        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
        due_in(office, 10)
        code = 450  # for now
        run()
        assert not MutedAddress.objects.exists()
        code = 550  # for good
        Delivery.objects.filter(topic=TOPIC).update(due_at=timezone.now())
        deliveries.sweep()
        assert MutedAddress.objects.get().why == "bounced"
        assert not Delivery.objects.exclude(state="done").exists()


def test_addresses_are_the_same_however_they_are_written(office: Office) -> None:
    mute("Pemilik@Contoh.test", MutedAddress.Why.ASKED)
    due_in(office, 10, office.owner(email="pemilik@contoh.TEST"))
    run()
    assert mail.outbox == []


def test_owed_mail_is_spread_over_minutes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simetro.core.outbox.deliveries.A_MINUTE", 2)
    monkeypatch.setattr("services.sidang.actions.reminders.OWNERS_AT_ONCE", 3)
    for _ in range(5):
        due_in(office, 10)
    now = timezone.now()
    monkeypatch.setattr("simetro.core.outbox.deliveries.timezone.now", lambda: now)
    remind_owners()
    due = Delivery.objects.filter(topic=TOPIC).order_by("pk").values_list("due_at", flat=True)
    assert [(at - now).total_seconds() // 60 for at in due] == [0, 0, 1, 1, 2]
