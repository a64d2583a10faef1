import math
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from simetro.core.outbox import daily_jobs, deliveries

MINUTE = 60
DAY = 86400


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Sweeps the outbox each minute and does the daily jobs, where no Celery beat does"

    def handle(self, *args: Any, **options: Any) -> None:
        done = -math.inf  # the clock of the machine begins with its start
        while True:
            close_old_connections()
            deliveries.sweep()
            if time.monotonic() - done > DAY:
                daily_jobs.run()
                done = time.monotonic()
            time.sleep(MINUTE)
