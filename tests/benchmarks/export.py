"""The list of instruments taken along, 10,000 rows and 100,000: peak memory, each run in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from simetro.config import BASE_DIR
from tests import databases
from tests.benchmarks.reminders import INSTRUMENTS, OWNERS
from tests.benchmarks.table import Row
from tests.office import open_office

NAME = "bench_export"
SMALL, LARGE = 10_000, 100_000


def measure() -> list[Row]:
    with _database():
        _fill(0, SMALL)
        small = {kind: _run(kind) for kind in ("xlsx", "csv")}
        _fill(SMALL, LARGE)
        return [_row(kind, *small[kind], *_run(kind)) for kind in small]


def _row(kind: str, _seconds: float, small: int, seconds: float, large: int) -> Row:
    name = f"export: peak memory, 100,000 rows, {kind}, {seconds:.0f} s"
    return Row(name, large / 1e6, "MB", f"10,000 rows: {small / 1e6:.1f} MB", large / small)


@contextmanager
def _database() -> Iterator[None]:
    databases.make_database(NAME)
    databases.use_database(NAME, databases.owner_settings()["USER"])
    open_office().scale()
    yield
    connection.close()
    databases.drop_database(NAME)


def _fill(have: int, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM uttp_instrument")
        (first,) = cursor.fetchone()
        cursor.execute(OWNERS, [have // 2, count // 2 - 1])
        cursor.execute(INSTRUMENTS, [have, count - 1, first])
        cursor.execute("VACUUM ANALYZE")


def _run(kind: str) -> tuple[float, int]:
    command = [sys.executable, "-m", "tests.benchmarks.take_along", kind]
    done = subprocess.run(command, cwd=BASE_DIR, env=os.environ, check=True, capture_output=True, text=True)
    seconds, peak = done.stdout.split()
    return float(seconds), int(peak)
