"""An instrument stands on one open order only; the desk and the door can move it from one to another."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from services.enums import ItemStatus, Place, Service
from services.models import Order, OrderItem, Sidang
from services.orders.actions.items import move_here, withdraw_item
from services.orders.actions.orders import NewItem, cancel_order, reject_order
from services.orders.timeline import timeline_of_order
from services.repairs.actions.repairs import give_up_repair, send_to_repair
from services.sidang.actions.sidang import register_walk_in
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import history_of
from simetro.core.models import User
from tests.api.answers import done, problem
from tests.api.test_orders import request_for
from tests.office import Api, Office, bad_scale
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def waiting(office: Office) -> OrderItem:
    return office.item()


def being_tested(office: Office) -> OrderItem:
    return office.reading(office.item()).item


def in_repair(office: Office) -> OrderItem:
    failed = office.tested(office.item(), bad_scale()).item
    return send_to_repair(by=office.admin, item=failed, reason="Disetel")


STAGES = [waiting, being_tested, in_repair]


def desk(office: Office, item: OrderItem) -> Any:
    return Api(office.admin).post("/orders", request_for(item.instrument))


def added_to_another_order(office: Office, item: OrderItem) -> Any:
    order = office.order(office.scale(item.instrument.owner))
    body = {"instrument_id": item.instrument_id, "service": "tera", "certificate": False}
    return Api(office.admin).post(f"/orders/{order.pk}/items", body)


def added_to_the_same_order(office: Office, item: OrderItem) -> Any:
    body = {"instrument_id": item.instrument_id, "service": "tera_ulang", "certificate": False}
    return Api(office.admin).post(f"/orders/{item.order_id}/items", body)


def own_account(office: Office, item: OrderItem) -> Any:
    Owner.objects.update(account=office.owner_account)
    return Api(office.owner_account).post("/orders", request_for(item.instrument))


def booked_at_a_sidang(office: Office, item: OrderItem) -> Any:
    facts = {"place": "sidang", "sidang_id": office.sidang().pk}
    return Api(office.admin).post("/orders", request_for(item.instrument, **facts))


def one_of_many(office: Office, item: OrderItem) -> Any:
    return Api(office.admin).post("/orders", request_for(office.scale(item.instrument.owner), item.instrument))


WAYS = [desk, added_to_another_order, added_to_the_same_order, own_account, booked_at_a_sidang, one_of_many]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("stage", STAGES)
def test_instrument_of_an_open_order_is_not_ordered_again(
    office: Office, stage: Callable[[Office], OrderItem], way: Callable[[Office, OrderItem], Any]
) -> None:
    item = stage(office)
    body = problem(way(office, item), 409, "in_open_order")
    assert body["transaction_number"] == item.order.transaction_number
    assert item.order.transaction_number in body["detail"]
    assert OrderItem.objects.filter(instrument=item.instrument).count() == 1


@pytest.mark.parametrize("stage", STAGES)
def test_nor_at_the_door_of_a_sidang(office: Office, stage: Callable[[Office], OrderItem]) -> None:
    item, sidang = stage(office), office.sidang()
    new = [NewItem(item.instrument, Service.TERA_ULANG)]
    with pytest.raises(Conflict) as refusal:
        register_walk_in(by=office.penera, sidang=sidang, owner=item.instrument.owner, items=new)
    assert (refusal.value.code, refusal.value.data) == (
        "in_open_order",
        {"transaction_number": item.order.transaction_number},
    )
    assert not Order.objects.filter(sidang=sidang).exists()


def withdrawn(office: Office) -> OrderItem:
    owner = office.owner()
    item = office.item(office.scale(owner), office.scale(owner))
    return withdraw_item(by=office.admin, item=item, reason="Tidak dibawa")


def cancelled(office: Office) -> OrderItem:
    item = office.item()
    cancel_order(by=office.admin, order=item.order, reason="Toko tutup")
    return item


def rejected(office: Office) -> OrderItem:
    item = office.item(by=office.owner_account)
    reject_order(by=office.admin, order=item.order, reason="Di luar wilayah")
    return item


def passed(office: Office) -> OrderItem:
    return office.tested(office.item()).item


def given_up(office: Office) -> OrderItem:
    return give_up_repair(by=office.admin, item=in_repair(office), reason="Terlalu mahal")


@pytest.mark.parametrize("end", [withdrawn, cancelled, rejected, passed, given_up])
def test_instrument_is_ordered_again_once_its_item_has_ended(
    office: Office, end: Callable[[Office], OrderItem]
) -> None:
    done(desk(office, end(office)), 201)


def test_failed_item_goes_to_repair_only_while_no_other_order_has_it(office: Office) -> None:
    failed = office.tested(office.item(), bad_scale()).item
    newer = office.order(failed.instrument)
    refusal = problem(Api(office.admin).post(f"/order-items/{failed.pk}/repair", {"reason": "x"}), 409)
    assert (refusal["code"], refusal["transaction_number"]) == ("in_open_order", newer.transaction_number)
    failed.refresh_from_db()
    assert failed.status == "failed"
    cancel_order(by=office.admin, order=newer, reason="Diperbaiki dulu")
    send_to_repair(by=office.admin, item=failed, reason="Disetel")


class TestEnded:
    """What waits on an order ends with it, and that is seen wherever the order is."""

    @pytest.fixture(params=["cancel", "reject"])
    def order(self, office: Office, request: pytest.FixtureRequest) -> Order:
        owner = office.owner()
        Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
        order = office.order(office.scale(owner), office.scale(owner), by=office.owner_account)
        withdraw_item(by=office.admin, item=order.items.last(), reason="Dijual")
        done(Api(office.admin).post(f"/orders/{order.pk}/{request.param}", {"reason": "Salah alamat"}))
        return Order.objects.get(pk=order.pk)

    def test_api_shows_it(self, office: Office, order: Order) -> None:
        for person in (office.admin, office.owner_account):
            items = done(Api(person).get(f"/orders/{order.pk}"))["items"]
            assert [(item["status"], item["version"]) for item in items] == [("ended", 2), ("withdrawn", 2)]
        assert done(Api(office.penera).get("/order-items", {"status": "ended"}))["count"] == 1
        assert done(Api(None).get(f"/public/orders/{order}"))["items"][0]["status"] == "ended"

    def test_pages_show_it(self, office: Office, order: Order, visit: Callable[[User], Any]) -> None:
        item = order.items.first()
        pages = {
            f"/staf/order/{order}": office.admin,
            f"/staf/pengujian/{item.pk}": office.penera,
            f"/akun/order/{order}": office.owner_account,
            f"/akun/uttp/{item.instrument.uttp_id}": office.owner_account,
            f"/status/{order}": office.owner_account,
        }
        for address, person in pages.items():
            page = visit(person).get(address)
            assert page.status_code == 200, address
            assert "Tidak jadi diuji" in page.content.decode(), address

    def test_log_and_timeline_tell_it(self, office: Office, order: Order) -> None:
        entry = history_of(order).first()
        assert (entry.verb, entry.actor, entry.data) == ("services.end_items", office.admin, {"items": 1})
        events = [entry.what for entry in timeline_of_order(order, [])]
        assert events[0] == "Tidak jadi diuji, ikut berakhir dengan ordernya: 1 UTTP"

    def test_penera_has_nothing_to_test_there(self, office: Office, order: Order, visit: Callable[[User], Any]) -> None:
        assert list(visit(office.penera).get("/staf/pengujian").context["page_obj"]) == []
        answer = Api(office.penera).post(
            f"/order-items/{order.items.first().pk}/verifications",
            {"client_id": str(uuid4()), "tested_on": order.requested_on.isoformat(), "observations": {}},
        )
        problem(answer, 409)


class TestMoving:
    @pytest.fixture
    def owner(self, office: Office) -> Owner:
        return office.owner()

    @pytest.fixture
    def sidang(self, office: Office) -> Sidang:
        return office.sidang()

    def verbs(self, order: Order) -> list[tuple[str, User]]:
        return [(entry.verb, entry.actor) for entry in reversed(history_of(order))][2:]

    def test_item_leaves_one_order_for_another_with_its_service(self, office: Office, owner: Owner) -> None:
        there, here = office.order(office.scale(owner), office.scale(owner)), office.order(office.scale(owner))
        old = there.items.first()
        OrderItem.objects.filter(pk=old.pk).update(service="tera", certificate=False)
        new = move_here(by=office.admin, order=here, instrument=old.instrument, version=here.version)
        old.refresh_from_db()
        assert (old.status, old.reason) == ("withdrawn", f"Dipindahkan ke order {here}.")
        assert (new.order, new.status, new.service, new.certificate) == (here, "waiting", "tera", False)
        assert self.verbs(there) == [("services.withdraw_item", office.admin)]
        assert self.verbs(here) == [("services.add_item", office.admin), ("services.take_over_item", office.admin)]
        there.refresh_from_db()
        assert (there.status, there.version) == ("accepted", 2)

    def test_order_of_which_nothing_is_left_is_cancelled(self, office: Office, owner: Owner) -> None:
        there, here = office.order(office.scale(owner)), office.order(office.scale(owner))
        move_here(by=office.admin, order=here, instrument=there.items.get().instrument)
        there.refresh_from_db()
        assert (there.status, there.closing_reason) == ("cancelled", f"Dipindahkan ke order {here}.")
        assert self.verbs(there) == [
            ("services.withdraw_item", office.admin),
            ("services.order_cancelled", office.admin),
        ]

    def test_order_whose_other_items_are_tested_is_tested(self, office: Office, owner: Owner) -> None:
        there, here = office.order(office.scale(owner), office.scale(owner)), office.order(office.scale(owner))
        first, second = there.items.all()
        office.tested(first)
        move_here(by=office.admin, order=here, instrument=second.instrument)
        there.refresh_from_db()
        assert there.status == "tested"

    @pytest.mark.parametrize("stage", [being_tested, in_repair])
    def test_only_what_waits_is_moved(self, office: Office, stage: Callable[[Office], OrderItem]) -> None:
        item = stage(office)
        here = office.order(office.scale(item.instrument.owner))
        with pytest.raises(Conflict) as refusal:
            move_here(by=office.admin, order=here, instrument=item.instrument)
        assert refusal.value.code == "in_open_order"
        item.refresh_from_db()
        assert item.status in (ItemStatus.TESTING, ItemStatus.IN_REPAIR)
        assert here.items.count() == 1

    def test_what_has_left_meanwhile_is_not_moved(self, office: Office) -> None:
        item = cancelled(office)
        with pytest.raises(Conflict) as refusal:
            move_here(by=office.admin, order=office.order(), instrument=item.instrument)
        assert refusal.value.code == "wrong_state"

    def test_walk_in_brings_what_was_ordered_elsewhere(self, office: Office, owner: Owner, sidang: Sidang) -> None:
        there = office.order(office.scale(owner), place=Place.SIDANG, sidang=sidang)
        scale = there.items.get().instrument
        new = [NewItem(scale, Service.TERA_ULANG)]
        here = register_walk_in(by=office.penera, sidang=sidang, owner=owner, items=new, moved=[scale])
        there.refresh_from_db()
        assert (there.status, here.queue_number) == ("cancelled", 1)
        assert [item.status for item in scale.order_items.order_by("pk")] == ["withdrawn", "waiting"]
        assert "services.take_over_item" in [entry.verb for entry in history_of(here)]

    def test_place_that_a_move_gives_up_can_be_taken_at_once(self, office: Office, owner: Owner) -> None:
        sidang = office.sidang(quotas={"nawi.electronic": 1})
        there = office.order(office.scale(owner), place=Place.SIDANG, sidang=sidang)
        scale = there.items.get().instrument
        office.order(scale, place=Place.SIDANG, sidang=sidang, moved=[scale])
        assert list(scale.order_items.order_by("pk").values_list("status", flat=True)) == ["withdrawn", "waiting"]
