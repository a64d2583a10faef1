"""The database out of a wheel and the demo's supervisor: however they go, nothing stays behind and nothing is lost."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from simetro.config import BASE_DIR
from simetro.embedded import home_of
from simetro.embedded.cluster import APPLICATION, OWNER, Cluster
from tests import test_serve
from tests.endure.counts import Count, count
from tests.endure.installation import await_that, free_port
from tests.test_embedded import attached, connect, is_running, parent_of, server_pid
from tests.test_serve import begun, running

ROUNDS, ROWS, PATIENCE = 8, 200, 15
USER = """
import sys
from pathlib import Path
from simetro.embedded import start
start(Path(sys.argv[1]))
print("attached", flush=True)
sys.stdin.read()
"""
Process = subprocess.Popen[str]


def run_the_database() -> Iterator[Count]:
    """Its keeper and all its users are killed in turns; what was committed until then is there afterwards."""
    with tempfile.TemporaryDirectory(prefix="simetro-endure-") as name:
        cluster = Cluster(home_of(Path(name)))
        committed: list[int] = []
        for turn in range(ROUNDS):
            users = [_user(cluster), _user(cluster)]
            _write(cluster, committed)
            _kill(cluster, users, whom="keeper" if turn % 2 else "users")
        user = _user(cluster)
        with connect(cluster, OWNER) as there:
            kept = [number for (number,) in there.execute("SELECT number FROM kept")]
        _end(user)
        await_that(lambda: not cluster.state(), PATIENCE)
        yield count("embedded database: committed rows", ROUNDS, wanted=committed, found=kept)


def _user(cluster: Cluster) -> Process:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", USER, str(cluster.home)]
    return attached(subprocess.Popen(command, cwd=BASE_DIR, stdin=pipe, stdout=pipe, text=True, start_new_session=True))


def _write(cluster: Cluster, committed: list[int]) -> None:
    with connect(cluster, OWNER) as there:
        there.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        for number in range(len(committed), len(committed) + ROWS):
            there.execute("INSERT INTO kept VALUES (%s)", [number])
            committed.append(number)


def _kill(cluster: Cluster, users: list[Process], *, whom: str) -> None:
    """The first of two users costs nobody his server; the last takes it along, as the keeper does."""
    server = server_pid(cluster)
    keeper = parent_of(server)
    if whom == "keeper":
        os.kill(keeper, signal.SIGKILL)
    else:
        _end(users[0])
        with connect(cluster, APPLICATION) as there:
            assert there.execute("SELECT 1").fetchone() == (1,)
        assert server_pid(cluster) == server
        _end(users[1])
    await_that(lambda: not is_running(server) and not is_running(keeper), PATIENCE)
    for user in users:
        _end(user)


def _end(process: Process) -> None:
    process.kill()
    with process:
        process.wait()


def run_the_supervisor() -> Iterator[Count]:
    """Killed as soon as it serves: what it started goes along, the database included."""
    rounds = ROUNDS // 2
    left: list[str] = []
    with tempfile.TemporaryDirectory(prefix="simetro-endure-") as name:
        tree = _stand_in(Path(name))
        for _ in range(rounds):
            for path in tree.glob("*.pid"):
                path.unlink()
            with begun(tree, free_port()) as supervisor:
                assert supervisor.stdout is not None
                while not supervisor.stdout.readline().startswith("Portal"):
                    assert supervisor.poll() is None
                supervisor.kill()
            with suppress(TimeoutError):
                await_that(lambda: not running(tree), PATIENCE)
            left += running(tree)
    yield count("supervisor: processes left running", rounds, wanted=[], found=left)


def _stand_in(tree: Path) -> Path:
    """For the project, as in its tests."""
    (tree / "deploy").mkdir()
    (tree / "manage.py").write_text(test_serve.MANAGE)
    (tree / "deploy" / "gunicorn.conf.py").write_text(test_serve.WEB)
    (tree / "web.py").write_text(test_serve.APPLICATION)
    return tree
