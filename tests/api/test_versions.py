"""Whoever changes an object says which version he saw; each change counts one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from tests.api.answers import done, fields, problem
from tests.api.test_testing import readings
from tests.office import Api, Office, bad_scale
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Act = tuple[Any, str, str, dict[str, Any], Any]


def change_owner(office: Office) -> Act:
    owner = office.owner()
    return office.admin, "patch", f"/owners/{owner.pk}", {"name": "Baru"}, owner


def change_instrument(office: Office) -> Act:
    scale = office.scale()
    return office.admin, "patch", f"/instruments/{scale.pk}", {"brand": "Baru"}, scale


def transfer_instrument(office: Office) -> Act:
    scale, owner = office.scale(), office.owner()
    return office.admin, "post", f"/instruments/{scale.pk}/transfer", {"owner_id": owner.pk, "reason": "x"}, scale


def retire_instrument(office: Office) -> Act:
    scale = office.scale()
    return office.admin, "post", f"/instruments/{scale.pk}/retire", {"reason": "x"}, scale


def _submitted_order(office: Office) -> Any:
    scale = office.scale()
    Owner.objects.filter(pk=scale.owner_id).update(account=office.owner_account)
    return office.order(scale, by=office.owner_account)


def accept_order(office: Office) -> Act:
    order = _submitted_order(office)
    return office.admin, "post", f"/orders/{order.pk}/accept", {}, order


def reject_order(office: Office) -> Act:
    order = _submitted_order(office)
    return office.admin, "post", f"/orders/{order.pk}/reject", {"reason": "x"}, order


def cancel_order(office: Office) -> Act:
    order = _submitted_order(office)
    return office.owner_account, "post", f"/orders/{order.pk}/cancel", {"reason": "x"}, order


def schedule_order(office: Office) -> Act:
    order = office.order(place="on_site")
    body = {"date": timezone.localdate().isoformat(), "penera": []}
    return office.admin, "post", f"/orders/{order.pk}/schedule", body, order


def add_item(office: Office) -> Act:
    order = office.order()
    body = {"instrument_id": office.scale(order.owner).pk, "service": "tera", "certificate": True}
    return office.admin, "post", f"/orders/{order.pk}/items", body, order


def withdraw_item(office: Office) -> Act:
    owner = office.owner()
    item = office.item(office.scale(owner), office.scale(owner))
    return office.admin, "post", f"/order-items/{item.pk}/withdraw", {"reason": "x"}, item


def repair_item(office: Office) -> Act:
    item = office.item()
    office.tested(item, bad_scale())
    return office.penera, "post", f"/order-items/{item.pk}/repair", {"reason": "x"}, item


def replace_readings(office: Office) -> Act:
    draft = office.reading(office.item())
    return office.penera, "put", f"/verifications/{draft.pk}", readings(client_id=str(draft.client_id)), draft


def finalize(office: Office) -> Act:
    draft = office.reading(office.item())
    return office.penera, "post", f"/verifications/{draft.pk}/finalize", {}, draft


def change_certificate(office: Office) -> Act:
    draft = office.draft()
    return office.admin, "patch", f"/certificates/{draft.pk}", {"notes": "x"}, draft


def submit_certificate(office: Office) -> Act:
    draft = office.draft()
    return office.admin, "post", f"/certificates/{draft.pk}/submit", {}, draft


def discard_certificate(office: Office) -> Act:
    draft = office.draft()
    return office.admin, "post", f"/certificates/{draft.pk}/discard", {"reason": "x"}, draft


ACTS = [
    change_owner,
    change_instrument,
    transfer_instrument,
    retire_instrument,
    accept_order,
    reject_order,
    cancel_order,
    schedule_order,
    add_item,
    withdraw_item,
    repair_item,
    replace_readings,
    finalize,
    change_certificate,
    submit_certificate,
    discard_certificate,
]


@pytest.mark.parametrize("act", ACTS)
def test_change_refuses_any_other_version_and_counts_one(office: Office, act: Callable[[Office], Act]) -> None:
    person, method, path, body, row = act(office)
    send = getattr(Api(person), method)
    row.refresh_from_db()
    version = row.version
    for stale in (version - 1, version + 1, 0, -1, 10**30):
        refused = problem(send(path, {**body, "version": stale}), 409, "stale_version")
        assert refused["current_version"] == version
    for wrong in ("1", 1.5, True, []):
        assert fields(send(path, {**body, "version": wrong})) == {"version"}
    row.refresh_from_db()
    assert row.version == version
    assert send(path, {**body, "version": version}).status_code in (200, 201)
    row.refresh_from_db()
    assert row.version == version + 1


@pytest.mark.parametrize("act", ACTS)
def test_version_may_be_left_out(office: Office, act: Callable[[Office], Act]) -> None:
    person, method, path, body, _row = act(office)
    assert getattr(Api(person), method)(path, body).status_code in (200, 201)


@pytest.mark.parametrize("body", [b"", b"{}", b"null", b'{"version": null}'])
def test_act_that_needs_nothing_takes_no_body(office: Office, body: bytes) -> None:
    draft = office.draft()
    assert done(Api(office.admin).post(f"/certificates/{draft.pk}/submit", body))["status"] == "in_signoff"


def test_every_object_that_changes_begins_with_version_one(office: Office) -> None:
    item = office.item()
    reading = office.reading(item)
    desk = Api(office.admin)
    for path in (
        f"/owners/{item.order.owner_id}",
        f"/instruments/{item.instrument_id}",
        f"/verifications/{reading.pk}",
    ):
        assert done(desk.get(path))["version"] == 1
    fresh = done(desk.get(f"/orders/{office.order().pk}"))
    assert (fresh["version"], fresh["items"][0]["version"]) == (1, 1)
