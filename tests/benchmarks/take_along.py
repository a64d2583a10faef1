"""The list of instruments as a file of the kind named, run by `export`: prints the seconds, and the most bytes."""

import re
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import connection  # noqa: E402 - needs the settings
from django.test import Client  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from simetro.core.models import User  # noqa: E402
from tests import databases  # noqa: E402

databases.use_database("bench_export", databases.owner_settings()["USER"])
connection.ensure_connection()
client = Client()
client.force_login(User.objects.get(username="admin"))
with override_settings(ALLOWED_HOSTS=["*"]):
    begun = time.perf_counter()
    answer = client.get(f"/staf/uttp?unduh={sys.argv[1]}")
    for _piece in answer.streaming_content:
        pass
    taken = time.perf_counter() - begun
(peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
sys.stdout.write(f"{taken} {int(peak) * 1024}\n")
