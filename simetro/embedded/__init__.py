"""The PostgreSQL server that runs under `var/` when no DATABASE_URL is given.

Nothing starts before the first connection (`base.DatabaseWrapper`). Whoever connects holds a shared lock for
as long as its process lives; the server's keeper (`keeper.py`) waits for the exclusive one and then stops the
server. So the last process to go takes the server along, also when it was killed, and a second one attaches
instead of starting another.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import dj_database_url

from simetro.embedded.cluster import APPLICATION, DATABASE, OWNER, Cluster

_attached: dict[Path, int] = {}


@dj_database_url.register("embedded", "simetro.embedded")
def _read_host(parsed: dj_database_url.DBConfig) -> None:
    # Not in the address part of the URL, where urllib would make its letters small.
    parsed["HOST"] = cast("str", parsed["OPTIONS"].pop("host"))


def home_of(var: Path) -> Path:
    return var.resolve() / "postgres"


def embedded_urls(var: Path, *, durable: bool = True) -> tuple[str, str]:
    """Addresses for the application's role and for the owner of the tables.

    The server starts at the first connection. One that is not durable is for tests.
    """
    cluster = Cluster(home_of(var), durable)
    query = urlencode({"host": cluster.socket_dir, "home": cluster.home, "durable": durable})
    application, owner = (f"embedded://{role}@/{DATABASE}?{query}" for role in (APPLICATION, OWNER))
    return application, owner


def start(home: Path, *, durable: bool = True) -> None:
    """Attach this process to the server, which is made and started where it does not run yet."""
    cluster = Cluster(home, durable)
    if home in _attached and cluster.state() == "ready":
        return
    _attach(home)
    with _only_one(home / "start.lock"):
        cluster.await_change()
        if not cluster.state():
            cluster.launch()


def leave(home: Path, patience: float = 5) -> None:
    """Detach and wait until the server has stopped, but no longer than that: other processes may keep it."""
    if (lock := _attached.pop(home, None)) is None:
        return
    os.close(lock)
    deadline = time.monotonic() + patience
    while Cluster(home).state() and time.monotonic() < deadline:
        time.sleep(0.02)


def _attach(home: Path) -> None:
    if home in _attached:
        return
    home.mkdir(parents=True, exist_ok=True)
    lock = os.open(home / "users.lock", os.O_RDONLY | os.O_CREAT, 0o644)
    fcntl.flock(lock, fcntl.LOCK_SH)
    _attached[home] = lock


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
