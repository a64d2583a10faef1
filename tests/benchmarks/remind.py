"""One day's reminders, run by `reminders`: prints the seconds, and how many bytes the process had at most."""

import resource
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402 - needs the settings

from services.actions import remind_owners  # noqa: E402
from tests import databases  # noqa: E402

databases.use_database("bench_reminders", databases.owner_settings()["USER"])
connection.ensure_connection()
begun = time.perf_counter()
remind_owners()
taken = time.perf_counter() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stdout.write(f"{taken} {peak * 1024}\n")
