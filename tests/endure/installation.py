"""A database, a real Redis and real Celery workers ("hosts"), which are killed and started again.

The calling process is the clock. All that listens, listens on loopback and is ended by its process id.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from kombu import pools
from kombu.exceptions import OperationalError

from simetro.celery import app
from simetro.config import BASE_DIR, get_config
from simetro.core.models import Delivery
from simetro.core.outbox import deliveries
from tests import databases
from tests.leash import LEASH

NAME = "endure"
PATIENCE = 300  # seconds that a run may take until all is done
A_BREATH = timedelta(seconds=20)  # no handler of these runs takes as long
A_TURN = 0.5  # seconds
LAST_WORDS = 4_000
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@contextmanager
def database() -> Iterator[None]:
    """One of our own, under the application's role as in production."""
    databases.make_database(NAME)
    databases.use_database(NAME, settings.APPLICATION_ROLE)
    yield
    connection.close()
    databases.drop_database(NAME)


def environment(**facts: str) -> dict[str, str]:
    """Of a process that is a part of the installation."""
    address = urlsplit(os.environ["DATABASE_URL"])
    known = {
        "DATABASE_URL": urlunsplit(address._replace(path=f"/{NAME}")),
        "DJANGO_SETTINGS_MODULE": "simetro.settings",
    }
    return os.environ | known | facts


def python(script: str, **facts: str) -> int:
    """Runs it as a part of the installation to its end, or to its death; gives the code that it ended with."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=BASE_DIR, env=environment(**facts), check=False).returncode


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def await_that(is_true: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not is_true():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not done after {patience} s")
        time.sleep(0.02)


@dataclass
class Redis:
    """Keeps nothing: what it held when it was killed is gone."""

    directory: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        listen = ["--bind", "127.0.0.1", "--port", str(self.port)]
        command = [*LEASH, "redis-server", *listen, "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, cwd=self.directory, stdout=subprocess.DEVNULL)
        await_that(self._listens, 20)

    def end(self, number: int = signal.SIGKILL) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait()

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@dataclass
class Hosts:
    """`facts`: settings of theirs; `deaths` counts what was killed."""

    redis: Redis
    facts: Mapping[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    deaths: int = 0
    none_alive_at: datetime = NEVER

    @property
    def log(self) -> Path:
        return self.redis.directory / "hosts.log"

    def start(self) -> None:
        command = [*LEASH, sys.executable, "-m", "celery", "-A", "simetro.celery", "worker", "--pool", "solo"]
        env = environment(CELERY_BROKER_URL=self.redis.url, **self.facts)
        with self.log.open("a") as log:
            process = subprocess.Popen(command, cwd=BASE_DIR, env=env, stdout=log, stderr=log, start_new_session=True)
        self.processes.append(process)

    def kill(self, which: int = 0) -> None:
        """At once, in the middle of whatever it does; the next to be started is the last in turn."""
        process = self.processes.pop(which)
        process.kill()
        code = process.wait()
        assert code == -signal.SIGKILL, f"it had ended by itself before: {code}"
        self.deaths += 1
        if not self.processes:
            self.none_alive_at = timezone.now()

    def kill_redis(self) -> None:
        self.redis.end()
        self.redis.start()
        self.deaths += 1

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@contextmanager
def installation(hosts: int = 1, **facts: str) -> Iterator[Hosts]:
    """With this process as its web server and its clock."""
    with tempfile.TemporaryDirectory(prefix="simetro-endure-") as name, database():
        redis = Redis(Path(name))
        started = Hosts(redis, {"SIMETRO_VAR": name, "STORAGE_DIR": str(get_config().files_dir)} | facts)
        redis.start()
        _connect(redis.url)
        try:
            for _ in range(hosts):
                started.start()
            yield started
        except Exception:
            sys.stderr.write(started.log.read_text()[-LAST_WORDS:] if started.log.exists() else "")
            raise
        finally:
            started.end()
            redis.end(signal.SIGTERM)
            _connect("")


def work_until(
    is_done: Callable[[], bool], hosts: Hosts, *, count: int = 1, strike: Callable[[], None] = lambda: None
) -> None:
    """The clock: dead hosts are started again, and what waits for its minute or for a lease to run out is owed now.

    `strike` is called between, to kill whom it chooses when it sees its moment.
    """
    swept = 0.0

    def tick() -> bool:
        nonlocal swept
        strike()
        if time.monotonic() - swept > A_TURN:
            while len(hosts.processes) < count:
                hosts.start()
            hasten(hosts.none_alive_at)
            sweep(hosts.redis.url)
            swept = time.monotonic()
        return is_done()

    await_that(tick)


def hasten(none_alive_at: datetime) -> None:
    """Not what a host holds at this moment; of the dead is what was leased before all died, or too long ago."""
    now = timezone.now()
    dead_since = max(none_alive_at, now - A_BREATH) + deliveries.LEASE
    waiting = Delivery.objects.filter(state="pending", due_at__gt=now)
    waiting.filter(Q(attempts=0) | Q(due_at__lt=dead_since)).update(due_at=now)


def sweep(url: str) -> None:
    try:
        deliveries.send_again()
    except OperationalError:  # Redis was killed: what connected to it is given up
        _connect(url)


def _connect(url: str) -> None:
    settings.CELERY_BROKER_URL = app.conf.broker_url = url
    pools.reset()
    app._pool = app.amqp._producer_pool = None
