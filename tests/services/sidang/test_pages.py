"""The desk plans a sidang, announces it, registers whom it finds at the door, and reads its report."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from services.models import Order, Sidang
from simetro.core.models import User
from tests.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


@pytest.fixture
def desk(office: Office, visit: Callable[[User], Client]) -> Client:
    return visit(office.admin)


def typed(**facts: Any) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    known = {"name": "Sidang Pasar Manis", "venue": "Pasar Manis", "address": "Jl. Gatot Subroto", "district": "Timur"}
    known |= {"starts_on": today, "ends_on": today, "opens_at": "08.00", "closes_at": "12:00", "map_url": ""}
    return known | {"quotas.weights": "5", "quotas.nawi.electronic": "", "once": str(uuid4())} | facts


def test_from_plan_to_report(office: Office, desk: Client) -> None:
    answer = desk.post("/staf/sidang/baru", typed(penera=[office.penera.pk], map_url="https://peta.test/pasar"))
    sidang = Sidang.objects.get()
    assert answer["Location"] == f"/staf/sidang/{sidang.pk}"
    assert (sidang.quotas, sidang.opens_at.hour, sidang.status) == ({"weights": 5}, 8, "planned")
    assert list(sidang.penera.all()) == [office.penera]
    url = f"/staf/sidang/{sidang.pk}"
    assert "Belum ada yang terdaftar" in desk.get(url).content.decode()
    desk.post(f"{url}/umumkan", {"version": sidang.version})
    sidang.refresh_from_db()
    assert sidang.status == "announced"
    shown = desk.get(f"{url}/ubah").content.decode()
    assert 'value="08:00"' in shown
    desk.post(f"{url}/ubah", typed(version=sidang.version, name="Sidang Pasar Baru"))
    desk.post(f"{url}/tutup", {"version": sidang.version + 1})
    sidang.refresh_from_db()
    assert (sidang.name, sidang.status) == ("Sidang Pasar Baru", "closed")
    assert "Sidang Pasar Baru" in desk.get("/staf/sidang?search=baru").content.decode()


def test_the_same_form_plans_it_once(desk: Client) -> None:
    data = typed()
    for _ in range(2):
        desk.post("/staf/sidang/baru", data)
    assert Sidang.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"opens_at": "pagi"}, "opens_at"),
        ({"closes_at": "07.00"}, "closes_at"),
        ({"map_url": "javascript:alert(1)"}, "map_url"),
        ({"map_url": "http://peta.test/"}, "map_url"),
        ({"quotas.weights": "-1"}, "quotas.weights"),
        ({"quotas.weights": "1,5"}, "quotas.weights"),
        ({"quotas.weights": ""}, "__all__"),
        ({"name": "x" * 121}, "name"),
        ({"penera": ["999999"]}, "penera"),
    ],
)
def test_wrong_fields_come_back_as_typed(desk: Client, facts: dict[str, Any], field: str) -> None:
    answer = desk.post("/staf/sidang/baru", typed(**facts))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Jl. Gatot Subroto"' in answer.content.decode()
    assert not Sidang.objects.exists()


def test_a_stale_change_is_refused(office: Office, desk: Client) -> None:
    sidang = office.sidang()
    answer = desk.post(f"/staf/sidang/{sidang.pk}/ubah", typed(version=sidang.version - 1))
    assert (answer.status_code, answer.context["form"].is_stale) == (422, True)


def test_cancelling_names_how_many_orders_go_with_it(office: Office, desk: Client) -> None:
    sidang = office.sidang()
    office.order(place="sidang", sidang=sidang)
    assert "bersama 1 order" in desk.get(f"/staf/sidang/{sidang.pk}/batalkan").content.decode()
    desk.post(f"/staf/sidang/{sidang.pk}/batalkan", {"version": sidang.version, "reason": "Banjir"})
    assert Order.objects.get().status == "cancelled"


class TestDoor:
    def url(self, sidang: Sidang) -> str:
        return f"/staf/sidang/{sidang.pk}/datang"

    def ticked(self, page: Any, **facts: str) -> dict[str, str]:
        form = page.context["form"]
        data = {"once": str(form["once"].value())}
        for line in [line for line in form.instrument_rows() if line.pick.value()]:
            data |= {
                line.pick.html_name: "on",
                line.service.html_name: "tera_ulang",
                line.certificate.html_name: "on",
            }
        return data | facts

    @pytest.mark.parametrize("way", ["id", "address", "typed"])
    def test_what_is_scanned_is_ticked_and_gets_a_number(self, office: Office, desk: Client, way: str) -> None:
        sidang = office.sidang()
        scale = office.scale()
        office.scale(scale.owner)
        text = {
            "id": scale.uttp_id,
            "address": f"https://simetro.test/uttp/{scale.uttp_id}",
            "typed": scale.uttp_id.lower().replace("-", ""),
        }[way]
        address = f"{self.url(sidang)}?q={text}"
        page = desk.get(address)
        done = desk.post(address, self.ticked(page), follow=True)
        assert done.redirect_chain == [(self.url(sidang), 302)]
        assert "Nomor antrean 1: Sumber Rejeki." in done.content.decode()
        order = Order.objects.get()
        assert [item.instrument for item in order.items.all()] == [scale]
        assert (order.queue_number, order.sidang) == (1, sidang)

    def test_by_name_one_is_chosen_and_the_only_scale_is_ticked(self, office: Office, desk: Client) -> None:
        sidang, scale = office.sidang(), office.scale()
        page = desk.get(f"{self.url(sidang)}?q=rejeki").content.decode()
        assert f'href="?pemilik={scale.owner.pk}"' in page
        address = f"{self.url(sidang)}?pemilik={scale.owner.pk}"
        desk.post(address, self.ticked(desk.get(address)))
        assert Order.objects.get().queue_number == 1

    def test_who_is_registered_is_only_called_in(self, office: Office, desk: Client) -> None:
        sidang = office.sidang()
        order = office.order(place="sidang", sidang=sidang)
        page = desk.get(f"{self.url(sidang)}?pemilik={order.owner.pk}").content.decode()
        assert f"Sudah terdaftar: order {order}" in page
        desk.post(f"/staf/sidang/{sidang.pk}/hadir/{order}", {"door": "1"})
        order.refresh_from_db()
        assert order.queue_number == 1

    def test_nothing_ticked_is_told_and_nothing_is_written(self, office: Office, desk: Client) -> None:
        sidang, scale = office.sidang(), office.scale()
        address = f"{self.url(sidang)}?pemilik={scale.owner.pk}"
        answer = desk.post(address, {"once": str(uuid4())})
        assert answer.status_code == 422
        assert "Centang paling sedikit satu UTTP." in answer.content.decode()
        assert not Order.objects.exists()

    def test_a_double_click_registers_once(self, office: Office, desk: Client) -> None:
        sidang, scale = office.sidang(), office.scale()
        address = f"{self.url(sidang)}?pemilik={scale.owner.pk}"
        data = self.ticked(desk.get(address))
        for _ in range(2):
            desk.post(address, data)
        assert Order.objects.count() == 1

    @pytest.mark.parametrize(
        "query", ["q=", "q=tidak-ada", "pemilik=x", "pemilik=999999", "q=%00", "pemilik=" + "9" * 40]
    )
    def test_what_leads_nowhere_is_answered(self, office: Office, desk: Client, query: str) -> None:
        assert desk.get(f"{self.url(office.sidang())}?{query}").status_code == 200

    def test_on_another_day_it_says_so(self, office: Office, desk: Client) -> None:
        sidang = office.sidang(is_announced=False)
        assert "Hari ini tidak ada sidang ini" in desk.get(self.url(sidang)).content.decode()


class TestPeneraAtTheDoor:
    def test_his_testing_menu_leads_there_on_its_day(self, office: Office, visit: Any) -> None:
        sidang = office.sidang(penera=(office.penera,))
        door = f"/staf/sidang/{sidang.pk}/datang"
        assert door in visit(office.penera).get("/staf/pengujian").content.decode()
        assert door not in visit(office.penera2).get("/staf/pengujian").content.decode()
        tomorrow = timezone.localdate() + timedelta(days=1)
        Sidang.objects.update(starts_on=tomorrow, ends_on=tomorrow)
        assert door not in visit(office.penera).get("/staf/pengujian").content.decode()

    def test_he_registers_who_comes_and_calls_in_who_is_expected(self, office: Office, visit: Any) -> None:
        sidang, scale = office.sidang(penera=(office.penera,)), office.scale()
        expected = office.order(place="sidang", sidang=sidang)
        browser, door = visit(office.penera), TestDoor()
        address = f"{door.url(sidang)}?q={scale.uttp_id}"
        done = browser.post(address, door.ticked(browser.get(address)), follow=True)
        assert "Nomor antrean 1: " in done.content.decode()
        browser.post(f"/staf/sidang/{sidang.pk}/hadir/{expected}", {"door": "1"})
        assert sorted(Order.objects.values_list("queue_number", flat=True)) == [1, 2]
        assert Order.objects.get(queue_number=1).registered_by == office.penera

    def test_he_receives_who_signed_up_and_writes_down_who_is_unknown(self, office: Office, visit: Any) -> None:
        registration = office.registration(office.sidang(penera=(office.penera,)))
        browser, door = visit(office.penera), TestDoor().url(registration.sidang)
        assert "Datang, beri nomor antrean" in browser.get(f"{door}/{registration.number}").content.decode()
        page = browser.get(f"{door}?q=tidak-ada").content.decode()
        assert f"{door}/baru" in page
        assert "/staf/pemilik/baru" not in page
        assert browser.get(f"{door}/baru").status_code == 200

    def test_the_rest_of_the_desk_stays_closed(self, office: Office, visit: Any) -> None:
        sidang = office.sidang(penera=(office.penera,))
        page = visit(office.penera).get(f"/staf/sidang/{sidang.pk}/datang").content.decode()
        assert f'href="/staf/sidang/{sidang.pk}"' not in page
        for address in (
            f"/staf/sidang/{sidang.pk}",
            f"/staf/sidang/{sidang.pk}/ubah",
            "/staf/order",
            "/staf/pemilik/baru",
        ):
            assert visit(office.penera).get(address).status_code == 403
        assert visit(office.penera2).get(f"/staf/sidang/{sidang.pk}/datang").status_code == 404


def test_order_form_offers_what_can_be_registered_for(office: Office, desk: Client) -> None:
    sidang, scale = office.sidang(quotas={"weights": 1}), office.scale()
    office.sidang(is_announced=False, name="Rahasia")
    page = desk.get(f"/staf/order/baru?pemilik={scale.owner.pk}").content.decode()
    assert "Sidang Pasar Wage" in page
    assert "Rahasia" not in page
    data = {"once": str(uuid4()), "owner": scale.owner.pk, "requested_on": timezone.localdate().isoformat()}
    data |= {f"pick.{scale.uttp_id}": "on", f"service.{scale.uttp_id}": "tera_ulang", "sidang": sidang.pk}
    office_order = desk.post("/staf/order/baru", data | {"place": "office"})
    assert list(office_order.context["form"].errors) == ["sidang"]
    full = desk.post("/staf/order/baru", data | {"place": "sidang"})
    assert "tidak melayani jenis" in full.content.decode()
    assert not Order.objects.exists()
