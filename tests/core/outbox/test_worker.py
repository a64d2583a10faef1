"""The outbox with a real Celery worker on a real Redis."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.db import connection, transaction
from django.utils import timezone
from kombu import pools

from simetro.celery import app
from simetro.config import BASE_DIR
from simetro.core import tasks
from simetro.core.models import Delivery
from simetro.core.models.record import DeliveryState
from simetro.core.outbox import deliveries
from simetro.core.outbox.mail import owe_mail

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20
LETTER = {"to": "pemilik@contoh.test", "subject": "Order diterima", "body": "Isi"}


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"]
    redis = subprocess.Popen(command, cwd=tmp_path_factory.mktemp("redis"), stdout=subprocess.DEVNULL)
    _await(lambda: _listens(port))
    yield f"redis://127.0.0.1:{port}/0"
    redis.terminate()
    redis.wait()


@pytest.fixture
def with_broker(broker: str, settings: Any) -> Iterator[str]:
    settings.CELERY_BROKER_URL = broker
    _connect(broker)
    yield broker
    _connect("")


@pytest.fixture(scope="session")
def worker(django_db_setup: None, broker: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for all tests, as it takes seconds to start; gives the directory that it writes its mail to."""
    var = tmp_path_factory.mktemp("worker")
    parsed = connection.settings_dict
    url = os.environ["DATABASE_URL"].replace(
        f"/{dj_database_url.parse(os.environ['DATABASE_URL'])['NAME']}?", f"/{parsed['NAME']}?"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "simetro.settings",
        "CELERY_BROKER_URL": broker,
        "DATABASE_URL": url,
        "SIMETRO_VAR": str(var),
    }
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "simetro.celery",
        "worker",
        "--pool",
        "solo",
        "--loglevel",
        "ERROR",
    ]
    process = subprocess.Popen(command, cwd=BASE_DIR, env=environment, start_new_session=True)
    yield var / "mail"
    os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def test_worker_handles_what_a_committed_write_owes(with_broker: str, worker: Path) -> None:
    with transaction.atomic():
        owe_mail("pemilik@contoh.test", "Order diterima", "Isi")
        assert Delivery.objects.get().attempts == 0
    _await(lambda: Delivery.objects.get().state == DeliveryState.DONE)
    (mail,) = worker.iterdir()
    assert "Order diterima" in mail.read_text()


def test_what_was_rolled_back_is_never_delivered(with_broker: str, worker: Path) -> None:
    with pytest.raises(RuntimeError):
        _owe_and_fail()
    assert not Delivery.objects.exists()


@transaction.atomic
def _owe_and_fail() -> None:
    owe_mail("pemilik@contoh.test", "Tidak jadi", "Isi")
    raise RuntimeError


def test_sweep_takes_what_a_lost_broker_dropped(
    settings: Any, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr("kombu.utils.functional.sleep", waits.append)
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    _connect(settings.CELERY_BROKER_URL)
    with transaction.atomic():
        owe_mail("pemilik@contoh.test", "Order diterima", "Isi")
    assert (Delivery.objects.get().state, waits) == (DeliveryState.PENDING, [])
    deliveries.sweep()
    assert (Delivery.objects.get().state, len(mailoutbox)) == (DeliveryState.DONE, 1)
    _connect("")


def test_sweep_with_a_broker_leaves_the_work_to_tasks(with_broker: str, mailoutbox: list[Any]) -> None:
    Delivery.objects.create(topic="core.mail", payload=LETTER, due_at=timezone.now())
    tasks.sweep()
    assert (Delivery.objects.get().state, mailoutbox) == (DeliveryState.PENDING, [])


def test_worker_handles_what_the_sweep_sends_again(with_broker: str, worker: Path) -> None:
    Delivery.objects.create(topic="core.mail", payload=LETTER, due_at=timezone.now())
    tasks.sweep()
    _await(lambda: Delivery.objects.get().state == DeliveryState.DONE)


def _connect(url: str) -> None:
    """Celery keeps its connections: those to the broker of the test before are given up."""
    app.conf.broker_url = url
    pools.reset()
    app._pool = app.amqp._producer_pool = None


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.05)
