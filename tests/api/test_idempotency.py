"""The same creating request sent twice makes one row."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from certificates.models import Certificate
from services.models import Order, OrderItem, Verification
from simetro.core.models import IdempotentAnswer
from simetro.core.settings.purging import purge_expired
from tests.api.answers import done, fields, problem
from tests.api.test_orders import request_for
from tests.api.test_problems import OWNER
from tests.api.test_testing import readings
from tests.office import SCALE, Api, Office
from uttp.models import Instrument, Owner

pytestmark = pytest.mark.django_db
KEY = {"Idempotency-Key": "tablet-7/2026-11-22/1"}


def owner(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    return Api(office.admin), "/owners", OWNER, Owner


def instrument(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    body = {"owner_id": office.owner().pk, "kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE}
    return Api(office.admin), "/instruments", body, Instrument


def order(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    return Api(office.admin), "/orders", request_for(office.scale()), Order


def item(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    known = office.order()
    body = {"instrument_id": office.scale(known.owner).pk, "service": "tera", "certificate": True}
    return Api(office.admin), f"/orders/{known.pk}/items", body, OrderItem


def verification(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    return Api(office.penera), f"/order-items/{office.item().pk}/verifications", readings(), Verification


def certificate(office: Office) -> tuple[Api, str, dict[str, Any], type]:
    return Api(office.admin), "/certificates", {"verification_ids": [office.tested().pk]}, Certificate


CREATING = [owner, instrument, order, item, verification, certificate]
Request = Callable[[Office], tuple[Api, str, dict[str, Any], type]]


@pytest.mark.parametrize("request_of", CREATING)
def test_same_key_and_body_give_the_same_answer_and_one_row(office: Office, request_of: Request) -> None:
    api, path, body, model = request_of(office)
    before = model.objects.count()
    first, second = api.post(path, body, **KEY), api.post(path, body, **KEY)
    assert done(first, 201) == done(second, 201)
    assert first.content == second.content
    assert first["Content-Type"] == second["Content-Type"]
    assert model.objects.count() == before + 1


@pytest.mark.parametrize("request_of", CREATING)
def test_same_key_with_another_body_is_refused(office: Office, request_of: Request) -> None:
    api, path, body, model = request_of(office)
    done(api.post(path, body, **KEY), 201)
    rows = model.objects.count()
    another = dict(reversed(body.items())) if len(body) > 1 else {"verification_ids": [*body["verification_ids"]] * 2}
    assert fields(api.post(path, another, **KEY)) == {"Idempotency-Key"}
    assert model.objects.count() == rows


def test_without_a_key_each_request_makes_its_own_row(office: Office) -> None:
    for _ in range(2):
        done(Api(office.admin).post("/owners", OWNER), 201)
    assert Owner.objects.count() == 2


def test_key_belongs_to_user_and_path(office: Office) -> None:
    scale = office.scale()
    done(Api(office.admin).post("/owners", OWNER, **KEY), 201)
    done(Api(office.superadmin).post("/owners", OWNER, **KEY), 201)
    done(Api(office.admin).post("/orders", request_for(scale), **KEY), 201)
    assert (Owner.objects.count(), Order.objects.count()) == (3, 1)


def test_refused_request_does_not_use_the_key_up(office: Office) -> None:
    api = Api(office.admin)
    problem(api.post("/owners", {}, **KEY), 422)
    body = {"owner_id": 10**9, "kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE}
    problem(api.post("/instruments", body, **KEY), 404)
    assert not IdempotentAnswer.objects.exists()
    done(api.post("/owners", OWNER, **KEY), 201)
    done(api.post("/instruments", {**body, "owner_id": Owner.objects.get().pk}, **KEY), 201)


def test_conflict_is_asked_again_once_its_cause_is_gone(office: Office) -> None:
    final = office.tested()
    draft = office.draft(final)
    api = Api(office.admin)
    body = {"verification_ids": [final.pk]}
    problem(api.post("/certificates", body, **KEY), 409, "has_document")
    done(api.post(f"/certificates/{draft.pk}/discard", {"reason": "Salah"}))
    done(api.post("/certificates", body, **KEY), 201)


def test_kept_answer_is_given_only_to_who_still_may(office: Office) -> None:
    done(Api(office.admin).post("/owners", OWNER, **KEY), 201)
    api = Api(office.admin)
    office.admin.groups.clear()
    problem(api.post("/owners", OWNER, **KEY), 403, "forbidden")


def test_repeated_client_id_is_kept_as_what_it_was(office: Office) -> None:
    api, path, body, _model = verification(office)
    first = done(api.post(path, body), 201)
    for _ in range(2):
        assert done(api.post(path, body, **KEY), 200) == first


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb", "\u0085", "kunci é"])
def test_wrong_key_is_named(office: Office, key: str) -> None:
    assert fields(Api(office.admin).post("/owners", OWNER, **{"Idempotency-Key": key})) == {"Idempotency-Key"}
    assert not Owner.objects.exists()


@pytest.mark.parametrize("key", ["x", "x" * 200, "kunci 7", "Robert'); DROP TABLE"])
def test_any_printable_key_serves(office: Office, key: str) -> None:
    for _ in range(2):
        done(Api(office.admin).post("/owners", OWNER, **{"Idempotency-Key": key}), 201)
    assert Owner.objects.count() == 1


def test_answers_are_kept_for_thirty_days(office: Office) -> None:
    api = Api(office.admin)
    done(api.post("/owners", OWNER, **KEY), 201)
    now = timezone.now()
    IdempotentAnswer.objects.update(created_at=now - timedelta(days=30) + timedelta(minutes=1))
    purge_expired()
    done(api.post("/owners", OWNER, **KEY), 201)
    assert Owner.objects.count() == 1
    IdempotentAnswer.objects.update(created_at=now - timedelta(days=30, minutes=1))
    purge_expired()
    done(api.post("/owners", OWNER, **KEY), 201)
    assert Owner.objects.count() == 2
