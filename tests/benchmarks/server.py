"""One gunicorn worker on the project with the bare view beside it, and a client that asks it as fast as it answers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median

from simetro.config import BASE_DIR
from tests.leash import LEASH

ROUNDS, REQUESTS = 7, 400


@contextmanager
def serving(database_url: str) -> Iterator[int]:
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "RATE_LIMIT_FACTOR": "1000000",  # counted as always, never refused
    }
    command = [*LEASH, sys.executable, "-m", "gunicorn", "--workers=1", f"--bind=127.0.0.1:{port}", "simetro.wsgi"]
    process = subprocess.Popen([*command, "--log-level=error"], cwd=BASE_DIR, env=environment)
    try:
        _await_port(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def requests_a_second(port: int, *families: Sequence[str]) -> list[float]:
    """Median of each family of paths, measured in turns, so that a busy machine disturbs all alike."""
    taken: list[list[float]] = [[] for _ in families]
    for _ in range(ROUNDS):
        for paths, times in zip(families, taken, strict=True):
            begun = time.perf_counter()
            for index in range(REQUESTS):
                _get(port, paths[index % len(paths)])
            times.append(time.perf_counter() - begun)
    return [REQUESTS / median(times) for times in taken]


def _get(port: int, path: str) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(answer[:300].decode())


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _await_port(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
