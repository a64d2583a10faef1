from celery import shared_task
from django.conf import settings

from simetro.core.outbox import daily_jobs, deliveries


@shared_task(name=deliveries.TASK)
def handle_delivery(delivery_id: int) -> None:
    deliveries.handle(delivery_id)


@shared_task(name="core.sweep")
def sweep() -> None:
    if settings.CELERY_BROKER_URL:
        deliveries.send_again()
    else:
        deliveries.sweep()


@shared_task(name="core.daily", time_limit=6 * 3600)
def run_daily() -> None:
    daily_jobs.run()
