"""One day's reminders, run by `reminders`: prints the seconds, and how many bytes the process had at most."""

import re
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 - needs the settings

from services.sidang.actions.reminders import remind_owners  # noqa: E402
from tests import databases  # noqa: E402

databases.use_database("bench_reminders", databases.owner_settings()["USER"])
connection.ensure_connection()
begun = time.perf_counter()
remind_owners()
taken = time.perf_counter() - begun
# Not getrusage's, which begins with what the parent had.
(peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
sys.stdout.write(f"{taken} {int(peak) * 1024}\n")
