"""What is done once a day: apps name it in their hooks, the clock and Celery beat run it."""

import logging

from django.conf import settings
from django.utils import translation

from simetro.core.hooks import all_hooks

logger = logging.getLogger(__name__)


def run() -> None:
    """Runs every job. One that fails does not stop the others, and runs again tomorrow."""
    jobs = [job for hooks in all_hooks() for job in hooks.daily_jobs.items()]
    for name, job in jobs:
        try:
            with translation.override(settings.LANGUAGE_CODE):
                job()
        except Exception:
            logger.exception("daily job %s failed", name)
