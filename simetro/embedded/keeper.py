"""Starts one PostgreSQL server, says `ready`, and stops it when no process holds the users' lock any more.

A program of its own: keeper.py HOME UID:GID|- COMMAND...
"""

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1


def stop_with_keeper() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def launch(home: Path, user: str, command: list[str]) -> subprocess.Popen[bytes]:
    uid, gid = (None, None) if user == "-" else map(int, user.split(":"))
    with (home / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            user=uid,
            group=gid,
            extra_groups=None if uid is None else [],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=stop_with_keeper,
        )


def await_ready(home: Path, server: subprocess.Popen[bytes]) -> bool:
    status = home / "data" / "postmaster.pid"
    while server.poll() is None:
        lines = status.read_text().splitlines() if status.exists() else []
        if lines[7:] and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def stop_when_alone(home: Path, server: subprocess.Popen[bytes]) -> None:
    with (home / "users.lock").open() as users:
        fcntl.flock(users, fcntl.LOCK_EX)
        # Held until the server is gone, so that whoever comes now waits and then starts a new one.
        for last_word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            server.send_signal(last_word)
            try:
                server.wait(timeout=6)
            except subprocess.TimeoutExpired:
                continue
            break


def main() -> None:
    if os.fork():
        os._exit(0)
    os.setsid()
    home = Path(sys.argv[1])
    server = launch(home, sys.argv[2], sys.argv[3:])
    if await_ready(home, server):
        os.write(1, b"ready")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    threading.Thread(target=stop_when_alone, args=(home, server), daemon=True).start()
    server.wait()


if __name__ == "__main__":
    main()
