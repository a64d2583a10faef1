"""The migration by which an instrument stands on one open order only, over data from before there was such a rule."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from services.models import Order, OrderItem, Repair, Verification
from simetro.core.models import LogEntry
from tests import databases
from tests.office import Office, bad_scale
from uttp.models import Instrument

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]
BEFORE = [("services", "0021_registration_by_form_token")]
AFTER = [("services", "0023_one_open_order_per_instrument")]


@pytest.fixture
def before(office: Office) -> Iterator[None]:
    """The database as it was, in the hands of its owner, who alone may change tables."""
    name, role = connection.settings_dict["NAME"], connection.settings_dict["USER"]
    databases.use_database(name, databases.owner_settings()["USER"])
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate(BEFORE)
    yield
    MigrationExecutor(connection).migrate(newest)
    databases.use_database(name, role)


def migrate() -> None:
    MigrationExecutor(connection).migrate(AFTER)


def twin(item: OrderItem, **facts: Any) -> OrderItem:
    """The same instrument on a newer order, as it could be ordered twice before."""
    order = Order.objects.get(pk=item.order_id)
    order.pk, order._state.adding = None, True
    order.transaction_number = f"TWIN-{uuid4().hex[:4]}-000"
    order.status = facts.pop("order_status", "accepted")
    order.save()
    return OrderItem.objects.create(order=order, instrument=item.instrument, service="tera_ulang", **facts)


def statuses(instrument: Instrument) -> list[tuple[str, str]]:
    items = instrument.order_items.select_related("order").order_by("pk")
    return [(item.status, item.order.status) for item in items]


def verbs(order: Order) -> list[str]:
    entries = LogEntry.objects.filter(subject_type="services.order", subject_id=order.pk, actor=None)
    assert all(entry.data["reason"] for entry in entries)
    return list(entries.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize("status", ["cancelled", "rejected"])
def test_what_waits_on_a_closed_order_ends(office: Office, before: None, status: str) -> None:
    order = office.order()
    Order.objects.filter(pk=order.pk).update(status=status)
    migrate()
    item = order.items.get()
    assert (item.status, item.version) == ("ended", 2)
    (entry,) = LogEntry.objects.filter(verb="services.end_items")
    assert entry.data == {"items": 1, "reason": "Order ini sudah ditolak atau dibatalkan."}


def test_what_waits_on_an_open_order_stays(office: Office, before: None) -> None:
    item = office.item()
    migrate()
    item.refresh_from_db()
    assert (item.status, item.version, verbs(item.order)) == ("waiting", 1, [])


def test_of_two_that_wait_the_older_one_stays(office: Office, before: None) -> None:
    item = office.item()
    second, third = twin(item), twin(item, order_status="submitted")
    migrate()
    assert statuses(item.instrument) == [
        ("waiting", "accepted"),
        ("withdrawn", "cancelled"),
        ("withdrawn", "cancelled"),
    ]
    for double in (second, third):
        double.refresh_from_db()
        assert str(item.order) in double.reason
        assert double.order.closing_reason == double.reason
        assert verbs(double.order) == ["services.withdraw_item", "services.order_cancelled"]


def test_the_one_whose_order_is_further_along_stays(office: Office, before: None) -> None:
    item = office.item()
    twin(item, order_status="scheduled")
    migrate()
    assert statuses(item.instrument) == [("withdrawn", "cancelled"), ("waiting", "scheduled")]


def test_the_one_that_is_being_tested_stays(office: Office, before: None) -> None:
    item = office.item()
    newer = twin(item)
    office.reading(newer)
    migrate()
    assert statuses(item.instrument) == [("withdrawn", "cancelled"), ("testing", "testing")]


def test_readings_of_the_one_that_leaves_are_kept(office: Office, before: None) -> None:
    item = office.item()
    newer = twin(item)
    office.reading(newer)
    office.reading(item)
    migrate()
    assert statuses(item.instrument) == [("testing", "testing"), ("withdrawn", "cancelled")]
    assert Verification.objects.filter(status="draft").count() == 2


def test_repair_beside_a_repair_is_given_up_and_its_result_counts(office: Office, before: None) -> None:
    item = office.item()
    final = office.tested(twin(item), bad_scale())
    office.tested(item, bad_scale())
    today = timezone.localdate()
    for failed in (item, final.item):
        OrderItem.objects.filter(pk=failed.pk).update(status="in_repair", repair_until=today)
        Repair.objects.create(item=failed, reason="x", sent_on=today, until=today)
    Order.objects.update(status="testing")
    migrate()
    assert statuses(item.instrument) == [("in_repair", "testing"), ("failed", "tested")]
    assert [repair.given_up_on for repair in Repair.objects.order_by("item")] == [None, today]
    assert verbs(final.item.order) == ["services.give_up_repair", "services.order_tested"]


def test_order_that_keeps_other_items_goes_on(office: Office, before: None) -> None:
    first = office.item()
    order = twin(first).order
    OrderItem.objects.create(order=order, instrument=office.scale(first.instrument.owner), service="tera")
    migrate()
    order.refresh_from_db()
    assert (order.status, verbs(order)) == ("accepted", ["services.withdraw_item"])
    assert sorted(order.items.values_list("status", flat=True)) == ["waiting", "withdrawn"]


def test_order_whose_last_waiting_item_leaves_is_tested(office: Office, before: None) -> None:
    waiting = office.item()
    double = twin(waiting)
    other = OrderItem.objects.create(
        order=double.order, instrument=office.scale(waiting.instrument.owner), service="tera_ulang"
    )
    office.tested(other)
    Order.objects.filter(pk=waiting.order_id).update(status="testing")
    migrate()
    double.order.refresh_from_db()
    assert (double.order.status, verbs(double.order)) == ("tested", ["services.withdraw_item", "services.order_tested"])
