from typing import TypeVar

from django.db import connection, models

from simetro.core.kit.errors import NotFound, StaleVersion

M = TypeVar("M", bound=models.Model)


def hold(what: int, which: int) -> None:
    """Takes an advisory lock until the transaction ends, for what has no row to lock; the two numbers name it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [what, which])


def lock(row: M, version: int | None = None) -> M:
    """The row as it is now, locked until the transaction ends. Raises where the caller saw another version.

    Raises NotFound where somebody else has removed it meanwhile.
    """
    locked = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if locked is None:
        raise NotFound
    if version is not None and version != locked.version:  # type: ignore[attr-defined]  # only for Versioned rows
        raise StaleVersion(locked.version)  # type: ignore[attr-defined]
    return locked
