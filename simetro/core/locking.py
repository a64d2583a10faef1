from typing import TypeVar

from django.db import models

from simetro.core.errors import StaleVersion

M = TypeVar("M", bound=models.Model)


def lock(row: M, version: int | None = None) -> M:
    """The row as it is now, held until the transaction ends; refused where the caller saw another version."""
    locked = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and version != locked.version:  # type: ignore[attr-defined]  # only for Versioned rows
        raise StaleVersion(locked.version)  # type: ignore[attr-defined]
    return locked
