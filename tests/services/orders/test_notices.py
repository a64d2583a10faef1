"""What an owner is told of his order by mail: with the reason, the day, the verdicts; and nothing that is not so."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from services.enums import Place, Service
from services.models import Order
from services.orders.actions.notices import TOPIC
from services.orders.actions.orders import (
    NewItem,
    accept_order,
    cancel_order,
    register_order,
    reject_order,
    schedule_order,
)
from services.orders.messages import Event, event_of
from simetro.core.models import Delivery
from simetro.core.outbox import deliveries
from simetro.core.outbox.mail import mute
from simetro.core.templatetags.simetro import tanggal
from tests.office import Office, bad_scale
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


@pytest.fixture
def owner(office: Office) -> Owner:
    return office.owner(email="pemilik@contoh.test")


def mails_sent() -> list[tuple[str, str]]:
    """Subject and text of what was sent to the owner since the last look."""
    deliveries.sweep()
    sent = [(letter.subject, letter.body) for letter in mail.outbox if letter.to == ["pemilik@contoh.test"]]
    mail.outbox.clear()
    return sent


def accepted(office: Office, owner: Owner, place: Place = Place.ON_SITE) -> Order:
    order = office.order(office.scale(owner), place=place)
    mails_sent()
    return order


def scheduled(office: Office, order: Order, ahead: int, **facts: Any) -> Order:
    return schedule_order(by=office.admin, order=order, on=day(ahead), **({"penera": [office.penera]} | facts))


class TestRejection:
    def test_is_told_with_its_reason(self, office: Office, owner: Owner) -> None:
        order = office.order(office.scale(owner), by=office.owner_account)
        reject_order(by=office.admin, order=order, reason="Alat ini bukan wewenang kami.")
        ((subject, body),) = mails_sent()
        assert subject == f"Permintaan tera {order} belum dapat dilayani"
        assert "belum dapat kami layani: Alat ini bukan wewenang kami." in body
        assert "Ajukan permintaan baru" in body
        assert f"https://simetro.test/status/{order}" in body

    def test_reason_never_stands_in_the_subject(self, office: Office, owner: Owner) -> None:
        order = office.order(office.scale(owner), by=office.owner_account)
        reject_order(by=office.admin, order=order, reason="BELI SEKARANG")
        assert "BELI" not in mails_sent()[0][0]

    def test_reaches_who_wants_no_reminders_too(self, office: Office, owner: Owner) -> None:
        mute(owner.email, "asked")
        order = office.order(office.scale(owner), by=office.owner_account)
        reject_order(by=office.admin, order=order, reason="Tidak lengkap")
        assert len(mails_sent()) == 1

    def test_without_an_address_the_desk_has_the_same_words(self, office: Office) -> None:
        order = office.order(office.scale(), by=office.owner_account)
        assert event_of(reject_order(by=office.admin, order=order, reason="Tidak lengkap")) == Event.REJECTED
        assert not Delivery.objects.filter(topic=TOPIC).exists()


class TestVisit:
    def test_is_told_with_its_day(self, office: Office, owner: Owner) -> None:
        order = scheduled(office, accepted(office, owner), 3)
        ((subject, body),) = mails_sent()
        assert subject == f"Jadwal pengujian order tera {order}"
        assert f"Penera datang ke tempat Anda pada {tanggal(day(3))}." in body
        assert event_of(order) == Event.SCHEDULED

    def test_at_the_office_is_told_where_to_bring_it(self, office: Office, owner: Owner) -> None:
        scheduled(office, accepted(office, owner, Place.OFFICE), 3)
        assert f"diuji di kantor kami pada {tanggal(day(3))}. Bawa UTTP Anda" in mails_sent()[0][1]

    def test_that_is_moved_is_told_with_the_new_day(self, office: Office, owner: Owner) -> None:
        order = scheduled(office, accepted(office, owner), 3)
        mails_sent()
        scheduled(office, order, 5)
        ((subject, body),) = mails_sent()
        assert subject == f"Jadwal order tera {order} berubah"
        assert f"Jadwalnya berubah. Penera datang ke tempat Anda pada {tanggal(day(5))}." in body

    def test_with_another_team_only_is_not_told_again(self, office: Office, owner: Owner) -> None:
        order = scheduled(office, accepted(office, owner), 3)
        mails_sent()
        scheduled(office, order, 3, penera=[office.penera2])
        assert mails_sent() == []

    def test_that_was_moved_before_the_mail_left_is_told_once_with_the_last_day(
        self, office: Office, owner: Owner
    ) -> None:
        order = scheduled(office, accepted(office, owner), 3)
        scheduled(office, order, 4)
        scheduled(office, order, 5)
        assert [tanggal(day(5)) in body for _subject, body in mails_sent()] == [True]


class TestNothingFalse:
    """What changed before the mail left."""

    def test_accepted_and_cancelled(self, office: Office, owner: Owner) -> None:
        order = office.order(office.scale(owner))
        cancel_order(by=office.admin, order=order, reason="Salah catat")
        assert mails_sent() == []

    def test_scheduled_and_cancelled(self, office: Office, owner: Owner) -> None:
        order = scheduled(office, accepted(office, owner), 3)
        cancel_order(by=office.admin, order=order, reason="Toko tutup")
        assert mails_sent() == []

    def test_requested_accepted_and_cancelled(self, office: Office, owner: Owner) -> None:
        order = accept_order(by=office.admin, order=office.order(office.scale(owner), by=office.owner_account))
        cancel_order(by=office.admin, order=order, reason="Toko tutup")
        assert mails_sent() == []

    def test_address_that_was_taken_away(self, office: Office, owner: Owner) -> None:
        office.order(office.scale(owner))
        Owner.objects.update(email="")
        assert mails_sent() == []
        assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


class TestResults:
    def of(self, office: Office, owner: Owner, *readings: Any, certificate: bool = True) -> str:
        scales = [office.scale(owner, brand=f"Alat {n}") for n in range(len(readings))]
        items = [NewItem(scale, Service.TERA_ULANG, certificate) for scale in scales]
        order = register_order(by=office.admin, owner=owner, place=Place.OFFICE, items=items)
        mails_sent()
        for item, observations in zip(order.items.order_by("pk"), readings, strict=True):
            office.tested(item, observations)
        ((subject, body),) = mails_sent()
        assert subject == f"Order tera {order} selesai diuji"
        return body

    def line(self, body: str, n: int) -> str:
        return next(line for line in body.splitlines() if f"Alat {n}" in line)

    def test_sah_names_how_long_and_what_comes(self, office: Office, owner: Owner) -> None:
        body = self.of(office, owner, None)
        until = owner.instruments.get().valid_until
        assert self.line(body, 0).endswith(f": Sah, berlaku sampai {tanggal(until)}")
        assert "SKHP sedang kami siapkan" in body
        assert "atal" not in body

    def test_batal_says_not_to_use_it(self, office: Office, owner: Owner) -> None:
        body = self.of(office, owner, bad_scale())
        assert self.line(body, 0).endswith(": Batal")
        assert "Yang batal tidak boleh dipakai. Perbaiki dulu" in body
        assert "SKHP" not in body

    def test_each_instrument_has_its_own_verdict(self, office: Office, owner: Owner) -> None:
        body = self.of(office, owner, None, bad_scale(), None)
        assert [": Sah" in self.line(body, n) for n in range(3)] == [True, False, True]
        assert [self.line(body, n).endswith(": Batal") for n in range(3)] == [False, True, False]
        assert all(scale.uttp_id in body for scale in owner.instruments.all())

    def test_nothing_is_promised_that_was_not_asked_for(self, office: Office, owner: Owner) -> None:
        body = self.of(office, owner, None, certificate=False)
        assert "SKHP" not in body
        assert "boleh dipakai sampai masa berlakunya habis" in body
