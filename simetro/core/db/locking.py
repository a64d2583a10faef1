from typing import TypeVar

from django.db import connection, models

from simetro.core.kit.errors import NotFound, StaleVersion

M = TypeVar("M", bound=models.Model)


def hold(what: int, which: int) -> None:
    """Keeps others who hold the same two numbers waiting until the transaction ends, where no row stands for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [what, which])


def lock(row: M, version: int | None = None) -> M:
    """The row as it is now, held until the transaction ends; refused where the caller saw another version.

    Not found where somebody else has removed it meanwhile.
    """
    locked = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if locked is None:
        raise NotFound
    if version is not None and version != locked.version:  # type: ignore[attr-defined]  # only for Versioned rows
        raise StaleVersion(locked.version)  # type: ignore[attr-defined]
    return locked
