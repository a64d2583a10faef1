import sys
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import Cursor, sql

from simetro.core.models import LogEntry


def grant_application_role(connection: BaseDatabaseWrapper, role: str) -> None:
    """Lets the application's role work with all rows, but only add to and read the log."""
    name = sql.Identifier(role)
    log = sql.Identifier(LogEntry._meta.db_table)
    statements = (
        sql.SQL("GRANT USAGE ON SCHEMA public TO {role}"),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"),
        sql.SQL("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"),
        sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {log} FROM {role}"),
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(role=name, log=log).as_string(cursor.cursor))


def prepared(statement: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement that the server plans once per connection: for the few that nearly every request runs."""
    connection.ensure_connection()
    connection.connection.prepare_threshold = sys.maxsize  # Django's None would refuse; nothing else is ever prepared
    with Cursor(connection.connection) as cursor:
        return cursor.execute(statement.encode(), parameters, prepare=True).fetchall()
