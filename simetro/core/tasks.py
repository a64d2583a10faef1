from celery import shared_task
from django.conf import settings

from simetro.core import daily, outbox


@shared_task(name=outbox.TASK)
def handle_delivery(delivery_id: int) -> None:
    outbox.handle(delivery_id)


@shared_task(name="core.sweep")
def sweep() -> None:
    if settings.CELERY_BROKER_URL:
        outbox.send_again()
    else:
        outbox.sweep()


@shared_task(name="core.daily", time_limit=6 * 3600)
def run_daily() -> None:
    daily.run()
