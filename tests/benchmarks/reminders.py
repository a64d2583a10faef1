"""A day's reminders over 100,000 and 1,000,000 instruments, of which one in twelve is due: time, and peak memory.

Each run is a process of its own (`remind`), so that its peak is its own.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from simetro.config import BASE_DIR
from tests import databases
from tests.benchmarks.table import Row
from tests.office import open_office

NAME = "bench_reminders"
SMALL, LARGE = 100_000, 1_000_000
OWNERS = """
INSERT INTO uttp_owner (name, kind, phone, email, address, district, village, nik_encrypted, version, created_at)
SELECT 'Pemilik ' || n, 'person', '0812', 'p' || n || '@contoh.test', 'Jl. 1', 'Sumpiuh', 'Kebokura', '', 1, now()
FROM generate_series(%s, %s) n
"""
# Two of each owner, spread over the days of a year; attributes as those of the one that is there.
INSTRUMENTS = """
INSERT INTO uttp_instrument (uttp_id, owner_id, kind_code, brand, model, serial_number, made_in, attributes, location,
    status, last_verified_on, last_verdict, valid_until, version, created_at)
SELECT 'X' || lpad(n::text, 11, '0'), o.id, i.kind_code, 'Quattro', '', '', '', i.attributes, '', 'active',
    current_date - 366, 'sah', current_date + n %% 365, 1, now()
FROM uttp_instrument i, generate_series(%s, %s) n JOIN uttp_owner o ON o.name = 'Pemilik ' || n / 2
WHERE i.id = %s
"""


def measure() -> list[Row]:
    with _database():
        small_seconds, small_bytes = _run(0, SMALL)
        large_seconds, large_bytes = _run(SMALL, LARGE)
    per_small, per_large = small_seconds, large_seconds / (LARGE / SMALL)
    return [
        Row(
            "reminders: per 100,000 of 1,000,000",
            per_large,
            "s",
            f"of 100,000: {per_small:.1f} s",
            per_large / per_small,
        ),
        Row(
            "reminders: peak memory, 1,000,000",
            large_bytes / 1e6,
            "MB",
            f"100,000: {small_bytes / 1e6:.1f} MB",
            large_bytes / small_bytes,
        ),
    ]


@contextmanager
def _database() -> Iterator[None]:
    databases.make_database(NAME)
    databases.use_database(NAME, databases.owner_settings()["USER"])
    open_office().scale()
    yield
    connection.close()
    databases.drop_database(NAME)


def _run(have: int, count: int) -> tuple[float, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM uttp_instrument")
        (first,) = cursor.fetchone()
        cursor.execute(OWNERS, [have // 2, count // 2 - 1])
        cursor.execute(INSTRUMENTS, [have, count - 1, first])
        cursor.execute("TRUNCATE services_reminder, core_delivery")
        cursor.execute("VACUUM ANALYZE")
    command = [sys.executable, "-m", "tests.benchmarks.remind"]
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ, check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), int(peak)
