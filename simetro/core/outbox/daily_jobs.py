"""What is done once a day: apps register it in their `AppConfig.ready`, the clock and Celery beat run it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.utils import translation

logger = logging.getLogger(__name__)
Job = Callable[[], object]
_jobs: dict[str, Job] = {}


def register(name: str, job: Job) -> None:
    _jobs[name] = job


def run() -> None:
    """Every job; one that fails leaves the others done, and is done tomorrow."""
    for name, job in _jobs.items():
        try:
            with translation.override(settings.LANGUAGE_CODE):
                job()
        except Exception:
            logger.exception("daily job %s failed", name)
