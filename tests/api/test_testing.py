"""Readings, verdicts and their corrections over HTTP."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from services.enums import Place
from services.models import OrderItem, Standard, Verification
from services.orders.actions.items import withdraw_item
from services.orders.actions.orders import cancel_order, schedule_order
from services.testing.actions.verifications import finalize_verification
from simetro.core.models import LogEntry
from tests.api.answers import done, fields, problem
from tests.office import SCALE, Api, Office, bad_scale, good_scale
from uttp.kinds import Rules, get_kind
from uttp.models import Owner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def usual(office: Office) -> Standard:
    return office.usual_standard()


def readings(observations: dict[str, Any] | None = None, **facts: Any) -> dict[str, Any]:
    return {
        "client_id": str(uuid4()),
        "tested_on": timezone.localdate().isoformat(),
        "observations": good_scale() if observations is None else observations,
        "standards": [standard.pk for standard in Standard.objects.filter(name="Standar kantor")],
        **facts,
    }


def start(office: Office, item: OrderItem, body: dict[str, Any], status: int = 201) -> dict[str, Any]:
    return done(Api(office.penera).post(f"/order-items/{item.pk}/verifications", body), status)


def test_first_reading_starts_item_and_order(office: Office) -> None:
    item = office.item()
    made = start(office, item, readings(temperature="27.50", humidity="60", place="Loket 1"))
    assert (made["status"], made["version"], made["verdict"]) == ("draft", 1, None)
    assert (made["temperature"], made["humidity"], made["place"]) == ("27.5", "60", "Loket 1")
    assert (made["item_id"], made["order_id"], made["penera"]) == (item.pk, item.order_id, "penera")
    assert made["evaluation"] == get_kind("nawi.electronic").evaluate(
        "tera_ulang", SCALE, good_scale(), Rules(timezone.localdate())
    )
    item.refresh_from_db()
    assert (item.status, item.order.status) == ("testing", "testing")


def test_same_client_id_again_is_the_same_row(office: Office) -> None:
    item = office.item()
    body = readings()
    first = start(office, item, body)
    assert start(office, item, body, 200) == first
    assert start(office, item, readings({}, client_id=body["client_id"].upper()), 200) == first
    assert Verification.objects.count() == 1
    done(Api(office.penera).post(f"/verifications/{first['id']}/finalize"))
    assert start(office, item, body, 200)["status"] == "final"


def test_client_id_of_another_item_is_refused(office: Office) -> None:
    body = readings()
    start(office, office.item(), body)
    response = Api(office.penera).post(f"/order-items/{office.item().pk}/verifications", body)
    problem(response, 409, "client_id_taken")


def test_second_tablet_is_told_that_the_item_is_being_tested(office: Office) -> None:
    item = office.item()
    start(office, item, readings())
    other = Api(office.penera2).post(f"/order-items/{item.pk}/verifications", readings())
    problem(other, 409, "draft_exists")


def test_put_replaces_the_readings_of_a_draft(office: Office) -> None:
    item = office.item()
    body = readings({})
    draft = start(office, item, body)
    assert draft["evaluation"]["verdict"] == "open"
    api = Api(office.penera2)
    changed = done(api.put(f"/verifications/{draft['id']}", {**body, "observations": good_scale(), "version": 1}))
    assert (changed["version"], changed["evaluation"]["verdict"], changed["penera"]) == (2, "sah", "penera2")
    problem(api.put(f"/verifications/{draft['id']}", {**body, "version": 1}), 409, "stale_version")
    other_id = {**body, "client_id": str(uuid4())}
    assert fields(api.put(f"/verifications/{draft['id']}", other_id)) == {"client_id"}
    verification = Verification.objects.get()
    assert set(verification.testers.all()) == {office.penera, office.penera2}


def test_final_readings_never_change(office: Office) -> None:
    final = office.tested()
    body = readings(client_id=str(final.client_id))
    problem(Api(office.penera).put(f"/verifications/{final.pk}", body), 409, "already_final")
    problem(Api(office.penera).post(f"/verifications/{final.pk}/finalize"), 409, "already_final")
    assert "accuracy.0.load" in str(fields(Api(office.penera).put(f"/verifications/{final.pk}", _broken(body))))


def _broken(body: dict[str, Any]) -> dict[str, Any]:
    observations = good_scale()
    observations["accuracy"][0]["load"] = "9999999"
    return {**body, "observations": observations}


def test_complete_readings_become_final(office: Office) -> None:
    item = office.item()
    draft = start(office, item, readings())
    final = done(Api(office.penera).post(f"/verifications/{draft['id']}/finalize", {"version": 1}))
    assert (final["status"], final["verdict"], final["version"]) == ("final", "sah", 2)
    row = Verification.objects.get()
    assert (
        final["valid_until"]
        == get_kind("nawi.electronic").valid_until(row.tested_on, SCALE, Rules(row.tested_on)).isoformat()
    )
    item.refresh_from_db()
    assert (item.status, item.order.status) == ("passed", "tested")
    assert LogEntry.objects.filter(verb="services.finalize_verification", actor=office.penera).count() == 1


def test_open_evaluation_is_not_finalized_and_says_what_is_missing(office: Office) -> None:
    observations = good_scale()
    del observations["zero_setting"]
    draft = start(office, office.item(), readings(observations))
    refused = problem(Api(office.penera).post(f"/verifications/{draft['id']}/finalize"), 409, "open")
    assert refused["missing"] == ["zero_setting"]
    assert Verification.objects.get().status == "draft"


def test_unfit_standard_blocks_finalizing(office: Office) -> None:
    today = timezone.localdate()
    fit, unfit = office.standard(valid_until=today), office.standard(valid_until=today - timedelta(days=1))
    api = Api(office.penera)
    item = office.item()
    body = readings(standards=[fit.pk, unfit.pk])
    draft = start(office, item, body)
    assert draft["standards"] == [fit.pk, unfit.pk]
    problem(api.post(f"/verifications/{draft['id']}/finalize"), 409, "standard_unfit")
    done(api.put(f"/verifications/{draft['id']}", {**body, "standards": [fit.pk]}))
    done(api.post(f"/verifications/{draft['id']}/finalize"))
    response = api.post(f"/order-items/{office.item().pk}/verifications", readings(standards=[10**9]))
    assert fields(response) == {"standards"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"client_id": "1"}, "client_id"),
        ({"tested_on": "2999-01-01"}, "tested_on"),
        ({"tested_on": "yesterday"}, "tested_on"),
        ({"temperature": 27}, "temperature"),
        ({"temperature": "27,5"}, "temperature"),
        ({"humidity": "1e1"}, "humidity"),
        ({"observations": []}, "observations"),
        ({"observations": None}, "observations"),
        ({"observations": {"colour": "red"}}, "observations.colour"),
        ({"standards": ["1"]}, "standards.0"),
        ({"verdict": "sah"}, "verdict"),
    ],
)
def test_wrong_readings_are_named_before_the_state(office: Office, changes: dict[str, Any], wrong: str) -> None:
    item = office.item()
    start(office, item, readings())
    response = Api(office.penera2).post(f"/order-items/{item.pk}/verifications", readings() | changes)
    assert fields(response) == {wrong}
    assert Verification.objects.count() == 1


def test_contradictory_readings_are_refused_and_nothing_is_stored(office: Office) -> None:
    item = office.item()
    response = Api(office.penera).post(f"/order-items/{item.pk}/verifications", _broken(readings()))
    assert fields(response) == {"observations.accuracy.0.load"}
    item.refresh_from_db()
    assert (item.status, Verification.objects.count()) == ("waiting", 0)


def test_final_item_takes_a_new_attempt_only_as_a_correction(office: Office) -> None:
    item = office.item()
    final = office.tested(item, bad_scale())
    path = f"/order-items/{item.pk}/verifications"
    api = Api(office.penera)
    problem(api.post(path, readings()), 409, "already_final")
    assert fields(api.post(path, readings(supersedes=final.pk))) == {"reason"}
    foreign = office.tested()
    assert fields(api.post(path, readings(supersedes=foreign.pk, reason="Salah catat"))) == {"supersedes"}
    problem(api.post(path, readings(supersedes=10**9, reason="Salah catat")), 404)
    correction = start(office, item, readings(supersedes=final.pk, reason="Salah catat"))
    assert (correction["supersedes"], correction["reason"]) == (final.pk, "Salah catat")
    corrected = done(api.post(f"/verifications/{correction['id']}/finalize"))
    assert corrected["verdict"] == "sah"
    item.refresh_from_db()
    assert (item.status, item.instrument.last_verdict) == ("passed", "sah")
    problem(api.post(path, readings(supersedes=final.pk, reason="Lagi")), 409, "already_superseded")


def test_correction_waits_until_the_document_is_withdrawn(office: Office) -> None:
    item = office.item()
    final = office.tested(item)
    office.submitted(final)
    body = readings(supersedes=final.pk, reason="Salah catat")
    problem(Api(office.penera).post(f"/order-items/{item.pk}/verifications", body), 409, "has_document")


def test_penera_writes_where_he_is_assigned_or_nobody_is(office: Office) -> None:
    item = office.item()
    schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[office.penera])
    other = Api(office.penera2)
    problem(other.post(f"/order-items/{item.pk}/verifications", readings()), 403, "forbidden")
    problem(other.post(f"/order-items/{item.pk}/verifications", {}), 403, "forbidden")
    draft = start(office, item, readings())
    problem(other.put(f"/verifications/{draft['id']}", readings(client_id=draft["client_id"])), 403)
    problem(other.post(f"/verifications/{draft['id']}/finalize"), 403)
    problem(other.post(f"/order-items/{item.pk}/withdraw", {"reason": "x"}), 403)
    assert done(other.get(f"/verifications/{draft['id']}"))["id"] == draft["id"]


def test_order_outside_the_office_is_tested_once_scheduled(office: Office) -> None:
    item = office.item(place=Place.ON_SITE)
    path = f"/order-items/{item.pk}/verifications"
    problem(Api(office.penera).post(path, readings()), 409, "not_scheduled")
    schedule_order(by=office.admin, order=item.order, on=timezone.localdate(), penera=[])
    done(Api(office.penera2).post(path, readings()), 201)


def test_cancelled_order_is_not_tested(office: Office) -> None:
    item = office.item()
    cancel_order(by=office.admin, order=item.order, reason="Tutup")
    problem(Api(office.penera).post(f"/order-items/{item.pk}/verifications", readings()), 409, "wrong_state")
    assert not Verification.objects.exists()


def test_withdrawn_item_is_not_tested(office: Office) -> None:
    owner = office.owner()
    item = office.item(office.scale(owner), office.scale(owner))
    withdraw_item(by=office.admin, item=item, reason="Tidak dibawa")
    refusal = problem(Api(office.penera).post(f"/order-items/{item.pk}/verifications", readings()), 409, "wrong_state")
    assert "“Ditarik”" in refusal["detail"]


def test_owner_account_sees_results_when_they_are_final(office: Office) -> None:
    item = office.item()
    Owner.objects.filter(pk=item.order.owner_id).update(account=office.owner_account)
    draft = office.reading(item)
    api = Api(office.owner_account)
    problem(api.get(f"/verifications/{draft.pk}"), 404)
    assert done(api.get("/verifications"))["count"] == 0
    finalize_verification(by=office.penera, verification=draft)
    assert done(api.get(f"/verifications/{draft.pk}"))["verdict"] == "sah"
    assert done(api.get("/verifications"))["count"] == 1
    assert [row["id"] for row in done(api.get("/order-items"))["items"]] == [item.pk]
    assert done(Api(office.other_account).get("/order-items"))["count"] == 0


def test_items_are_filtered(office: Office) -> None:
    today = timezone.localdate()
    mine, site, done_item = office.item(), office.item(place=Place.ON_SITE), office.item()
    office.tested(done_item)
    tomorrow = today + timedelta(days=1)
    schedule_order(by=office.admin, order=site.order, on=tomorrow, penera=[office.penera])
    api = Api(office.penera)

    def found(query: str) -> set[int]:
        return {row["id"] for row in done(api.get(f"/order-items?{query}"))["items"]}

    assert found("") == {mine.pk, site.pk, done_item.pk}
    assert found("assigned=me") == {site.pk}
    assert found("status=waiting") == {mine.pk, site.pk}
    assert found("place=on_site") == {site.pk}
    assert found(f"date={tomorrow}") == {site.pk}
    assert found(f"date={today}") == {mine.pk, done_item.pk}
    assert found(f"search={mine.order.transaction_number}") == {mine.pk}
    assert found(f"search={mine.instrument.uttp_id}") == {mine.pk}
    assert fields(api.get("/order-items?assigned=you&date=x&status=y&place=z")) == {
        "assigned",
        "date",
        "status",
        "place",
    }


def test_verifications_are_filtered(office: Office) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    old = office.tested(office.item(office.scale(office.owner("Toko Maju"))), bad_scale(), on=yesterday)
    new = office.tested()
    draft = office.reading(office.item())
    api = Api(office.admin)

    def found(query: str) -> set[int]:
        return {row["id"] for row in done(api.get(f"/verifications?{query}"))["items"]}

    assert found("") == {old.pk, new.pk, draft.pk}
    assert found("verdict=batal") == {old.pk}
    assert found(f"to={yesterday}") == {old.pk}
    assert found(f"from={timezone.localdate()}") == {new.pk, draft.pk}
    assert found("kind=nawi.electronic&status=final") == {old.pk, new.pk}
    assert found("kind=weights") == set()
    assert found("penera=penera") == {old.pk, new.pk, draft.pk}
    assert found("penera=penera2") == set()
    assert found(f"owner_id={old.item.order.owner_id}") == {old.pk}
    assert found("search=maju") == {old.pk}
    assert found(f"search={new.item.instrument.uttp_id}") == {new.pk}
    assert fields(api.get("/verifications?from=1&to=2&verdict=3&owner_id=four")) == {
        "from",
        "to",
        "verdict",
        "owner_id",
    }


def evaluate(**changes: Any) -> dict[str, Any]:
    body = {"kind": "nawi.electronic", "service": "tera", "attributes": SCALE, "observations": good_scale("tera")}
    return {**body, **changes}


@pytest.mark.parametrize("person", ["penera", "kadis", "admin", "superadmin"])
def test_staff_may_evaluate_and_nothing_is_stored(office: Office, person: str) -> None:
    before = LogEntry.objects.count()
    answer = done(Api(office.people[person]).post("/evaluate", evaluate()))
    assert (answer["verdict"], answer["missing"], answer["reasons"]) == ("sah", [], [])
    assert {test["test"] for test in answer["tests"]} == set(good_scale("tera"))
    assert LogEntry.objects.count() == before


def test_owner_account_may_not_evaluate(office: Office) -> None:
    problem(Api(office.owner_account).post("/evaluate", b"{"), 403, "forbidden")


def test_incomplete_evaluation_is_open_and_no_error(office: Office) -> None:
    answer = done(Api(office.penera).post("/evaluate", evaluate(observations={})))
    assert answer["verdict"] == "open"
    assert set(answer["missing"]) == set(good_scale("tera"))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"kind": "unknown"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"service": "repair"}, "service"),
        ({"attributes": {**SCALE, "e": "3", "d": "3"}}, "attributes.e"),
        ({"attributes": None}, "attributes"),
        ({"observations": {"accuracy": [{"load": 1, "indication": "1"}]}}, "observations.accuracy.0.load"),
        ({"on": "today"}, "on"),
        ({"on": 0}, "on"),
    ],
)
def test_evaluation_names_what_contradicts(office: Office, changes: dict[str, Any], wrong: str) -> None:
    assert wrong in fields(Api(office.penera).post("/evaluate", evaluate(**changes)))


@pytest.mark.parametrize("on", ["0001-01-01", "2026-02-28", "9999-12-31", None])
def test_evaluation_takes_any_day(office: Office, on: str | None) -> None:
    assert done(Api(office.penera).post("/evaluate", evaluate(on=on)))["verdict"] == "sah"
