import sys
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from psycopg import Cursor, sql
from psycopg.types.json import Jsonb

from simetro.core.models import LogEntry

M = TypeVar("M", bound=Model)


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


def point_at(model: type[Model], field: str, targets: Mapping[int, int]) -> None:
    """Sets a foreign key of many rows, by primary key, in one statement; `bulk_update` takes ten times as long."""
    names = {"table": sql.Identifier(model._meta.db_table), "column": sql.Identifier(f"{field}_id")}
    statement = sql.SQL(
        "UPDATE {table} t SET {column} = n.target "
        "FROM unnest(%s::bigint[], %s::bigint[]) n(id, target) WHERE t.id = n.id"
    )
    with connection.cursor() as cursor:
        text = statement.format(**names).as_string(cursor.cursor)
        cursor.execute(text, [list(targets), list(targets.values())])


def copy_in(rows: Sequence[M]) -> Sequence[M]:
    """A `bulk_create` by PostgreSQL's COPY, for tens of thousands of rows: it takes a fifth of the time."""
    if not rows:
        return rows
    model = type(rows[0])
    fields = model._meta.concrete_fields
    table = sql.Identifier(model._meta.db_table)
    columns = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in fields)
    stamped = [field for field in fields if type(field).pre_save is not Field.pre_save]
    values_of = attrgetter(*(field.attname for field in fields))
    with connection.cursor() as cursor:
        for row, pk in zip(rows, _new_keys(cursor, model, len(rows)), strict=True):
            row.pk = pk
            for field in stamped:
                field.pre_save(row, add=True)
        statement = sql.SQL("COPY {table} ({columns}) FROM STDIN").format(table=table, columns=columns)
        with cursor.copy(statement.as_string(cursor.cursor)) as copy:
            for row in rows:
                copy.write_row([Jsonb(value) if isinstance(value, dict | list) else value for value in values_of(row)])
    return rows


def _new_keys(cursor: Any, model: type[Model], count: int) -> list[int]:
    """The sequence is named once, not for each key."""
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
    cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [*cursor.fetchone(), count])
    return [key for (key,) in cursor.fetchall()]
