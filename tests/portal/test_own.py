"""From the sofa: an owner says who he is, adds his instruments, asks for a test, and calls it off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from portal.actions import approve_link, ask_link, refuse_link
from portal.models import LinkRequest
from services.models import Order, ServiceDay
from services.orders.actions.orders import schedule_order
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office as OfficeRow
from simetro.core.models import User
from simetro.core.outbox import deliveries
from tests.office import NOZZLE, SCALE, Office
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
PERSON = {
    "name": "Tumini",
    "kind": "person",
    "phone": "0812 3456 7890",
    "email": "",
    "address": "Los 12",
    "village": "Sirau",
    "district": "Kemranjen",
}


@pytest.fixture
def person(office: Office, visit: Visit) -> Client:
    OfficeRow().save()
    return visit(office.owner_account)


@pytest.fixture
def desk(office: Office, visit: Visit) -> Client:
    return visit(office.admin)


@pytest.fixture
def own(office: Office) -> Owner:
    owner = office.owner()
    owner.account = office.owner_account
    owner.save()
    return owner


def plate(owner: Owner, **facts: str) -> dict[str, Any]:
    attributes = {f"attributes.{name}": value for name, value in SCALE.items()}
    return {"once": str(uuid4()), "owner": owner.pk, "kind": "nawi.electronic", "brand": "Sonic"} | attributes | facts


def asked(*scales: Instrument, **facts: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"once": str(uuid4()), "place": "office", "sidang": ""}
    for scale in scales:
        data |= {
            f"pick.{scale.uttp_id}": "on",
            f"service.{scale.uttp_id}": "tera",
            f"certificate.{scale.uttp_id}": "on",
        }
    return data | facts


def test_who_has_nothing_is_led_from_step_to_step(office: Office, person: Client) -> None:
    assert "Mulai dari sini" in person.get("/akun/").content.decode()
    for page in ("/akun/uttp/baru", "/akun/order/baru"):
        assert person.get(page)["Location"] == "/akun/pemilik/baru"
    assert person.get("/akun/pemilik/baru").context["form"]["name"].value() == "Owner_Account"
    answer = person.post("/akun/pemilik/baru", PERSON | {"once": str(uuid4())})
    assert answer["Location"] == "/akun/uttp/baru"
    owner = Owner.objects.get()
    assert (owner.account, owner.name) == (office.owner_account, "Tumini")
    answer = person.post("/akun/uttp/baru", plate(owner))
    scale = Instrument.objects.get()
    assert (answer["Location"], scale.owner, scale.attributes["e"]) == ("/akun/uttp", owner, "2")
    answer = person.post("/akun/order/baru", asked(scale))
    order = Order.objects.get()
    assert answer["Location"] == f"/akun/order/{order}"
    assert (order.status, order.owner, order.items.get().certificate) == ("submitted", owner, True)
    page = person.get(f"/akun/order/{order}").content.decode()
    assert str(order) in page
    assert "Petugas memeriksa permintaan Anda" in page
    assert person.get(f"/akun/order/{order}/formulir.pdf").content.startswith(b"%PDF")


class TestInstruments:
    def test_choosing_a_kind_brings_its_fields_and_saves_nothing(self, person: Client, own: Owner) -> None:
        page = person.post("/akun/uttp/baru", plate(own, show="1")).content.decode()
        assert 'name="attributes.max" value="6000"' in page
        assert not Instrument.objects.exists()

    def test_wrong_fields_come_back_as_typed(self, person: Client, own: Owner) -> None:
        answer = person.post("/akun/uttp/baru", plate(own, **{"attributes.e": "3"}))
        assert answer.status_code == 422
        assert 'value="Sonic"' in answer.content.decode()

    def test_nothing_is_added_to_somebody_else(self, office: Office, person: Client, own: Owner) -> None:
        answer = person.post("/akun/uttp/baru", plate(office.owner("Lain")))
        assert list(answer.context["form"].errors) == ["owner"]

    def test_a_twin_is_refused_without_telling_whose_it_is(self, office: Office, person: Client, own: Owner) -> None:
        office.scale(office.owner("Rahasia Abadi"), brand="Sonic", serial_number="9")
        answer = person.post("/akun/uttp/baru", plate(own, serial_number="9"))
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Rahasia" not in page
        assert Instrument.objects.get().uttp_id not in page
        assert 'href="/akun/hubungkan"' in page

    def test_it_is_added_to_the_firm_that_was_looked_at(self, office: Office, person: Client, own: Owner) -> None:
        branch = office.owner("Zaitun")
        branch.account = office.owner_account
        branch.save()
        assert (
            f"/akun/uttp/baru?pemilik={branch.pk}"
            in person.get(f"/akun/order/baru?pemilik={branch.pk}").content.decode()
        )
        form = person.get(f"/akun/uttp/baru?pemilik={branch.pk}").context["form"]
        assert form["owner"].value() == str(branch.pk)


class TestOrders:
    def test_only_his_own_are_offered(self, office: Office, person: Client, own: Owner) -> None:
        mine, other = office.scale(own, brand="Milikku"), office.scale(brand="Bukan")
        page = person.get(f"/akun/order/baru?uttp={mine.uttp_id}&pemilik={other.owner.pk}").content.decode()
        assert "Milikku" in page
        assert "Bukan" not in page
        assert person.post("/akun/order/baru", asked(other)).status_code == 422
        assert not Order.objects.exists()

    def test_a_sidang_can_be_chosen(self, office: Office, person: Client, own: Owner) -> None:
        sidang = office.sidang()
        person.post("/akun/order/baru", asked(office.scale(own), place="sidang", sidang=sidang.pk))
        order = Order.objects.get()
        assert order.sidang == sidang
        assert f"/sidang/{sidang.slug}.ics" in person.get(f"/akun/order/{order}").content.decode()

    def test_what_stands_fast_is_told_at_its_line(self, office: Office, person: Client, own: Owner) -> None:
        nozzle = office.scale(own, kind="fuel_dispenser", attributes=NOZZLE)
        answer = person.post("/akun/order/baru", asked(nozzle))
        assert list(answer.context["form"].errors) == [f"pick.{nozzle.uttp_id}"]

    def test_at_a_sidang_one_is_named_and_taken_once(self, office: Office, person: Client, own: Owner) -> None:
        scale, sidang = office.scale(own), office.sidang()
        answer = person.post("/akun/order/baru", asked(scale, place="sidang"))
        assert list(answer.context["form"].errors) == ["sidang"]
        person.post("/akun/order/baru", asked(scale, place="sidang", sidang=sidang.pk))
        again = person.post("/akun/order/baru", asked(scale, place="sidang", sidang=sidang.pk))
        assert again.status_code == 422
        assert f"masih berada pada order {Order.objects.get()}" in again.content.decode()
        assert Order.objects.count() == 1

    def test_what_its_place_asks_for_is_not_called_optional(self, office: Office, person: Client, own: Owner) -> None:
        form = person.get("/akun/order/baru").context["form"]
        assert not any("(opsional)" in form[name].as_field_group() for name in ("place", "wanted_on", "sidang"))

    def test_the_same_form_asks_once(self, office: Office, person: Client, own: Owner) -> None:
        data = asked(office.scale(own))
        for _ in range(2):
            person.post("/akun/order/baru", data)
        assert Order.objects.count() == 1

    def test_several_owners_of_one_account_are_told_apart(self, office: Office, person: Client, own: Owner) -> None:
        branch = office.owner("Cabang Sokaraja")
        branch.account = office.owner_account
        branch.save()
        office.scale(branch, brand="Cabang")
        page = person.get(f"/akun/order/baru?pemilik={branch.pk}").content.decode()
        assert 'aria-current="true">Cabang Sokaraja' in page


class TestDays:
    def day(self, ahead: int) -> str:
        """One on which the office goes out, whatever weekday it is."""
        on = timezone.localdate() + timedelta(days=ahead)
        ServiceDay.objects.get_or_create(on=on, defaults={"minutes": 60})
        return on.isoformat()

    def test_a_day_is_chosen_where_the_penera_comes(self, office: Office, person: Client, own: Owner) -> None:
        nozzle, day = office.scale(own, kind="fuel_dispenser", attributes=NOZZLE), self.day(3)
        answer = person.post("/akun/order/baru", asked(nozzle, place="on_site"))
        assert list(answer.context["form"].errors) == ["wanted_on"]
        assert f'value="{day}"' in answer.content.decode()
        person.post("/akun/order/baru", asked(nozzle, place="on_site", wanted_on=day))
        assert Order.objects.get().wanted_on.isoformat() == day

    def test_a_day_of_another_is_not_taken(self, office: Office, person: Client, own: Owner) -> None:
        nozzle = office.scale(own, kind="fuel_dispenser", attributes=NOZZLE)
        for day in ("2020-01-01", "kapan"):
            answer = person.post("/akun/order/baru", asked(nozzle, place="on_site", wanted_on=day))
            assert list(answer.context["form"].errors) == ["wanted_on"]
        answer = person.post("/akun/order/baru", asked(office.scale(own), wanted_on=self.day(3)))
        assert list(answer.context["form"].errors) == ["wanted_on"]
        assert not Order.objects.exists()

    def test_it_is_changed_until_the_day_before(self, office: Office, person: Client, own: Owner) -> None:
        nozzle, later = office.scale(own, kind="fuel_dispenser", attributes=NOZZLE), self.day(4)
        person.post("/akun/order/baru", asked(nozzle, place="on_site", wanted_on=self.day(3)))
        order = Order.objects.get()
        assert "Ganti hari" in person.get(f"/akun/order/{order}").content.decode()
        person.post(f"/akun/order/{order}/hari", {"version": order.version, "wanted_on": later})
        order.refresh_from_db()
        assert order.wanted_on.isoformat() == later


class TestCancelling:
    def ordered(self, office: Office, own: Owner, days: int | None) -> Order:
        order = office.order(office.scale(own), place="on_site")
        if days is not None:
            on = timezone.localdate() + timedelta(days=days)
            schedule_order(by=office.admin, order=order, on=on, penera=[office.penera])
        order.refresh_from_db()
        return order

    @pytest.mark.parametrize("days", [None, 1])
    def test_until_the_day_before(self, office: Office, person: Client, own: Owner, days: int | None) -> None:
        order = self.ordered(office, own, days)
        assert "Batalkan order" in person.get(f"/akun/order/{order}").content.decode()
        person.post(f"/akun/order/{order}/batalkan", {"version": order.version, "reason": "Tutup"})
        order.refresh_from_db()
        assert order.status == "cancelled"

    def test_on_the_day_the_desk_decides(self, office: Office, person: Client, own: Owner) -> None:
        order = self.ordered(office, own, 0)
        assert "Batalkan order" not in person.get(f"/akun/order/{order}").content.decode()
        answer = person.post(f"/akun/order/{order}/batalkan", {"version": order.version, "reason": "Tutup"})
        assert "Hubungi meja layanan" in answer.content.decode()
        order.refresh_from_db()
        assert order.status == "scheduled"


class TestLinking:
    def test_a_number_proves_who_he_is_and_the_desk_agrees(self, office: Office, person: Client, desk: Client) -> None:
        order = office.order()
        person.post("/akun/hubungkan", {"evidence": str(order).lower()})
        request = LinkRequest.objects.get()
        assert (request.owner, request.account) == (order.owner, office.owner_account)
        assert "sedang diperiksa" in person.get("/akun/").content.decode()
        assert "Akun minta dihubungkan" in desk.get("/staf/").content.decode()
        assert str(order.owner) in desk.get("/staf/tautan").content.decode()
        desk.post(f"/staf/tautan/{request.pk}/setujui", {"version": request.version})
        order.owner.refresh_from_db()
        assert order.owner.account == office.owner_account
        deliveries.sweep()
        assert mail.outbox[-1].subject == "Akun Anda sudah terhubung"
        assert str(order) in person.get("/akun/").content.decode()

    def test_the_number_of_a_letter_proves_nothing(self, office: Office, person: Client) -> None:
        """They are counted up: whoever has one knows those of others."""
        assert person.post("/akun/hubungkan", {"evidence": office.issued().number}).status_code == 422
        assert not LinkRequest.objects.exists()

    def test_it_is_told_in_indonesian_whatever_the_desk_reads(self, office: Office) -> None:
        request = ask_link(by=office.owner_account, owner=office.owner(), evidence="x")
        with translation.override("en"):
            approve_link(by=office.admin, request=request)
        deliveries.sweep()
        assert mail.outbox[-1].subject == "Akun Anda sudah terhubung"

    @pytest.mark.parametrize("evidence", ["", "7KQ4-M9XD-R2P", "tidak ada", "\x00"])
    def test_what_proves_nothing_is_told(self, person: Client, evidence: str) -> None:
        answer = person.post("/akun/hubungkan", {"evidence": evidence})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["evidence"])
        assert not LinkRequest.objects.exists()

    def test_numbers_are_not_tried_without_end(self, person: Client) -> None:
        answers = [person.post("/akun/hubungkan", {"evidence": f"coba {n}"}) for n in range(11)]
        assert "Terlalu banyak permintaan" in answers[-1].content.decode()

    def test_asking_twice_asks_once(self, office: Office, person: Client) -> None:
        order = office.order()
        for _ in range(2):
            person.post("/akun/hubungkan", {"evidence": str(order)})
        assert LinkRequest.objects.count() == 1

    def test_a_refusal_gives_its_reason(self, office: Office, desk: Client) -> None:
        request = ask_link(by=office.owner_account, owner=office.owner(), evidence="x")
        desk.post(f"/staf/tautan/{request.pk}/tolak", {"version": request.version, "reason": "Nama tidak cocok."})
        deliveries.sweep()
        assert "Nama tidak cocok." in mail.outbox[-1].body
        assert Owner.objects.get().account is None
        with pytest.raises(Conflict, match="sudah diputuskan"):
            refuse_link(by=office.admin, request=request, reason="x")

    def test_who_is_linked_already_stays_so(self, office: Office, desk: Client, own: Owner) -> None:
        with pytest.raises(Conflict, match="sudah terhubung dengan akun Anda"):
            ask_link(by=office.owner_account, owner=own, evidence="x")
        request = ask_link(by=office.other_account, owner=own, evidence="x")
        answer = desk.post(f"/staf/tautan/{request.pk}/setujui", {"version": request.version}, follow=True)
        assert "sudah terhubung ke akun lain" in answer.content.decode()
        own.refresh_from_db()
        request.refresh_from_db()
        assert (own.account, request.status) == (office.owner_account, "asked")
