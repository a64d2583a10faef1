"""The supervisor over a small stand-in for the project: what it starts, it takes along, however it goes."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from simetro.config import BASE_DIR
from tests.test_embedded import await_that, is_running

SUPERVISOR = "import pathlib, sys; from simetro import serve; serve.BASE_DIR = pathlib.Path(sys.argv[1]); serve.main()"
MANAGE = """
import os, pathlib, sys, time
if sys.argv[1] == "demo":
    assert not pathlib.Path("web.pid").exists()
    print("made the data", flush=True)
if sys.argv[1] == "clock":
    pathlib.Path("clock.pid").write_text(str(os.getpid()))
    time.sleep(60)
"""
WEB = """
import os, pathlib, sys
bind = "127.0.0.1:" + os.environ["PORT"]
wsgi_app = "web"
control_socket_disable = True
loglevel = "warning"
def on_starting(server):
    sys.stdin.read()
    pathlib.Path("web.pid").write_text(str(os.getpid()))
def post_fork(server, worker):
    pathlib.Path("worker.pid").write_text(str(os.getpid()))
"""
APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


@pytest.fixture(scope="module")
def tree() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="simetro-") as name:
        root = Path(name)
        (root / "deploy").mkdir()
        (root / "manage.py").write_text(MANAGE)
        (root / "deploy" / "gunicorn.conf.py").write_text(WEB)
        (root / "web.py").write_text(APPLICATION)
        yield root


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def begun(tree: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "MAKE"))}
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tree)],
        cwd=BASE_DIR,
        env=given | {"SIMETRO_VAR": str(tree / "var"), "PORT": str(port)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as supervisor:
        try:
            yield supervisor
        finally:
            supervisor.kill()


def running(tree: Path) -> list[str]:
    found = []
    for path in [*tree.glob("*.pid"), tree / "var" / "postgres" / "data" / "postmaster.pid"]:
        written = path.read_text().split() if path.exists() else []
        if written and is_running(int(written[0])):
            found.append(path.stem)
    return sorted(found)


@pytest.mark.parametrize(("number", "to_group"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
def test_a_signal_leaves_nothing(tree: Path, port: int, number: int, to_group: bool) -> None:
    for path in tree.glob("*.pid"):
        path.unlink()
    with begun(tree, port) as supervisor:
        assert supervisor.stdout is not None
        shown = [supervisor.stdout.readline(), supervisor.stdout.readline(), supervisor.stdout.readline()]
        assert shown == ["made the data\n", "\n", f"Portal    http://127.0.0.1:{port}/\n"]
        await_that(lambda: running(tree) == ["clock", "postmaster", "web", "worker"])
        (os.killpg if to_group else os.kill)(supervisor.pid, number)
        assert supervisor.wait(timeout=20) == 0
    assert running(tree) == []


def test_a_kill_leaves_nothing_either(tree: Path, port: int) -> None:
    for path in tree.glob("*.pid"):
        path.unlink()
    with begun(tree, port) as supervisor:
        assert supervisor.stdout is not None
        while not supervisor.stdout.readline().startswith("Portal"):
            assert supervisor.poll() is None
        supervisor.kill()
    await_that(lambda: running(tree) == [])


def test_a_taken_port_is_named(tree: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with begun(tree, port) as supervisor:
            shown, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 1
    assert shown.startswith(f"Port {port} cannot be used (Address already in use)")
