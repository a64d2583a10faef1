"""Who signs up for a sidang without an account: places, numbers, the door, and what is forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.codes import new_complaint_number, parse_complaint_number
from services.calendar.queries import places_left
from services.codes import (
    new_registration_number,
    new_transaction_number,
    parse_registration_number,
    parse_transaction_number,
)
from services.enums import Place, RegistrationStatus, Service
from services.models import Order, Registration, Sidang
from services.orders.actions.orders import NewItem
from services.sidang.actions.arrivals import NewPlates, arrive
from services.sidang.actions.registrations import Wanted, cancel_registration, forget_registrations, sign_up
from services.sidang.actions.sidang import cancel_sidang, close_sidang
from services.sidang.report import report_of
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import LogEntry, User
from simetro.core.outbox import daily_jobs, deliveries
from tests.office import SCALE, Office
from tests.paper import attendance_list
from tests.services.sidang.test_actions import changed, day
from uttp.codes import new_uttp_id, parse_uttp_id
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
NEW = NewPlates("nawi.electronic", 1, Service.TERA_ULANG, SCALE, {"brand": "Quattro"})


def left(sidang: Sidang) -> int:
    return places_left([sidang])[sidang.pk]["nawi.electronic"]


class TestNumber:
    def test_it_is_taken_for_no_other(self) -> None:
        number = new_registration_number()
        assert parse_registration_number(number.lower().replace("-", " ")) == number
        assert [read(number) for read in (parse_transaction_number, parse_uttp_id, parse_complaint_number)] == [
            None
        ] * 3
        for other in (new_transaction_number(), new_uttp_id(), new_complaint_number(), number[2:], "", "D"):
            assert parse_registration_number(other) is None


class TestPlaces:
    def test_it_holds_them_until_it_is_cancelled(self, office: Office) -> None:
        sidang = office.sidang()
        registration = office.registration(sidang, count=2)
        assert left(sidang) == 0
        with pytest.raises(Conflict, match="tinggal 0") as refused:
            office.registration(sidang)
        assert refused.value.code == "no_place"
        with pytest.raises(Conflict, match="tinggal 0"):
            office.order(place=Place.SIDANG, sidang=sidang)
        cancel_registration(registration=registration)
        assert left(sidang) == 2
        entry = LogEntry.objects.get(verb="services.registration_cancelled")
        assert (entry.subject_id, entry.actor, entry.data) == (registration.pk, None, {})

    def test_who_has_come_keeps_his_and_takes_no_second(self, office: Office) -> None:
        sidang = office.sidang(quotas={"nawi.electronic": 3})
        registration = office.registration(sidang, count=1)
        arrive(by=office.admin, registration=registration, owner=None, kind="person", new=[NEW])
        assert left(sidang) == 2

    def test_quota_cannot_fall_below_them(self, office: Office) -> None:
        sidang = office.sidang()
        office.registration(sidang, count=2)
        with pytest.raises(Invalid) as refused:
            changed(office, sidang, quotas={"nawi.electronic": 1})
        assert [error.field for error in refused.value.errors] == ["quotas.nawi.electronic"]

    def test_who_is_written_down_at_the_door_is_beyond_it(self, office: Office) -> None:
        sidang = office.sidang()
        for _ in range(3):
            sign_up(by=office.admin, sidang=sidang, wanted=[Wanted("nawi.electronic", 1)], name="x")
        assert left(sidang) == 2

    @pytest.mark.parametrize("wanted", [[], [Wanted("weights", 1)]])
    def test_what_the_sidang_does_not_test_is_refused(self, office: Office, wanted: list[Wanted]) -> None:
        with pytest.raises((Invalid, Conflict)):
            sign_up(by=None, sidang=office.sidang(), wanted=wanted, name="x")
        assert not Registration.objects.exists()


class TestStates:
    def test_it_expires_by_itself_when_the_sidang_is_over(self, office: Office) -> None:
        registration = office.registration()
        assert registration.state_on(day(0)) == RegistrationStatus.REGISTERED
        assert registration.state_on(day(1)) == RegistrationStatus.EXPIRED
        close_sidang(by=office.admin, sidang=registration.sidang)
        registration = Registration.objects.get()
        assert registration.state_on(day(0)) == RegistrationStatus.EXPIRED
        with pytest.raises(Conflict, match="sudah selesai"):
            cancel_registration(registration=registration)

    def test_it_is_cancelled_once(self, office: Office) -> None:
        registration = cancel_registration(registration=office.registration())
        with pytest.raises(Conflict, match="Dibatalkan"):
            cancel_registration(registration=registration)

    def test_database_ties_arrival_to_an_order(self, office: Office) -> None:
        registration = office.registration()
        for flaw in ({"status": "arrived"}, {"order": office.order()}, {"forgotten_at": timezone.now()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Registration.objects.filter(pk=registration.pk).update(**flaw)


class TestMail:
    def test_who_gave_an_address_gets_number_place_and_hours_but_nothing_else_he_typed(self, office: Office) -> None:
        registration = office.registration(email="tumini@contoh.test")
        deliveries.sweep()
        (sent,) = mail.outbox
        assert sent.to == ["tumini@contoh.test"]
        assert f"Nomor pendaftaran: {registration.number}" in sent.body
        assert "Bawa UTTP Anda ke Pasar Wage, Jl. Pasar 2, " in sent.body
        assert "Tumini" not in sent.body

    def test_a_sidang_that_moves_or_is_called_off_is_told(self, office: Office) -> None:
        registration = office.registration(email="tumini@contoh.test")
        sidang = changed(office, registration.sidang, venue="Balai desa")
        cancel_sidang(by=office.admin, sidang=sidang, reason="Banjir.")
        deliveries.sweep()
        assert "Balai desa" in mail.outbox[1].body
        assert "tidak jadi diadakan. Banjir." in mail.outbox[2].body
        registration.refresh_from_db()
        assert registration.status == "cancelled"

    def test_without_an_address_none_is_sent(self, office: Office) -> None:
        office.registration()
        deliveries.sweep()
        assert mail.outbox == []


class TestArrival:
    def test_he_becomes_an_owner_with_instruments_an_order_and_a_number(self, office: Office) -> None:
        registration = office.registration(count=2)
        plates = NewPlates("nawi.electronic", 2, Service.TERA, SCALE, {"brand": "Quattro"}, certificate=False)
        order = arrive(by=office.admin, registration=registration, owner=None, kind="person", new=[plates])
        owner = Owner.objects.get()
        assert (owner.name, owner.phone, owner.village, owner.kind) == ("Bu Tumini", "081200001111", "Sirau", "person")
        assert [(item.service, item.certificate, item.instrument.owner) for item in order.items.all()] == [
            ("tera", False, owner)
        ] * 2
        assert (order.queue_number, order.sidang, order.is_walk_in) == (1, registration.sidang, True)
        registration.refresh_from_db()
        assert (registration.status, registration.order) == ("arrived", order)
        entry = LogEntry.objects.get(verb="services.registration_arrived")
        assert (entry.actor, entry.data) == (office.admin, {"number": registration.number})

    def test_a_known_owner_is_taken_as_he_is(self, office: Office) -> None:
        scale, registration = office.scale(), office.registration()
        held = [NewItem(scale, Service.TERA_ULANG)]
        order = arrive(by=office.admin, registration=registration, owner=scale.owner, held=held)
        assert (order.owner, Owner.objects.count(), Instrument.objects.count()) == (scale.owner, 1, 1)

    @pytest.mark.parametrize("flaw", ["twice", "cancelled", "other day", "nothing"])
    def test_it_is_refused_and_leaves_no_owner(self, office: Office, flaw: str) -> None:
        registration = office.registration()
        if flaw == "cancelled":
            cancel_registration(registration=registration)
        if flaw == "other day":
            Sidang.objects.update(starts_on=day(1), ends_on=day(1))
        if flaw == "twice":
            arrive(by=office.admin, registration=registration, owner=None, kind="person", new=[NEW])
        before = Owner.objects.count()
        new = [] if flaw == "nothing" else [NEW]
        with pytest.raises((Conflict, Invalid)):
            arrive(by=office.admin, registration=registration, owner=None, kind="person", new=new)
        assert Owner.objects.count() == before

    def test_report_and_list_know_who_is_still_expected(self, office: Office) -> None:
        sidang = office.sidang(quotas={"nawi.electronic": 9})
        office.registration(sidang, count=2)
        come = office.registration(sidang, name="Pak Come")
        arrive(by=office.admin, registration=come, owner=None, kind="person", new=[NEW])
        report = report_of(sidang)
        assert (report.orders, report.came, report.signed_up) == (1, 1, 1)
        said = attendance_list(sidang)
        assert [(row.queue_number, row.name) for row in said.rows] == [(1, "Pak Come"), (None, "Bu Tumini")]
        assert (said.came, said.instruments) == (1, 3)


class TestForgetting:
    def test_names_go_once_the_sidang_is_over_for_long_unless_it_became_an_order(self, office: Office) -> None:
        sidang = office.sidang(quotas={"nawi.electronic": 9})
        absent, come = office.registration(sidang, email="a@contoh.test"), office.registration(sidang)
        arrive(by=office.admin, registration=come, owner=None, kind="person", new=[NEW])
        today = timezone.now()
        assert forget_registrations(today) == 0
        assert forget_registrations(today + timedelta(days=1)) == 1
        assert forget_registrations(today + timedelta(days=1)) == 0
        absent.refresh_from_db()
        come.refresh_from_db()
        assert {absent.name, absent.phone, absent.email, absent.address, absent.village, absent.district} == {""}
        assert (absent.number != "", absent.lines.count(), come.name) == (True, 1, "Bu Tumini")

    def test_the_clock_does_it_daily(self, office: Office) -> None:
        registration = office.registration()
        Sidang.objects.update(starts_on="2020-01-01", ends_on="2020-01-01")
        daily_jobs.run()
        registration.refresh_from_db()
        assert (registration.name, registration.forgotten_at is None) == ("", False)


class TestDoor:
    def arrival(self, registration: Registration, query: str = "") -> str:
        return f"/staf/sidang/{registration.sidang_id}/datang/{registration.number}{query}"

    def sent(self, page: Any, **typed: Any) -> dict[str, Any]:
        plates = {f"nawi.electronic-attributes.{name}": value for name, value in SCALE.items()}
        plates |= {"nawi.electronic-brand": "Quattro", "nawi.electronic-count": "1"}
        plates |= {"nawi.electronic-service": "tera_ulang", "nawi.electronic-certificate": "on"}
        known = {"once": page.context["form"]["once"].value(), "version": page.context["registration"].version}
        return known | {"kind": "person"} | plates | typed

    @pytest.mark.parametrize("text", ["tumini", "0812000", "{number}", "https://simetro.test/pendaftaran/{number}"])
    def test_it_is_found_by_number_name_or_phone(self, office: Office, visit: Visit, text: str) -> None:
        registration = office.registration()
        typed = {"q": text.format(number=registration.number)}
        answer = visit(office.admin).get(f"/staf/sidang/{registration.sidang_id}/datang", typed)
        found = answer["Location"] if answer.status_code == 302 else answer.content.decode()
        assert self.arrival(registration) in found
        assert (answer.status_code == 302) == ("{number}" in text)

    def test_one_confirmation_makes_him_owner_of_an_order(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        url = self.arrival(registration)
        done = desk.post(url, self.sent(desk.get(url)), follow=True)
        assert "Nomor antrean 1: Bu Tumini." in done.content.decode()
        assert Order.objects.get().owner.name == "Bu Tumini"
        assert Order.objects.get().items.get().instrument.attributes["max"] == "6000"
        assert "Datang, beri" not in desk.get(url).content.decode()

    def test_a_double_click_makes_one(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        url = self.arrival(registration)
        data = self.sent(desk.get(url))
        answers = [desk.post(url, data) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert (Order.objects.count(), Owner.objects.count()) == (1, 1)

    def test_owners_alike_are_offered_first_and_nobody_is_merged_by_himself(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        known = office.scale(office.owner("Tumini", phone="081200001111"))
        page = desk.get(self.arrival(registration)).content.decode()
        assert f'href="?pemilik={known.owner.pk}"' in page
        assert "Datang, beri nomor antrean" not in page
        url = self.arrival(registration, f"?pemilik={known.owner.pk}")
        form = desk.get(url).context["form"]
        assert [line.pick.value() for line in form.instrument_rows()] == ["on"]
        assert form.plates_of[0]["count"].value() == 0
        ticked = {f"pick.{known.uttp_id}": "on", f"service.{known.uttp_id}": "tera_ulang", "nawi.electronic-count": "0"}
        desk.post(url, self.sent(desk.get(url), **ticked) | {"nawi.electronic-brand": ""})
        assert (Order.objects.get().owner, Owner.objects.count()) == (known.owner, 1)

    def test_a_new_owner_may_look_like_another(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        office.owner("Bu Tumini")
        url = self.arrival(registration, "?pemilik=baru")
        desk.post(url, self.sent(desk.get(url)))
        assert Owner.objects.filter(name="Bu Tumini").count() == 2

    def test_a_wrong_name_plate_is_told_at_its_field_and_nothing_is_written(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        url = self.arrival(registration)
        answer = desk.post(url, self.sent(desk.get(url), **{"nawi.electronic-attributes.max": "1"}))
        assert answer.status_code == 422
        assert answer.context["form"].plates_of[0].errors
        assert (Owner.objects.count(), Order.objects.count()) == (0, 0)

    def test_nothing_brought_is_told(self, office: Office, visit: Visit) -> None:
        desk, registration = visit(office.admin), office.registration()
        url = self.arrival(registration)
        answer = desk.post(url, self.sent(desk.get(url), **{"nawi.electronic-count": "0"}))
        assert "Centang paling sedikit satu UTTP" in answer.content.decode()

    def test_who_is_unknown_is_written_down_there(self, office: Office, visit: Visit) -> None:
        desk, sidang = visit(office.admin), office.sidang()
        page = desk.get(f"/staf/sidang/{sidang.pk}/datang?q=Bu+Siti").content.decode()
        assert f"/staf/sidang/{sidang.pk}/datang/baru?nama=Bu+Siti" in page
        url = f"/staf/sidang/{sidang.pk}/datang/baru"
        data = {"once": str(uuid4()), "name": "Bu Siti", "phone": "0812 3333 4444", "address": "Los 1"}
        data |= {"village": "Sirau", "district": "Kemranjen", "count.nawi.electronic": "1"}
        answer = desk.post(url, data)
        registration = Registration.objects.get()
        assert answer["Location"] == self.arrival(registration)
        assert (registration.is_walk_in, registration.lines.get().count) == (True, 1)

    def test_page_of_the_sidang_lists_them(self, office: Office, visit: Visit) -> None:
        registration = office.registration()
        page = visit(office.admin).get(f"/staf/sidang/{registration.sidang_id}").content.decode()
        assert self.arrival(registration) in page
        assert "1 mendaftar tanpa akun dan belum datang." in page
