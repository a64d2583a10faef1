"""Orders and their items over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from services.calendar.workdays import add_workdays
from services.enums import Place
from services.models import Order, OrderItem
from simetro.core.log.audit import history_of
from tests.api.answers import done, fields, problem
from tests.office import NOZZLE, Api, Office, bad_scale
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def request_for(*instruments: Instrument, **facts: Any) -> dict[str, Any]:
    items = [{"instrument_id": one.pk, "service": "tera_ulang", "certificate": True} for one in instruments]
    return {"owner_id": instruments[0].owner_id, "place": "office", "items": items, **facts}


@pytest.fixture
def own_scale(office: Office) -> Instrument:
    """A scale whose owner signs in as `owner_account`."""
    scale = office.scale()
    Owner.objects.filter(pk=scale.owner_id).update(account=office.owner_account)
    return scale


@pytest.mark.parametrize("place", ["office", "sidang", "on_site"])
def test_order_made_at_the_desk_is_accepted_at_once(office: Office, place: str) -> None:
    scale = office.scale()
    made = done(Api(office.admin).post("/orders", request_for(scale, place=place)), 201)
    order = Order.objects.get()
    assert made["id"] == order.pk
    assert (made["status"], made["version"], made["place"]) == ("accepted", 1, place)
    assert made["transaction_number"] == order.transaction_number
    assert made["requested_on"] == timezone.localdate().isoformat()
    assert made["expected_on"] == add_workdays(timezone.localdate(), 7).isoformat()
    (item,) = made["items"]
    assert (item["instrument_id"], item["service"], item["status"]) == (scale.pk, "tera_ulang", "waiting")
    assert [entry.verb for entry in history_of(order)] == ["services.accept_order", "services.register_order"]


def test_order_of_an_owner_account_waits_for_review(office: Office, own_scale: Instrument) -> None:
    made = done(Api(office.owner_account).post("/orders", request_for(own_scale, place="on_site")), 201)
    assert (made["status"], made["version"]) == ("submitted", 1)
    accepted = done(Api(office.admin).post(f"/orders/{made['id']}/accept"))
    assert (accepted["status"], accepted["version"]) == ("accepted", 2)
    problem(Api(office.admin).post(f"/orders/{made['id']}/accept"), 409, "wrong_state")


def test_owner_account_orders_only_for_itself(office: Office, own_scale: Instrument) -> None:
    foreign = office.scale()
    api = Api(office.owner_account)
    problem(api.post("/orders", request_for(foreign)), 404)
    problem(api.post("/orders", request_for(own_scale, owner_id=foreign.owner_id)), 404)
    problem(api.post("/orders", request_for(own_scale, foreign)), 404)
    assert not Order.objects.exists()


def test_request_is_rejected_with_a_reason(office: Office, own_scale: Instrument) -> None:
    order = office.order(own_scale, by=office.owner_account)
    desk = Api(office.admin)
    assert fields(desk.post(f"/orders/{order.pk}/reject", {})) == {"reason"}
    rejected = done(desk.post(f"/orders/{order.pk}/reject", {"reason": "Di luar wilayah", "version": 1}))
    assert (rejected["status"], rejected["version"]) == ("rejected", 2)
    assert rejected["closing_reason"] == "Di luar wilayah"
    problem(desk.post(f"/orders/{order.pk}/cancel", {"reason": "x"}), 409, "wrong_state")


def test_owner_account_cancels_its_own_order_before_testing(office: Office, own_scale: Instrument) -> None:
    order = office.order(own_scale)
    problem(Api(office.other_account).post(f"/orders/{order.pk}/cancel", {"reason": "x"}), 404)
    cancelled = done(Api(office.owner_account).post(f"/orders/{order.pk}/cancel", {"reason": "Tutup"}))
    assert (cancelled["status"], cancelled["closing_reason"]) == ("cancelled", "Tutup")


def test_order_that_is_being_tested_is_not_cancelled(office: Office) -> None:
    item = office.item()
    office.reading(item)
    problem(Api(office.admin).post(f"/orders/{item.order_id}/cancel", {"reason": "x"}), 409, "wrong_state")


def test_order_is_scheduled_and_scheduled_again(office: Office) -> None:
    order = office.order(place=Place.ON_SITE)
    desk = Api(office.admin)
    day = timezone.localdate() + timedelta(days=2)
    scheduled = done(
        desk.post(f"/orders/{order.pk}/schedule", {"date": day.isoformat(), "penera": ["penera", "penera2"]})
    )
    assert (scheduled["status"], scheduled["scheduled_for"], scheduled["version"]) == ("scheduled", day.isoformat(), 2)
    assert set(order.penera.all()) == {office.penera, office.penera2}
    again = done(desk.post(f"/orders/{order.pk}/schedule", {"date": day.isoformat(), "penera": ["penera"]}))
    assert (again["status"], again["version"]) == ("scheduled", 3)
    assert list(order.penera.all()) == [office.penera]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"date": "2000-01-01"}, "date"),
        ({"date": "2099-01-01"}, "date"),
        ({"date": "01-02-2030"}, "date"),
        ({"date": 1893456000}, "date"),
        ({"date": None}, "date"),
        ({"penera": ["nobody"]}, "penera"),
        ({"penera": ["admin"]}, "penera"),
        ({"penera": "penera"}, "penera"),
    ],
)
def test_wrong_schedule_is_named_before_the_state(office: Office, changes: dict[str, Any], wrong: str) -> None:
    order = office.order()
    desk = Api(office.admin)
    done(desk.post(f"/orders/{order.pk}/cancel", {"reason": "Tutup"}))
    body = {"date": timezone.localdate().isoformat(), "penera": ["penera"], "version": 77, **changes}
    assert fields(desk.post(f"/orders/{order.pk}/schedule", body)) == {wrong}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"items": []}, "items"),
        ({"place": "market"}, "place"),
        ({"requested_on": "2999-01-01"}, "requested_on"),
        ({"requested_on": "2026-02-30"}, "requested_on"),
        ({"certificate_name": "a" * 201}, "certificate_name"),
    ],
)
def test_wrong_request_is_named_and_nothing_is_stored(office: Office, changes: dict[str, Any], wrong: str) -> None:
    assert fields(Api(office.admin).post("/orders", request_for(office.scale(), **changes))) == {wrong}
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        ({"service": "repair"}, "items.0.service"),
        ({"certificate": "yes"}, "items.0.certificate"),
        ({"certificate": 1}, "items.0.certificate"),
        ({"instrument_id": "1"}, "items.0.instrument_id"),
        ({"instrument_id": True}, "items.0.instrument_id"),
        ({"instrument_id": 2**63}, "items.0.instrument_id"),
        ({"colour": "red"}, "items.0.colour"),
    ],
)
def test_wrong_item_is_named_by_its_place(office: Office, item: dict[str, Any], wrong: str) -> None:
    body = request_for(office.scale())
    body["items"][0] |= item
    assert fields(Api(office.admin).post("/orders", body)) == {wrong}


def test_items_of_others_twice_retired_or_at_the_wrong_place_are_named(office: Office) -> None:
    scale, foreign = office.scale(), office.scale()
    gone = office.scale(scale.owner)
    bridge = office.scale(scale.owner, kind="fuel_dispenser", attributes=NOZZLE)
    desk = Api(office.admin)
    done(desk.post(f"/instruments/{gone.pk}/retire", {"reason": "Rusak"}))
    body = request_for(scale, foreign, scale, gone, bridge)
    assert fields(desk.post("/orders", body)) == {f"items.{n}.instrument_id" for n in (1, 2, 3, 4)}


@pytest.mark.parametrize("unknown", [{"owner_id": 10**12}, {"sidang_id": 10**12}])
def test_unknown_owner_or_session_is_404(office: Office, unknown: dict[str, int]) -> None:
    problem(Api(office.admin).post("/orders", request_for(office.scale(), place="sidang", **unknown)), 404)


def test_unknown_instrument_is_404(office: Office) -> None:
    body = request_for(office.scale())
    body["items"][0]["instrument_id"] = 10**12
    problem(Api(office.admin).post("/orders", body), 404)


def test_name_on_the_certificate_may_differ_from_the_owner(office: Office) -> None:
    body = request_for(office.scale(), certificate_name="Toko Baru", certificate_address="Jl. Baru 2")
    made = done(Api(office.admin).post("/orders", body), 201)
    assert (made["certificate_name"], made["certificate_address"]) == ("Toko Baru", "Jl. Baru 2")


def test_item_is_added_until_the_order_is_tested(office: Office) -> None:
    order = office.order()
    desk = Api(office.admin)
    second = office.scale(order.owner)
    body = {"instrument_id": second.pk, "service": "tera_ulang", "certificate": False}
    added = done(desk.post(f"/orders/{order.pk}/items", body), 201)
    assert (added["instrument_id"], added["service"], added["certificate"]) == (second.pk, "tera_ulang", False)
    assert done(desk.get(f"/orders/{order.pk}"))["version"] == 2
    problem(desk.post(f"/orders/{order.pk}/items", body), 409, "in_open_order")
    office.tested(order.items.last())
    problem(desk.post(f"/orders/{order.pk}/items", body), 409, "duplicate")
    foreign = {**body, "instrument_id": office.scale().pk}
    assert fields(desk.post(f"/orders/{order.pk}/items", foreign)) == {"instrument_id"}
    problem(desk.post(f"/orders/{order.pk}/items", {**body, "instrument_id": 10**12}), 404)
    office.tested(order.items.first())
    third = {**body, "instrument_id": office.scale(order.owner).pk}
    problem(desk.post(f"/orders/{order.pk}/items", third), 409, "wrong_state")
    assert fields(desk.post(f"/orders/{order.pk}/items", foreign)) == {"instrument_id"}


def test_items_of_a_closed_order_stay_as_they_are(office: Office) -> None:
    order = office.order()
    desk, item = Api(office.admin), order.items.get()
    extra = office.scale(order.owner)
    body = {"instrument_id": extra.pk, "service": "tera", "certificate": False}
    done(desk.post(f"/orders/{order.pk}/items", body), 201)
    done(desk.post(f"/orders/{order.pk}/cancel", {"reason": "Batal"}))
    problem(desk.post(f"/order-items/{item.pk}/withdraw", {"reason": "Dijual"}), 409, "wrong_state")


def test_items_are_added_while_a_request_is_reviewed(office: Office) -> None:
    owner = office.owner()
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    order = office.order(office.scale(owner), by=office.owner_account)
    body = {"instrument_id": office.scale(owner).pk, "service": "tera_ulang", "certificate": True}
    assert len(done(Api(office.admin).post(f"/orders/{order.pk}/items", body), 201)["items"]) == 2
    order.refresh_from_db()
    assert (order.status, order.version) == ("submitted", 2)


def test_waiting_item_is_withdrawn_but_never_the_last(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    first, second = order.items.all()
    desk = Api(office.admin)
    gone = done(desk.post(f"/order-items/{first.pk}/withdraw", {"reason": "Dijual", "version": 1}))
    assert (gone["status"], gone["reason"], gone["version"]) == ("withdrawn", "Dijual", 2)
    assert done(desk.get(f"/orders/{first.order_id}"))["version"] == 2
    problem(desk.post(f"/order-items/{second.pk}/withdraw", {"reason": "Dijual"}), 409, "last_item")
    problem(desk.post(f"/order-items/{first.pk}/withdraw", {"reason": "Dijual"}), 409, "wrong_state")


def test_wrong_day_of_a_repair_is_told_before_the_state_of_the_item(office: Office) -> None:
    item = office.item()
    office.reading(item)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    repair = f"/order-items/{item.pk}/repair"
    assert fields(Api(office.penera).post(repair, {"reason": "Disetel", "until": yesterday})) == {"until"}
    problem(Api(office.penera).post(repair, {"reason": "Disetel"}), 409, "draft_exists")


def test_failed_item_goes_to_repair_and_is_tested_again(office: Office) -> None:
    item = office.item()
    office.tested(item, bad_scale())
    desk = Api(office.admin)
    repaired = done(desk.post(f"/order-items/{item.pk}/repair", {"reason": "Disetel"}))
    assert repaired["status"] == "in_repair"
    assert repaired["repair_until"] == add_workdays(timezone.localdate(), 7).isoformat()
    office.tested(OrderItem.objects.get(pk=item.pk))
    assert done(desk.get(f"/orders/{item.order_id}"))["items"][0]["status"] == "passed"


def test_repair_takes_a_day_that_is_not_past_and_only_what_failed(office: Office) -> None:
    item = office.item()
    desk = Api(office.admin)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    wrong = {"reason": "Disetel", "until": yesterday, "version": 9}
    assert fields(desk.post(f"/order-items/{item.pk}/repair", wrong)) == {"until"}
    problem(desk.post(f"/order-items/{item.pk}/repair", {"reason": "Disetel"}), 409, "wrong_state")
    office.tested(item, bad_scale())
    later = (timezone.localdate() + timedelta(days=3)).isoformat()
    repaired = done(desk.post(f"/order-items/{item.pk}/repair", {"reason": "Disetel", "until": later}))
    assert repaired["repair_until"] == later


def test_failed_item_with_a_document_is_not_repaired(office: Office) -> None:
    item = office.item()
    office.draft(office.tested(item, bad_scale()))
    problem(Api(office.admin).post(f"/order-items/{item.pk}/repair", {"reason": "x"}), 409, "has_document")


def test_penera_sees_orders_that_are_his_own(office: Office) -> None:
    tested, assigned, other = office.item(), office.order(), office.order()
    office.tested(tested)
    body = {"date": timezone.localdate().isoformat(), "penera": ["penera"]}
    done(Api(office.admin).post(f"/orders/{assigned.pk}/schedule", body))
    api = Api(office.penera)
    assert {row["id"] for row in done(api.get("/orders"))["items"]} == {tested.order_id, assigned.pk}
    problem(api.get(f"/orders/{other.pk}"), 404)
    assert done(Api(office.penera2).get("/orders"))["count"] == 0


def test_orders_are_filtered(office: Office) -> None:
    first = office.order(office.scale(office.owner("Sumber Rejeki")), place=Place.ON_SITE)
    second = office.order(office.scale(office.owner("Toko Maju")))
    desk = Api(office.admin)
    done(desk.post(f"/orders/{second.pk}/cancel", {"reason": "Tutup"}))

    def found(query: str) -> list[int]:
        return [row["id"] for row in done(desk.get(f"/orders?{query}"))["items"]]

    assert found("") == [second.pk, first.pk]
    assert found("status=cancelled") == [second.pk]
    assert found("place=on_site") == [first.pk]
    assert found(f"owner_id={second.owner_id}") == [second.pk]
    assert found("search=maju") == [second.pk]
    assert found(f"search={first.transaction_number.lower()}") == [first.pk]
    assert fields(desk.get("/orders?status=lost&place=moon")) == {"status", "place"}


def test_registration_form_is_a_pdf_for_those_who_see_the_order(office: Office, own_scale: Instrument) -> None:
    order = office.order(own_scale)
    response = Api(office.owner_account).get(f"/orders/{order.pk}/form.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")
    problem(Api(office.other_account).get(f"/orders/{order.pk}/form.pdf"), 404)
