"""Nothing is tested before it was asked for."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from services.enums import Place
from services.models import Order, OrderItem, Verification
from services.testing.actions.verifications import finalize_verification
from simetro.core.kit.errors import Invalid
from simetro.core.models import User
from simetro.core.templatetags.simetro import tanggal
from tests.api.answers import done, problem
from tests.office import Api, Office, good_scale
from tests.services.testing.test_pages import typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]
DAY = timedelta(days=1)


def today_at_the_desk(office: Office) -> OrderItem:
    return office.item()


def weeks_ago_on_paper(office: Office) -> OrderItem:
    return office.item(requested_on=timezone.localdate() - 20 * DAY)


def booked_by_the_owner(office: Office) -> OrderItem:
    item = office.item(place=Place.SIDANG, sidang=office.sidang(), by=office.owner_account)
    Api(office.admin).post(f"/orders/{item.order_id}/accept")
    return OrderItem.objects.select_related("order", "instrument").get(pk=item.pk)


def body(on: date, **facts: Any) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "tested_on": on.isoformat(), "observations": good_scale(), **facts}


@pytest.fixture(params=[today_at_the_desk, weeks_ago_on_paper, booked_by_the_owner])
def item(office: Office, request: pytest.FixtureRequest) -> OrderItem:
    return request.param(office)


def too_early(item: OrderItem) -> str:
    return (
        f"Order ini diajukan pada {tanggal(item.order.requested_on)}. Tanggal pengujian tidak boleh sebelum hari itu."
    )


@pytest.mark.parametrize("days", [1, 30, 366])
def test_day_before_the_request_is_refused(office: Office, item: OrderItem, days: int) -> None:
    path, on = f"/order-items/{item.pk}/verifications", item.order.requested_on
    refusal = problem(Api(office.penera).post(path, body(on - days * DAY)), 422, "invalid")
    assert refusal["errors"] == [{"field": "tested_on", "message": too_early(item)}]
    assert not Verification.objects.exists()
    made = done(Api(office.penera).post(path, body(on)), 201)
    again = body(on - days * DAY, client_id=made["client_id"])
    refusal = problem(Api(office.penera).put(f"/verifications/{made['id']}", again), 422)
    assert [error["field"] for error in refusal["errors"]] == ["tested_on"]
    assert Verification.objects.get().tested_on == on


def test_form_says_so_at_its_box_and_keeps_what_was_typed(office: Office, item: OrderItem, visit: Visit) -> None:
    before = (item.order.requested_on - DAY).isoformat()
    answer = visit(office.penera).post(url(item, "cerapan"), typed(item, good_scale(), tested_on=before))
    assert answer.status_code == 422
    assert answer.context["reading_form"].conditions.errors["tested_on"] == [too_early(item)]
    assert f'value="{before}"' in answer.content.decode()
    assert not Verification.objects.exists()


def test_draft_from_before_the_rule_is_not_made_final(office: Office, visit: Visit) -> None:
    draft = office.reading(office.item())
    Verification.objects.update(tested_on=timezone.localdate() - DAY)
    with pytest.raises(Invalid) as refusal:
        finalize_verification(by=office.penera, verification=draft)
    assert [error.field for error in refusal.value.errors] == ["tested_on"]
    page = visit(office.penera).post(url(draft.item, "ringkasan"), {"version": draft.version})
    assert (page.status_code, too_early(draft.item) in page.content.decode()) == (422, True)


def test_correction_of_an_old_result_keeps_to_it_too(office: Office) -> None:
    final = office.tested(on=timezone.localdate() - 3 * DAY)
    Order.objects.update(requested_on=timezone.localdate())
    correction = body(final.tested_on, supersedes=final.pk, reason="Salah catat")
    refusal = problem(Api(office.penera).post(f"/order-items/{final.item_id}/verifications", correction), 422)
    assert [error["field"] for error in refusal["errors"]] == ["tested_on"]
