"""One migrated template, kept between runs as long as the migrations stay; each worker copies it."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from simetro.config import BASE_DIR, get_config

KEPT_TABLES = frozenset(
    {
        "django_migrations",
        "django_content_type",
        "auth_permission",
        "auth_group",
        "auth_group_permissions",
        "services_stampkind",
    }
)


def owner_settings() -> dict[str, Any]:
    return dict(dj_database_url.parse(get_config().database_admin_url))


def make_database(name: str) -> None:
    template = _template()
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def drop_database(name: str) -> None:
    """Waits up to five seconds for processes that are leaving; the owner may not end those of another role."""
    with _server() as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def use_database(name: str, role: str) -> None:
    connection.close()
    connection.settings_dict |= {"NAME": name, "USER": role}


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    owner = owner_settings()
    use_database(owner["NAME"], owner["USER"])
    connection.ensure_connection()
    with connection.cursor() as cursor:
        yield cursor.connection
    connection.close()


def _template() -> str:
    files = sorted([*BASE_DIR.glob("*/migrations/*.py"), *BASE_DIR.glob("simetro/*/migrations/*.py")])
    files += sorted([*BASE_DIR.glob("*/rights.py"), *BASE_DIR.glob("simetro/*/rights.py")])
    files.append(BASE_DIR / "simetro" / "core" / "db" / "database.py")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    name = f"template_{digest}"
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with (Path(settings.VAR_DIR) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _make_template_once(name)
    return name


def _make_template_once(name: str) -> None:
    with _server() as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        server.execute("DROP DATABASE IF EXISTS template_unfinished")
        server.execute("CREATE DATABASE template_unfinished")
    use_database("template_unfinished", owner_settings()["USER"])
    call_command("prepare", verbosity=0)
    with _server() as server:
        server.execute(sql.SQL("ALTER DATABASE template_unfinished RENAME TO {}").format(sql.Identifier(name)))


def empty_tables() -> None:
    """What the owner may and the application may not: empty everything, the log too, but keep the roles."""
    name, role = connection.settings_dict["NAME"], connection.settings_dict["USER"]
    use_database(name, owner_settings()["USER"])
    tables = sorted(set(connection.introspection.table_names()) - KEPT_TABLES)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(map(_name_if_filled, tables)))
        if filled := [sql.Identifier(table) for (table,) in cursor]:  # to empty the empty ones too takes far longer
            cursor.execute("ALTER TABLE core_logentry DISABLE TRIGGER USER")
            cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(filled)))
            cursor.execute("ALTER TABLE core_logentry ENABLE TRIGGER USER")
    use_database(name, role)


def _name_if_filled(table: str) -> sql.Composed:
    return sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(table, sql.Identifier(table))
