import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from simetro.core import actions, outbox

MINUTE = 60
DAY = 86400


class Command(BaseCommand):
    requires_system_checks = ()  # `make check` runs them; here they would only cost start-up time
    help = "Sweeps the outbox each minute and purges once a day, where no Celery beat does"

    def handle(self, *args: Any, **options: Any) -> None:
        purged = 0.0
        while True:
            close_old_connections()
            outbox.sweep()
            if time.monotonic() - purged > DAY:
                actions.purge_expired()
                purged = time.monotonic()
            time.sleep(MINUTE)
