"""On pages an instrument of an open order cannot be ticked; it leads there, and the desk and the door can move it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from services.enums import Place
from services.models import Order, OrderItem
from services.orders.forms.lines import InstrumentRow
from simetro.core.models import User
from tests.office import Office, bad_scale
from tests.services.orders.test_pages import Visit, errors, line, request_of, url_of
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
BUTTON = '<button class="button" name="move" value="{}">'


@pytest.fixture
def item(office: Office) -> OrderItem:
    return office.item()


def row_of(answer: HttpResponse, instrument: Instrument) -> InstrumentRow:
    return next(row for row in answer.context["form"].instrument_rows() if row.instrument == instrument)


def html(answer: HttpResponse) -> str:
    return answer.content.decode()


class TestNewOrder:
    def test_row_leads_to_the_order_instead_of_being_ticked(
        self, office: Office, visit: Visit, item: OrderItem
    ) -> None:
        free = office.scale(item.instrument.owner)
        address = f"/staf/order/baru?pemilik={free.owner_id}&uttp={item.instrument.uttp_id}"
        page = html(visit(office.admin).get(address))
        assert f'<a href="/staf/order/{item.order}">Sedang pada order {item.order}</a>' in page
        assert f'name="pick.{free.uttp_id}"' in page
        assert f'name="pick.{item.instrument.uttp_id}"' not in page

    def test_tick_that_came_too_late_is_told_at_its_row_and_nothing_is_left_out(
        self, office: Office, visit: Visit, item: OrderItem
    ) -> None:
        free = office.scale(item.instrument.owner)
        answer = visit(office.admin).post("/staf/order/baru", request_of(free.owner, line(free), line(item.instrument)))
        assert answer.status_code == 422
        assert errors(answer) == {
            f"pick.{item.instrument.uttp_id}": [
                f"Quattro masih berada pada order {item.order}. Lanjutkan di order itu."
            ]
        }
        assert f'<a href="/staf/order/{item.order}">' in html(answer)
        assert Order.objects.count() == 1

    def test_button_ticks_the_row_with_what_was_ordered_and_keeps_what_was_typed(
        self, office: Office, visit: Visit, item: OrderItem
    ) -> None:
        OrderItem.objects.filter(pk=item.pk).update(service="tera", certificate=False)
        free, client = office.scale(item.instrument.owner), visit(office.admin)
        shown = html(client.get(f"/staf/order/baru?pemilik={free.owner_id}"))
        assert BUTTON.format(item.instrument.uttp_id) in shown
        assert BUTTON.format(free.uttp_id) not in shown
        typed = request_of(free.owner, line(free), certificate_name="Pasar Wage", move=item.instrument.uttp_id)
        answer = client.post("/staf/order/baru", typed)
        row = row_of(answer, item.instrument)
        assert (answer.status_code, row.pick.value(), row_of(answer, free).pick.value()) == (200, "on", "on")
        assert (row.service.value(), row.certificate.value()) == ("tera", False)
        assert answer.context["form"]["certificate_name"].value() == "Pasar Wage"
        assert "Begitu disimpan, ditarik dari order itu dan masuk ke sini." in html(answer)
        assert Order.objects.count() == 1

    def test_order_that_is_saved_then_has_it(self, office: Office, visit: Visit, item: OrderItem) -> None:
        typed = request_of(item.instrument.owner, line(item.instrument), **{f"move.{item.instrument.uttp_id}": "on"})
        answer = visit(office.admin).post("/staf/order/baru", typed)
        here = Order.objects.exclude(pk=item.order_id).get()
        assert answer.url == url_of(here, "/bukti")
        item.refresh_from_db()
        assert (item.status, item.order.status) == ("withdrawn", "cancelled")
        assert here.items.get().instrument == item.instrument

    def test_move_without_a_tick_moves_nothing(self, office: Office, visit: Visit, item: OrderItem) -> None:
        free = office.scale(item.instrument.owner)
        typed = request_of(free.owner, line(free), **{f"move.{item.instrument.uttp_id}": "on"})
        visit(office.admin).post("/staf/order/baru", typed)
        item.refresh_from_db()
        assert item.status == "waiting"

    @pytest.mark.parametrize("is_failed", [False, True], ids=["being tested", "in repair"])
    def test_what_is_tested_or_repaired_has_no_button(self, office: Office, visit: Visit, is_failed: bool) -> None:
        item = office.item()
        if is_failed:
            office.tested(item, bad_scale())
        else:
            office.reading(item)
        OrderItem.objects.filter(pk=item.pk, status="failed").update(status="in_repair")
        client, moved = visit(office.admin), {f"move.{item.instrument.uttp_id}": "on"}
        shown = html(client.get(f"/staf/order/baru?pemilik={item.instrument.owner_id}"))
        assert "Sedang pada order" in shown
        assert "Pindahkan ke sini" not in shown
        answer = client.post("/staf/order/baru", request_of(item.instrument.owner, line(item.instrument), **moved))
        assert list(errors(answer)) == [f"pick.{item.instrument.uttp_id}"]


class TestAddingToAnOrder:
    def test_what_stands_elsewhere_is_listed_with_a_button_that_moves_it(
        self, office: Office, visit: Visit, item: OrderItem
    ) -> None:
        here, client = office.order(office.scale(item.instrument.owner)), visit(office.admin)
        more = office.scale(item.instrument.owner)
        page = client.get(url_of(here, "/tambah"))
        assert list(page.context["form"].fields["instrument"].queryset) == [more]
        assert f'<a class="nowrap" href="/staf/order/{item.order}">{item.order}</a>' in html(page)
        address = url_of(here, f"/uttp/{item.instrument.uttp_id}/pindah")
        assert f'action="{address}"' in html(page)
        moved = html(client.post(address, {"version": here.version}, follow=True))
        assert "Quattro dipindahkan ke order ini." in moved
        assert "UTTP dipindahkan ke sini dari order lain" in moved
        assert list(here.items.values_list("instrument", flat=True))[-1] == item.instrument_id

    def test_button_is_there_where_nothing_else_is_left_to_add(
        self, office: Office, visit: Visit, item: OrderItem
    ) -> None:
        here = office.order(office.scale(item.instrument.owner))
        page = html(visit(office.admin).get(url_of(here, "/tambah")))
        assert "Semua UTTP pemilik ini sudah ada pada order" in page
        assert url_of(here, f"/uttp/{item.instrument.uttp_id}/pindah") in page

    def test_stale_page_moves_nothing(self, office: Office, visit: Visit, item: OrderItem) -> None:
        here = office.order(office.scale(item.instrument.owner))
        address = url_of(here, f"/uttp/{item.instrument.uttp_id}/pindah")
        page = html(visit(office.admin).post(address, {"version": here.version + 1}, follow=True))
        assert "sudah diubah orang lain" in page
        item.refresh_from_db()
        assert item.status == "waiting"

    def test_instrument_of_another_owner_is_not_found(self, office: Office, visit: Visit, item: OrderItem) -> None:
        here = office.order(office.scale(office.owner("Lain")))
        address = url_of(here, f"/uttp/{item.instrument.uttp_id}/pindah")
        assert visit(office.admin).post(address, {"version": here.version}).status_code == 404


class TestDoor:
    @pytest.fixture
    def address(self, office: Office, item: OrderItem) -> str:
        sidang = office.sidang(penera=(office.penera,))
        return f"/staf/sidang/{sidang.pk}/datang?pemilik={item.instrument.owner_id}"

    @pytest.mark.parametrize("who", ["admin", "penera"])
    def test_one_press_ticks_it_and_saving_moves_it(
        self, office: Office, visit: Visit, item: OrderItem, address: str, who: str
    ) -> None:
        client, person = visit(office.people[who]), office.people[who]
        link = item.order.get_absolute_url() if who == "admin" else item.get_absolute_url()
        page = client.get(address)
        assert f'<a href="{link}">Sedang pada order {item.order}</a>' in html(page)
        once = str(page.context["form"]["once"].value())
        form = client.post(address, {"once": once, "move": item.instrument.uttp_id}).context["form"]
        (row,) = form.instrument_rows()
        assert (row.pick.value(), row.move.value(), row.service.value()) == ("on", "on", "tera_ulang")
        fields = (row.pick, row.move, row.service)
        client.post(address, {"once": once} | {field.html_name: field.value() for field in fields})
        item.refresh_from_db()
        assert item.status == "withdrawn"
        (here,) = Order.objects.filter(queue_number=1)
        assert (here.registered_by, here.items.get().instrument) == (person, item.instrument)

    def test_link_of_the_row_opens_for_a_penera(self, office: Office, visit: Visit, item: OrderItem) -> None:
        assert visit(office.penera).get(item.get_absolute_url()).status_code == 200

    def test_who_signed_up_brings_what_stands_elsewhere(self, office: Office, visit: Visit, item: OrderItem) -> None:
        registration = office.registration(office.sidang())
        address = f"/staf/sidang/{registration.sidang_id}/datang/{registration}?pemilik={item.instrument.owner_id}"
        client = visit(office.admin)
        form = client.get(address).context["form"]
        assert form.plates_of[0]["count"].value() == 1  # what stands elsewhere is not taken for what was meant
        typed = {"once": str(uuid4()), "version": "1", "nawi.electronic-count": "0"}
        typed |= {"nawi.electronic-brand": "Sonic", "move": item.instrument.uttp_id}
        form = client.post(address, typed).context["form"]
        assert form.plates_of[0]["brand"].value() == "Sonic"
        (row,) = form.instrument_rows()
        fields = (row.pick, row.move, row.service, form["once"], form["version"])
        del typed["move"]
        client.post(address, typed | {field.html_name: field.value() for field in fields})
        registration.refresh_from_db()
        assert registration.order is not None
        assert registration.order.items.get().instrument == item.instrument
        item.refresh_from_db()
        assert item.status == "withdrawn"


class TestOwner:
    @pytest.fixture
    def person(self, office: Office, visit: Callable[[User], Client], item: OrderItem) -> Client:
        Owner.objects.filter(pk=item.instrument.owner_id).update(account=office.owner_account)
        return visit(office.owner_account)

    def asked(self, instrument: Instrument, **facts: str) -> dict[str, Any]:
        form = {"once": str(uuid4()), "place": "office", f"pick.{instrument.uttp_id}": "on"}
        return form | {f"service.{instrument.uttp_id}": "tera_ulang"} | facts

    def test_row_leads_to_his_order_and_has_no_button(self, person: Client, item: OrderItem) -> None:
        page = html(person.get("/akun/order/baru"))
        assert f'<a href="/akun/order/{item.order}">Sedang pada order {item.order}</a>' in page
        assert "Pindahkan ke sini" not in page
        assert f'name="pick.{item.instrument.uttp_id}"' not in page

    def test_he_cannot_order_or_move_it(self, person: Client, item: OrderItem) -> None:
        moved = {f"move.{item.instrument.uttp_id}": "on"}
        for more in ({}, moved, moved | {"move": item.instrument.uttp_id}):
            answer = person.post("/akun/order/baru", self.asked(item.instrument, **more))
            assert list(errors(answer)) == [f"pick.{item.instrument.uttp_id}"]
        item.refresh_from_db()
        assert (item.status, Order.objects.count()) == ("waiting", 1)

    def test_order_of_its_former_owner_is_named_without_a_link(
        self, office: Office, person: Client, item: OrderItem
    ) -> None:
        other = office.owner("Pemilik lama")
        Order.objects.filter(pk=item.order_id).update(owner=other)
        page = html(person.get("/akun/order/baru"))
        assert f"Sedang pada order {item.order}" in page
        assert f"/akun/order/{item.order}" not in page


class TestBackAndResubmit:
    """Whoever goes back after saving and sends the form again gets the order that he has, never a second one."""

    @pytest.fixture
    def scale(self, office: Office) -> Instrument:
        scale = office.scale()
        Owner.objects.filter(pk=scale.owner_id).update(account=office.owner_account)
        return scale

    def desk(self, office: Office, scale: Instrument) -> tuple[User, str, dict[str, Any]]:
        return office.admin, "/staf/order/baru", request_of(scale.owner, line(scale))

    def door(self, office: Office, scale: Instrument) -> tuple[User, str, dict[str, Any]]:
        address = f"/staf/sidang/{office.sidang().pk}/datang?pemilik={scale.owner_id}"
        return office.admin, address, {"once": str(uuid4())} | line(scale)

    def own(self, office: Office, scale: Instrument) -> tuple[User, str, dict[str, Any]]:
        return office.owner_account, "/akun/order/baru", {"once": str(uuid4()), "place": "office"} | line(scale)

    @pytest.mark.parametrize("way", ["desk", "door", "own"])
    def test_same_form_leads_to_the_first_order(
        self, office: Office, visit: Visit, scale: Instrument, way: str
    ) -> None:
        person, address, typed = getattr(self, way)(office, scale)
        client = visit(person)
        answers = [client.post(address, typed) for _ in range(3)]
        assert {answer.status_code for answer in answers} == {302}
        assert len({answer.url for answer in answers}) == 1
        assert (Order.objects.count(), OrderItem.objects.count()) == (1, 1)

    @pytest.mark.parametrize("way", ["desk", "door", "own"])
    def test_same_form_with_another_choice_is_told_that_it_is_saved(
        self, office: Office, visit: Visit, scale: Instrument, way: str
    ) -> None:
        person, address, typed = getattr(self, way)(office, scale)
        client, other = visit(person), office.scale(scale.owner)
        client.post(address, typed)
        answer = client.post(address, typed | line(other))
        assert answer.status_code == 422
        assert "Formulir ini sudah tersimpan." in html(answer)
        assert (Order.objects.count(), OrderItem.objects.count()) == (1, 1)

    @pytest.mark.parametrize("way", ["desk", "door", "own"])
    def test_form_that_was_loaded_anew_names_the_first_order(
        self, office: Office, visit: Visit, scale: Instrument, way: str
    ) -> None:
        person, address, typed = getattr(self, way)(office, scale)
        client = visit(person)
        client.post(address, typed)
        answer = client.post(address, typed | {"once": str(uuid4())})
        assert list(errors(answer)) == [f"pick.{scale.uttp_id}"]
        assert str(Order.objects.get()) in html(answer)
        assert OrderItem.objects.count() == 1

    def test_order_at_a_sidang_is_booked_once(self, office: Office, visit: Visit, scale: Instrument) -> None:
        sidang = office.sidang(quotas={"nawi.electronic": 1})
        typed = {"once": str(uuid4()), "place": Place.SIDANG, "sidang": sidang.pk} | line(scale)
        client = visit(office.owner_account)
        for _ in range(2):
            client.post("/akun/order/baru", typed)
        answer = client.post("/akun/order/baru", typed | {"once": str(uuid4())})
        assert "masih berada pada order" in html(answer)
        assert Order.objects.count() == 1
