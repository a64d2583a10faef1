import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from simetro.config import BASE_DIR
from simetro.embedded import home_of, leave, start
from simetro.embedded.cluster import APPLICATION, OWNER, Cluster

USER = """
import sys
from pathlib import Path
from simetro.embedded import start
start(Path(sys.argv[1]), durable=False)
print("attached", flush=True)
sys.stdin.read()
"""

DJANGO = """
import sys
from pathlib import Path
import django
from django.db import connection
from simetro.embedded.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
django.setup()
print("loaded", cluster.state())
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    print("connected", cluster.state(), *cursor.fetchone())
connection.close()
"""

Process = subprocess.Popen[str]


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    # Not pytest's own: at its next start it closes that directory to the user that the server runs as.
    with tempfile.TemporaryDirectory(prefix="simetro-") as name:
        var = Path(name)
        start(home_of(var), durable=False)
        leave(home_of(var))
        yield var


@pytest.fixture
def cluster(var: Path) -> Iterator[Cluster]:
    cluster = Cluster(home_of(var), durable=False)
    yield cluster
    await_that(lambda: not cluster.state())


@pytest.fixture
def begin(cluster: Cluster) -> Iterator[Callable[[], Process]]:
    """Begins a process that uses the server until it is killed, at the latest at the end of the test."""
    begun: list[Process] = []

    def begin() -> Process:
        command = [sys.executable, "-c", USER, str(cluster.home)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=BASE_DIR, stdin=pipe, stdout=pipe, text=True, start_new_session=True)
        begun.append(process)
        return process

    yield begin
    for process in begun:
        with process:
            process.kill()


def attached(process: Process) -> Process:
    assert process.stdout is not None
    assert process.stdout.readline() == "attached\n"
    return process


def server_pid(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def await_that(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


def connect(cluster: Cluster, role: str) -> psycopg.Connection:
    return psycopg.connect(host=str(cluster.socket_dir), user=role, dbname="simetro", autocommit=True)


def test_processes_share_one_server_and_the_last_to_be_killed_takes_it_along(
    cluster: Cluster, begin: Callable[[], Process]
) -> None:
    first, second, third = [attached(process) for process in [begin(), begin(), begin()]]
    server = server_pid(cluster)
    keeper = parent_of(server)
    first.kill()
    second.kill()
    second.wait()
    with connect(cluster, APPLICATION) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert server_pid(cluster) == server
    third.kill()
    await_that(lambda: not is_running(server) and not is_running(keeper))


def test_sigterm_to_the_group_leaves_nothing(cluster: Cluster, begin: Callable[[], Process]) -> None:
    user = attached(begin())
    server = server_pid(cluster)
    keeper = parent_of(server)
    os.killpg(user.pid, signal.SIGTERM)
    await_that(lambda: not is_running(server) and not is_running(keeper))


def test_a_killed_keeper_takes_the_server_along_and_the_next_start_works(
    cluster: Cluster, begin: Callable[[], Process]
) -> None:
    attached(begin())
    server = server_pid(cluster)
    os.kill(parent_of(server), signal.SIGKILL)
    attached(begin())
    assert not is_running(server)
    assert is_running(server_pid(cluster))


def test_a_stale_pid_file_that_names_another_process_does_not_stop_a_start(
    cluster: Cluster, begin: Callable[[], Process]
) -> None:
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    attached(begin())
    assert cluster.state() == "ready"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE t (a int)",
        "CREATE TEMP TABLE t (a int)",
        "CREATE SCHEMA s",
        "CREATE DATABASE d",
        "DROP TABLE kept",
    ],
)
def test_application_role_cannot_change_structure(
    cluster: Cluster, begin: Callable[[], Process], statement: str
) -> None:
    attached(begin())
    with connect(cluster, OWNER) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (a text)")
        owner.execute("CREATE INDEX IF NOT EXISTS kept_likeness ON kept USING gin (a gin_trgm_ops)")
    with connect(cluster, APPLICATION) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


def test_django_starts_the_server_at_its_first_connection(cluster: Cluster, var: Path) -> None:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "PYTEST_"))}
    settings = {"SIMETRO_VAR": str(var), "DJANGO_SETTINGS_MODULE": "simetro.settings"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", DJANGO, str(cluster.home)],
        cwd=BASE_DIR,
        env=given | settings,
        text=True,
        check=True,
        stdout=subprocess.PIPE,
    )
    assert done.stdout.split() == ["loaded", "connected", "ready", APPLICATION]


def test_a_path_too_long_for_a_socket_works(cluster: Cluster, var: Path) -> None:
    moved = Cluster(var / ("x" * 100), durable=False)
    cluster.home.rename(moved.home)
    start(moved.home, durable=False)
    with connect(moved, APPLICATION) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    leave(moved.home)
    moved.socket_dir.rmdir()
    moved.home.rename(cluster.home)
