"""Copies by WhatsApp: to whom, at most one each whatever breaks, and what the report says of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from portal import actions
from portal.actions.broadcasts import TOPIC, send_batch
from portal.actions.whatsapp import MOST_TRIES
from portal.enums import Channel
from portal.models import Broadcast, Copy
from portal.queries import delivery_report, reached_by_hand, recipients
from simetro.core.kit.phones import international
from simetro.core.models import Delivery, MutedAddress, User
from simetro.core.outbox import deliveries
from tests.office import Office
from tests.whatsapp import ACCEPTED, Answer, Cloud, cloud, failed
from uttp.models import Owner

NONE = {"pending": 0, "sent": 0, "muted": 0, "failed": 0, "bounced": 0, "unsure": 0}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


@pytest.fixture
def api(settings: Any) -> Iterator[Cloud]:
    with cloud() as told:
        settings.WHATSAPP_URL, settings.WHATSAPP_TOKEN, settings.WHATSAPP_TEMPLATE = told.url, "rahasia", "kabar"
        yield told


def people(office: Office, count: int) -> list[Owner]:
    return [office.owner(f"Pemilik {n}", phone=f"0812-0000-00{n:02}") for n in range(count)]


def number(n: int) -> str:
    return f"62812000000{n:02}"


def composed(office: Office) -> Broadcast:
    return actions.compose_broadcast(by=office.admin, subject="Sidang", body="Yth. {nama},\n\ndatanglah.")


def started(office: Office) -> Broadcast:
    return actions.start_broadcast(by=office.admin, broadcast=composed(office))


def batch(broadcast: Broadcast) -> None:
    send_batch({"broadcast": broadcast.pk, "start": broadcast.version})


def work(broadcast: Broadcast) -> dict[str, int]:
    for _ in range(20):
        Delivery.objects.filter(topic=TOPIC, state="pending").update(due_at=timezone.now())
        deliveries.sweep()
    return delivery_report(broadcast)


def test_switched_off_nobody_gets_a_copy_and_the_desk_keeps_its_list(office: Office) -> None:
    people(office, 2)
    office.owner(email="p@contoh.test")
    broadcast = started(office)
    assert work(broadcast) == NONE | {"sent": 1}
    assert Copy.objects.get().channel == "email"
    assert reached_by_hand(broadcast).count() == 2


def test_who_has_no_mail_gets_a_message(office: Office, api: Cloud) -> None:
    people(office, 2)
    office.owner("Kembar", phone="+62 812 0000 0001")  # the same telephone
    office.owner("Bersurat", email="p@contoh.test", phone="0812 9999 9999")
    office.owner("Tanpa", phone="tidak ada")
    broadcast = started(office)
    assert work(broadcast) == NONE | {"sent": 3}
    assert sorted(api.phones) == [number(0), number(1)]
    assert [one.to for one in mail.outbox] == [["p@contoh.test"]]
    assert api.texts[0].startswith("Sidang. Yth. Pemilik 0, datanglah. Tidak ingin menerima kabar")
    assert [owner.name for owner in reached_by_hand(broadcast)] == ["Tanpa"]
    broadcast.refresh_from_db()
    assert broadcast.status == "done"


def test_the_database_reads_numbers_as_we_do(office: Office, api: Cloud) -> None:
    written = ("0812-3456-7890", "62 (0)812 3456 7891", "0062 812 3456 7892", "812 3456 7893", "(0281) 796 1234")
    for phone in (*written, "+60 12 345 6789", "12", "-"):
        office.owner(phone=phone)
    found = recipients(composed(office), Channel.WHATSAPP).values_list("phone", "written_to")
    assert dict(found) == {phone: international(phone) for phone in written}


def test_the_way_out_mutes_the_number(office: Office, api: Cloud, client: Client) -> None:
    people(office, 1)
    work(started(office))
    url = next(word for word in api.texts[0].split() if word.startswith("https://"))
    assert client.post(url.removeprefix("https://simetro.test")).status_code == 200
    assert MutedAddress.objects.get().email == number(0)
    assert work(started(office)) == NONE | {"muted": 1}
    assert len(api.requests) == 1


def test_refused_for_good_fails_at_once_and_for_now_after_a_few_tries(office: Office, api: Cloud) -> None:
    answers = {number(0): failed(400, 131026), number(1): failed(400, 131056)}
    api.answer = lambda phone: answers.get(phone, ACCEPTED)
    people(office, 3)
    assert work(started(office)) == NONE | {"sent": 1, "failed": 2}
    assert [api.phones.count(number(n)) for n in range(3)] == [1, MOST_TRIES, 1]


@pytest.mark.parametrize("answer", [failed(401, 190), (429, b""), failed(400, 132001)])
def test_a_service_that_is_closed_costs_nobody_his_copy(office: Office, api: Cloud, answer: Answer) -> None:
    people(office, 3)
    office.owner(email="p@contoh.test")
    broadcast = started(office)
    api.answer = lambda phone: answer
    for _ in range(MOST_TRIES + 1):
        batch(broadcast)
    assert delivery_report(broadcast) == NONE | {"pending": 3, "sent": 1}  # mail goes on
    assert len(api.requests) == MOST_TRIES + 1  # one question a batch
    api.answer = lambda phone: ACCEPTED
    assert work(broadcast) == NONE | {"sent": 4}


def test_a_mail_server_that_is_gone_does_not_hold_messages(
    office: Office, api: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(**_facts: Any) -> bool:
        raise ConnectionRefusedError

    monkeypatch.setattr("portal.actions.broadcasts.send_bulk", gone)
    people(office, 1)
    office.owner(email="p@contoh.test")
    broadcast = started(office)
    batch(broadcast)
    assert delivery_report(broadcast) == NONE | {"pending": 1, "sent": 1}


def test_switched_off_meanwhile_they_wait(office: Office, api: Cloud, settings: Any) -> None:
    people(office, 1)
    broadcast = started(office)
    settings.WHATSAPP_URL = ""
    batch(broadcast)
    assert delivery_report(broadcast) == NONE | {"pending": 1}


def test_a_lost_answer_is_told_and_nothing_is_sent_twice(office: Office, api: Cloud) -> None:
    api.answer = lambda phone: (0, b"") if phone == number(0) else ACCEPTED
    people(office, 2)
    assert work(started(office)) == NONE | {"sent": 1, "unsure": 1}
    assert sorted(api.phones) == [number(0), number(1)]


def test_a_stop_is_obeyed_at_once(office: Office, api: Cloud) -> None:
    people(office, 4)
    broadcast = started(office)
    Broadcast.objects.update(status="stopped")
    batch(broadcast)
    assert api.requests == []
    broadcast.refresh_from_db()
    actions.start_broadcast(by=office.admin, broadcast=broadcast)
    assert work(broadcast) == NONE | {"sent": 4}


def test_at_the_same_rate_as_mail(office: Office, api: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.actions.broadcasts.A_MINUTE", 3)
    people(office, 4)
    for n in range(2):
        office.owner(email=f"p{n}@contoh.test")
    batch(started(office))
    assert (len(mail.outbox), len(api.requests)) == (2, 1)


def test_pages_say_how_each_is_reached(office: Office, api: Cloud, visit: Callable[[User], Client]) -> None:
    people(office, 2)
    office.owner("Tanpa", phone="+60 12 345 6789")
    desk, broadcast = visit(office.admin), composed(office)
    page = f"/staf/siaran/{broadcast.pk}"
    shown = desk.get(page).content.decode()
    assert "<dt>Lewat WhatsApp</dt><dd>2 pemilik</dd>" in shown
    assert "<dt>Tanpa e-mail dan nomor seluler</dt><dd>1 pemilik" in shown
    assert "Yth. Pemilik 0" in shown
    listed = desk.get(f"{page}/whatsapp").content.decode()
    assert ("Tanpa" in listed, "Pemilik 0" in listed, "wa.me/60123456789" in listed) == (True, False, True)
    assert "paling banyak 2 pemilik" in desk.get(f"{page}/kirim").content.decode()
    desk.post(f"{page}/kirim", {"version": broadcast.version, "send_at": ""})
    work(broadcast)
    Copy.objects.filter(address=number(0)).update(state="unsure")
    assert "<dt>Tidak pasti</dt><dd>1<br>" in desk.get(page).content.decode()
