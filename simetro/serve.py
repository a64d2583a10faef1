"""The whole demo in one process tree, until SIGTERM or Ctrl-C: `python -m simetro.serve`.

Children have process groups of their own, so that they are stopped once and in order whoever got the signal,
and the kernel signals them when this process is killed.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

from simetro.config import BASE_DIR, Config, get_config, write_demo_env
from simetro.embedded import home_of, leave, start

PR_SET_PDEATHSIG = 1
START_LIMIT = 60
STOP_LIMIT = 10


def main() -> None:
    if "MAKELEVEL" in os.environ:
        end_with_parent()
    write_demo_env()
    config = get_config()
    refuse_taken_port(config.port)
    children: list[subprocess.Popen[bytes]] = []
    handle_stop_signals(stop)
    try:
        serve(config, children)
    finally:
        handle_stop_signals(ignore)
        end(children)
        leave(home_of(config.simetro_var))


def serve(config: Config, children: list[subprocess.Popen[bytes]]) -> None:
    def run(*command: str) -> subprocess.Popen[bytes]:
        children.append(spawn(*command))
        return children[-1]

    web = run("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py")
    if not config.database_url:
        start(home_of(config.simetro_var))
    for command in (["prepare", "--verbosity=0"], ["demo"]):
        if run("manage.py", *command).wait():
            sys.exit(f"manage.py {command[0]} failed")
        children.pop()
    open_gate(web)
    run("manage.py", "clock")
    await_health(config.port, children)
    print(ADDRESSES.format(url=f"http://127.0.0.1:{config.port}"), flush=True)  # noqa: T201 - to whoever ran `make demo`
    while all_run(children):
        time.sleep(0.2)
    sys.exit("A process of the demo ended; the reason stands above.")


ADDRESSES = """
Portal    {url}/
Staff     {url}/staf/
API       {url}/api/v1/docs
Stop with Ctrl-C.
"""


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            sys.exit(f"Port {port} cannot be used ({problem.strerror}); choose another: PORT=8001 make demo")


def spawn(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=BASE_DIR,
        env=os.environ | {"START_AT_END_OF_INPUT": "1"},
        stdin=subprocess.PIPE,
        process_group=0,
        preexec_fn=end_with_parent,
    )


def open_gate(web: subprocess.Popen[bytes]) -> None:
    """The web server loads while the data is made, and listens at the end of its input."""
    if web.stdin is not None:
        web.stdin.close()


def end_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def await_health(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while all_run(children) and time.monotonic() < deadline:
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    sys.exit("The server did not come up.")


def all_run(children: list[subprocess.Popen[bytes]]) -> bool:
    return all(child.poll() is None for child in children)


def end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + STOP_LIMIT
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        # What it left: itself when it hangs, its workers when it was killed.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def handle_stop_signals(handler: Callable[[int, FrameType | None], None]) -> None:
    signal.signal(signal.SIGTERM, handler)
    signal.signal(signal.SIGINT, handler)
    # Under nohup it stays ignored.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, handler)


def ignore(number: int, frame: FrameType | None) -> None:
    pass


def stop(number: int, frame: FrameType | None) -> NoReturn:
    handle_stop_signals(ignore)
    sys.exit(0)


if __name__ == "__main__":
    main()
