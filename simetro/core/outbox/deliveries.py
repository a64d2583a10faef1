"""Side effects that survive a crash: a `Delivery` row is written with its cause and handled after the commit.

Whatever is lost on the way (broker gone, process killed, handler failed) stays a pending row for the sweep.
The app that owns a topic names its handler in its hooks; it must bear being run twice.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from simetro.core.hooks import all_hooks
from simetro.core.models import Delivery
from simetro.core.models.record import DeliveryState

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
BATCH = 200
A_MINUTE = 100  # bulk deliveries that become due within one minute
TASK = "core.handle_delivery"


@cache
def handlers() -> dict[str, Handler]:
    """The handler of each topic, as the apps declare them in their hooks."""
    return {topic: handler for hooks in all_hooks() for topic, handler in hooks.deliveries.items()}


def deliver(topic: str, after: timedelta = timedelta(0), **payload: Any) -> Delivery:
    """Writes down a side effect that is handled after the commit, or `after` that time by the sweep.

    Must be called inside the transaction of its cause; `payload` must be JSON.
    """
    delivery = Delivery.objects.create(topic=topic, payload=payload, due_at=timezone.now() + after)
    if not after:
        transaction.on_commit(lambda: _dispatch(delivery.pk), robust=True)
    return delivery


def deliver_many(topic: str, payloads: Sequence[dict[str, Any]], *, after: int = 0) -> list[Delivery]:
    """Writes down many side effects for the sweep, spread over time; `after`: how many such ones come before them.

    Only a minute's worth of them is due at a time, so they never delay what one person waits for.
    """
    now = timezone.now()
    return Delivery.objects.bulk_create(
        Delivery(topic=topic, payload=payload, due_at=now + timedelta(minutes=(after + index) // A_MINUTE))
        for index, payload in enumerate(payloads)
    )


def _dispatch(delivery_id: int) -> None:
    if settings.CELERY_BROKER_URL:
        current_app.send_task(TASK, [delivery_id])
    else:
        handle(delivery_id)


def handle(delivery_id: int) -> bool:
    """Runs one delivery if it is due. A failure is written into its row and never raised."""
    delivery = _lease(delivery_id)
    if delivery is None:
        return False
    try:
        with translation.override(settings.LANGUAGE_CODE):  # not that of whoever caused it
            handlers()[delivery.topic](delivery.payload)
    except Exception as error:  # whatever a handler raises is this delivery's failure, not its cause's
        _postpone(delivery, error)
        return False
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.DONE, done_at=timezone.now(), last_error="")
    return True


def _lease(delivery_id: int) -> Delivery | None:
    """Reserves the row for a while, so that nobody else runs it; if the process is killed, the time simply ends."""
    now = timezone.now()
    with transaction.atomic():
        due = Delivery.objects.filter(pk=delivery_id, state=DeliveryState.PENDING, due_at__lte=now)
        delivery = due.select_for_update(skip_locked=True).first()
        if delivery is None or _is_given_up(delivery):
            return None
        delivery.attempts += 1
        delivery.due_at = now + LEASE
        delivery.save(update_fields=["attempts", "due_at"])
    return delivery


def _is_given_up(delivery: Delivery) -> bool:
    """Gives up a delivery whose attempts all ended with a killed process, so that none could note its failure."""
    if delivery.attempts < MAX_ATTEMPTS:
        return False
    logger.error("delivery %s (%s) is given up: its process was killed", delivery.pk, delivery.topic)
    delivery.state = DeliveryState.DEAD
    delivery.last_error = f"gave up after {delivery.attempts} attempts; before: {delivery.last_error}"[:2000]
    delivery.save(update_fields=["state", "last_error"])
    return True


def _postpone(delivery: Delivery, error: Exception) -> None:
    logger.warning("delivery %s (%s) failed", delivery.pk, delivery.topic, exc_info=error)
    delivery.last_error = f"{type(error).__name__}: {error}"[:2000]
    if delivery.attempts >= MAX_ATTEMPTS:
        delivery.state = DeliveryState.DEAD
    else:
        delivery.due_at = timezone.now() + timedelta(seconds=15 * 2**delivery.attempts)
    delivery.save(update_fields=["state", "due_at", "last_error"])


def sweep() -> int:
    """Handles what is due, oldest first. Returns how many deliveries succeeded."""
    return sum(handle(pk) for pk in _due())


def send_again() -> None:
    """With a broker: sends a task for each due delivery, as one task has no time to handle them all."""
    for pk in _due():
        current_app.send_task(TASK, [pk], expires=60)  # by then the next sweep has sent another


def _due() -> list[int]:
    due = Delivery.objects.filter(state=DeliveryState.PENDING, due_at__lte=timezone.now()).order_by("due_at", "pk")
    return list(due.values_list("pk", flat=True)[:BATCH])


def retry(delivery: Delivery) -> None:
    """Makes a dead delivery pending again (the super admin's button)."""
    Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.DEAD).update(
        state=DeliveryState.PENDING, attempts=0, due_at=timezone.now()
    )
