"""What anybody may ask: nothing personal, nothing that can be guessed, never too often."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from certificates.models import Certificate
from services.codes import new_transaction_number
from services.models import Order
from simetro.core.kit.codes import ALPHABET
from simetro.core.models import RateCount
from tests.api.answers import done, problem
from tests.office import Api, Office, bad_scale
from uttp.codes import new_uttp_id
from uttp.models import Instrument, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
PERSONAL = {
    "name": "Bu Kenari Kuning",
    "phone": "081999888777",
    "email": "kenari@kuning.test",
    "address": "Jl. Kenari Kuning 77",
    "village": "Kenaridesa",
    "nik": "3302999988887777",
}


def get(path: str, **headers: str) -> Any:
    return Client().get(f"/api/v1/public{path}", headers=headers)


def test_order_is_found_by_its_number_however_it_is_typed(office: Office) -> None:
    order = office.order()
    number = order.transaction_number
    typed = [number, number.lower(), number.replace("-", ""), f" {number.replace('-', ' ')} "]
    typed.append(number.replace("0", "O").replace("1", "l"))
    answers = [done(get(f"/orders/{one}")) for one in typed]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["transaction_number"] == number


def test_order_tells_its_steps_and_items(office: Office) -> None:
    item = office.item()
    order = item.order
    answer = done(get(f"/orders/{order.transaction_number}"))
    assert set(answer) == {
        "transaction_number",
        "status",
        "status_label",
        "place",
        "submitted_on",
        "expected_on",
        "steps",
        "items",
    }
    assert (answer["status"], answer["status_label"], answer["place"]) == ("accepted", "Diterima", "office")
    assert answer["submitted_on"] == timezone.localdate().isoformat()
    steps = ["submitted", "accepted", "testing", "tested", "certifying", "completed"]
    assert [step["code"] for step in answer["steps"]] == steps
    assert [step["done"] for step in answer["steps"]] == [True, True, False, False, False, False]
    assert all(set(step) == {"code", "label", "done", "at"} for step in answer["steps"])
    assert [step["at"] is not None for step in answer["steps"]] == [step["done"] for step in answer["steps"]]
    assert answer["items"] == [{"kind": "nawi.electronic", "status": "waiting", "verdict": None, "certificate": None}]
    office.tested(item, bad_scale())
    answer = done(get(f"/orders/{order.transaction_number}"))
    assert (answer["status"], answer["items"][0]["verdict"]) == ("tested", "batal")


def test_order_on_site_has_a_step_for_the_schedule(office: Office) -> None:
    order = office.order(place="on_site")
    codes = [step["code"] for step in done(get(f"/orders/{order.transaction_number}"))["steps"]]
    assert codes[:3] == ["submitted", "accepted", "scheduled"]


@pytest.mark.parametrize("act", ["reject", "cancel"])
def test_closed_order_ends_with_how_it_was_closed(office: Office, act: str) -> None:
    scale = office.scale()
    Owner.objects.update(account=office.owner_account)
    order = office.order(scale, by=office.owner_account)
    done(Api(office.admin).post(f"/orders/{order.pk}/{act}", {"reason": "rahasia"}))
    response = get(f"/orders/{order.transaction_number}")
    answer = done(response)
    status = {"reject": "rejected", "cancel": "cancelled"}[act]
    assert [step["code"] for step in answer["steps"]] == ["submitted", status]
    assert b"rahasia" not in response.content


def test_public_answers_carry_nothing_personal(office: Office) -> None:
    scale = office.scale(office.owner(**PERSONAL))
    certificate = office.issued(office.tested(office.item(scale)))
    number = Order.objects.get().transaction_number
    for path in (
        f"/orders/{number}",
        f"/instruments/{scale.uttp_id}",
        f"/certificates/{certificate.verify_token}",
    ):
        content = get(path).content.decode().lower()
        for word in (*PERSONAL.values(), "kenari", scale.owner.nik_masked, "penera", "@"):
            assert word.lower() not in content, (path, word)


def test_documents_are_served_byte_for_byte_in_the_order_of_issue(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    first_item, second_item = order.items.all()
    late, early = office.tested(first_item), office.tested(second_item)
    documents = [office.issued(early), office.issued(late)]
    number = order.transaction_number
    for n, certificate in enumerate(documents, 1):
        response = get(f"/orders/{number.lower()}/certificates/{n}.pdf")
        assert response["Content-Type"] == "application/pdf"
        with certificate.file.open("rb") as file:
            assert response.getvalue() == file.read()
    for n in (0, 3, 10**30):
        problem(get(f"/orders/{number}/certificates/{n}.pdf"), 404, "not_found")
    items = done(get(f"/orders/{number}"))["items"]
    assert [item["certificate"]["number"] for item in items] == [documents[1].number, documents[0].number]
    assert set(items[0]["certificate"]) == {"number", "issued_on", "valid_until", "url"}
    assert Client().get(items[0]["certificate"]["url"]).getvalue().startswith(b"%PDF-")


def test_document_that_is_not_issued_is_not_served(office: Office) -> None:
    office.submitted()
    number = Order.objects.get().transaction_number
    assert done(get(f"/orders/{number}"))["items"][0]["certificate"] is None
    problem(get(f"/orders/{number}/certificates/1.pdf"), 404, "not_found")


def test_instrument_tells_its_state(office: Office) -> None:
    scale = office.scale()

    def shown() -> dict[str, Any]:
        return done(get(f"/instruments/{scale.uttp_id.lower().replace('-', '')}"))

    assert shown() == {
        "uttp_id": scale.uttp_id,
        "kind": "nawi.electronic",
        "kind_name": scale.kind.name,
        "brand": "Quattro",
        "capacity": scale.capacity,
        "last_verified_on": None,
        "valid_until": None,
        "state": "unverified",
        "district": "Sumpiuh",
    }
    today = timezone.localdate()
    for verdict, valid_until, state in (
        ("sah", today + timedelta(days=31), "sah"),
        ("sah", today + timedelta(days=30), "due"),
        ("sah", today, "due"),
        ("sah", today - timedelta(days=1), "expired"),
        ("batal", None, "batal"),
    ):
        Instrument.objects.update(
            last_verified_on=today - timedelta(days=300), last_verdict=verdict, valid_until=valid_until
        )
        assert shown()["state"] == state
    done(Api(office.admin).post(f"/instruments/{scale.pk}/retire", {"reason": "Rusak"}))
    assert shown()["state"] == "retired"


def test_certificate_tells_its_state_by_its_token(office: Office) -> None:
    certificate = office.issued()
    path = f"/certificates/{certificate.verify_token}"
    shown = done(get(path))
    assert (shown["number"], shown["type"], shown["state"]) == (certificate.number, "skhp", "valid")
    assert (shown["sha256"], shown["kind"]) == (certificate.sha256, "nawi.electronic")
    assert shown["issued_on"] == timezone.localdate().isoformat()
    Certificate.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert done(get(path))["state"] == "expired"
    for status in ("revoked", "replaced"):
        Certificate.objects.update(status=status)
        assert done(get(path))["state"] == status


def test_token_of_a_document_that_is_not_issued_is_unknown(office: Office) -> None:
    problem(get(f"/certificates/{office.submitted().verify_token}"), 404, "not_found")


@pytest.mark.parametrize("noun", ["orders", "instruments", "certificates"])
def test_unknown_and_mistyped_look_alike(office: Office, noun: str) -> None:
    right = {
        "orders": office.order().transaction_number,
        "instruments": office.scale().uttp_id,
        "certificates": "A" * 22,
    }[noun]
    unknown = {"orders": new_transaction_number(), "instruments": new_uttp_id(), "certificates": "B" * 22}[noun]
    swapped = right[:-1] + ALPHABET[(ALPHABET.index(right[-1]) + 1) % 32]
    wrong = [unknown, swapped, "x", "%00", "%F0%9F%98%80", "ı" * 11, "a" * 3000]
    answers = [get(f"/{noun}/{one}") for one in wrong]
    for answer in answers:
        problem(answer, 404, "not_found")
        assert answer.content == answers[0].content


def misses(count: int, **headers: str) -> list[int]:
    return [get(f"/orders/{new_transaction_number()}", **headers).status_code for _ in range(count)]


def test_eleventh_miss_of_a_minute_is_refused(office: Office) -> None:
    order = office.order()
    assert misses(10) == [404] * 10
    refused = get(f"/orders/{new_transaction_number()}")
    answer = problem(refused, 429, "too_many_requests")
    assert refused["Retry-After"] == str(answer["retry_after"])
    assert 0 < answer["retry_after"] <= 60
    problem(get(f"/orders/{order.transaction_number}"), 429)  # or a guess that hits would show


def test_misses_of_all_kinds_count_together(office: Office) -> None:
    for path in ("/orders/x", "/instruments/x", "/certificates/x", "/orders/x/certificates/1.pdf") * 3:
        last = get(path)
    problem(last, 429)


def test_sixty_first_hit_of_a_minute_is_refused(office: Office) -> None:
    path = f"/orders/{office.order().transaction_number}"
    assert {get(path).status_code for _ in range(60)} == {200}
    problem(get(path), 429, "too_many_requests")


def test_hundred_misses_a_day_are_enough(office: Office) -> None:
    RateCount.objects.create(bucket="lookup-miss-day:127.0.0.1", until=int(time.time()) + 5000, count=99)
    assert misses(2) == [404, 429]
    assert 4990 <= int(get("/orders/x")["Retry-After"]) <= 5000


def test_window_that_is_over_counts_anew(office: Office) -> None:
    RateCount.objects.create(bucket="lookup-miss:127.0.0.1", until=int(time.time()) - 1, count=10)
    assert misses(10) == [404] * 10
    assert misses(1) == [429]


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_forged_address_changes_nothing(office: Office, name: str) -> None:
    for n in range(10):
        assert misses(1, **{name: f"10.0.0.{n}"}) == [404]
    assert misses(1, **{name: "10.0.0.99"}) == [429]


def test_each_address_behind_our_own_proxy_counts_for_itself(office: Office, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    forwarded = {"X-Forwarded-For": "6.6.6.6, 10.0.0.1"}
    assert misses(10, **forwarded) == [404] * 10
    assert misses(1, **{"X-Forwarded-For": "7.7.7.7, 10.0.0.1"}) == [429]
    assert misses(1, **{"X-Forwarded-For": "6.6.6.6, 10.0.0.2"}) == [404]


def test_limits_are_multiplied_by_the_setting(office: Office, settings: Any) -> None:
    settings.RATE_LIMIT_FACTOR = 0.2
    assert misses(3) == [404, 404, 429]
    settings.RATE_LIMIT_FACTOR = 0
    assert misses(20) == [404] * 20
