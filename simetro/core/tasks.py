from celery import shared_task

from simetro.core import actions, outbox


@shared_task(name="core.handle_delivery")
def handle_delivery(delivery_id: int) -> None:
    outbox.handle(delivery_id)


@shared_task(name="core.sweep")
def sweep() -> None:
    outbox.sweep()


@shared_task(name="core.purge")
def purge() -> None:
    actions.purge_expired()
