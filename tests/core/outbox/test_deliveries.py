"""Deliveries are handled once, in order, and whatever fails comes back until it is given up."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone, translation

from simetro.core import tasks
from simetro.core.models import Delivery
from simetro.core.models.record import DeliveryState
from simetro.core.outbox import deliveries
from simetro.core.outbox.mail import owe_mail
from simetro.core.settings.purging import purge_expired

pytestmark = pytest.mark.django_db


class Handler:
    """Notes what it was given; fails as often as it is told to."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.failures = 0

    def __call__(self, payload: dict[str, Any]) -> None:
        self.seen.append(payload)
        if self.failures:
            self.failures -= 1
            raise ValueError("printer on fire")


@pytest.fixture
def handler() -> Iterator[Handler]:
    handler = Handler()
    deliveries.handlers()["tests.topic"] = handler
    yield handler
    deliveries.handlers().pop("tests.topic")


def owed() -> Delivery:
    return deliveries.deliver("tests.topic", number=1)


def due_again(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(due_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_delivery_is_handled_after_the_commit_and_not_before(handler: Handler) -> None:
    with transaction.atomic():
        delivery = owed()
        assert handler.seen == []
    delivery.refresh_from_db()
    assert (handler.seen, delivery.state, delivery.attempts) == ([{"number": 1}], DeliveryState.DONE, 1)


@pytest.mark.django_db(transaction=True)
def test_failure_of_a_delivery_is_not_that_of_its_cause(handler: Handler) -> None:
    handler.failures = 1
    with transaction.atomic():
        delivery = owed()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error) == (DeliveryState.PENDING, "ValueError: printer on fire")


@pytest.mark.django_db(transaction=True)
def test_cause_that_is_rolled_back_owes_nothing(handler: Handler) -> None:
    with transaction.atomic():
        owed()
        transaction.set_rollback(True)
    assert handler.seen == []
    assert not Delivery.objects.exists()


def test_done_delivery_is_not_handled_again(handler: Handler) -> None:
    delivery = owed()
    assert [deliveries.handle(delivery.pk), deliveries.handle(delivery.pk), deliveries.sweep()] == [True, False, 0]
    assert len(handler.seen) == 1


def test_delivery_that_somebody_works_on_is_left_to_him(handler: Handler) -> None:
    delivery = owed()
    deliveries._lease(delivery.pk)
    assert not deliveries.handle(delivery.pk)
    assert handler.seen == []
    Delivery.objects.update(due_at=timezone.now())  # his lease has run out: he was killed
    assert deliveries.sweep() == 1


def test_failed_delivery_waits_longer_each_time_and_is_given_up(handler: Handler) -> None:
    delivery = owed()
    handler.failures = 99
    waits = []
    for _ in range(deliveries.MAX_ATTEMPTS):
        due_again(delivery)
        deliveries.sweep()
        delivery.refresh_from_db()
        waits.append(delivery.due_at - timezone.now())
    assert waits[:-1] == sorted(waits[:-1])
    assert timedelta(seconds=25) < waits[0] < timedelta(seconds=35)
    assert (delivery.state, delivery.attempts) == (DeliveryState.DEAD, deliveries.MAX_ATTEMPTS)
    due_again(delivery)
    assert deliveries.sweep() == 0
    deliveries.retry(delivery)
    handler.failures = 0
    assert deliveries.sweep() == 1


def test_delivery_that_kills_each_process_is_given_up(handler: Handler) -> None:
    delivery = owed()
    for _ in range(deliveries.MAX_ATTEMPTS):
        due_again(delivery)
        assert deliveries._lease(delivery.pk)  # and then the process is killed
    due_again(delivery)
    assert deliveries.sweep() == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.DEAD, deliveries.MAX_ATTEMPTS)
    assert delivery.last_error.startswith("gave up after 8 attempts")
    deliveries.retry(delivery)
    assert deliveries.sweep() == 1


def test_task_that_sweeps_handles_what_is_due_where_no_broker_is(handler: Handler) -> None:
    owed()
    tasks.sweep()
    assert handler.seen == [{"number": 1}]


def test_only_the_dead_are_given_another_life(handler: Handler) -> None:
    delivery = owed()
    deliveries.handle(delivery.pk)
    deliveries.retry(delivery)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.DONE


def test_sweep_takes_the_oldest_first_and_what_is_due_only(handler: Handler) -> None:
    due = [deliveries.deliver("tests.topic", number=number) for number in range(4)]
    now = timezone.now()
    for delivery, minutes in zip(due, (-1, -3, 5, -2), strict=True):
        Delivery.objects.filter(pk=delivery.pk).update(due_at=now + timedelta(minutes=minutes))
    assert deliveries.sweep() == 3
    assert [payload["number"] for payload in handler.seen] == [1, 3, 0]


def test_delivery_without_a_handler_is_kept() -> None:
    delivery = deliveries.deliver("tests.unknown")
    assert not deliveries.handle(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.last_error) == (DeliveryState.PENDING, "KeyError: 'tests.unknown'")


def test_every_topic_that_is_delivered_has_a_handler() -> None:
    assert deliveries.handlers().keys() >= {"core.mail", "certificates.freeze", "certificates.tell_signatory"}


def test_mail_is_sent_to_whom_it_is_owed(mailoutbox: list[Any]) -> None:
    owe_mail("pemilik@contoh.test", "Order diterima", "Isi surat")
    deliveries.sweep()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (["pemilik@contoh.test"], "Order diterima", "Isi surat")
    assert mail.message()["Auto-Submitted"] == "auto-generated"


def test_handler_speaks_indonesian_whoever_caused_it(handler: Handler) -> None:
    spoken: list[str | None] = []
    deliveries.handlers()["tests.topic"] = lambda payload: spoken.append(translation.get_language())
    delivery = owed()
    with translation.override("en"):
        deliveries.handle(delivery.pk)
    assert spoken == ["id"]


def test_done_deliveries_are_kept_for_a_while_and_others_for_good(handler: Handler) -> None:
    old, recent, pending = owed(), owed(), owed()
    for delivery in (old, recent):
        deliveries.handle(delivery.pk)
    Delivery.objects.filter(pk=old.pk).update(done_at=timezone.now() - timedelta(days=90, minutes=1))
    Delivery.objects.filter(pk=pending.pk).update(created_at=timezone.now() - timedelta(days=180))
    purge_expired()
    assert set(Delivery.objects.all()) == {recent, pending}


def test_handled_delivery_leaves_the_transaction_usable(handler: Handler) -> None:
    def break_the_database(payload: dict[str, Any]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    deliveries.handlers()["tests.topic"] = break_the_database
    delivery = owed()
    assert not deliveries.handle(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.last_error.startswith("DataError: division by zero")
