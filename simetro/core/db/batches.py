import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model

from simetro.core.kit.errors import Conflict, DomainError

logger = logging.getLogger(__name__)


Row = TypeVar("Row", bound=Model)


def one_by_one(
    chosen: Iterable[tuple[Row, int]], act: Callable[[Row, int], object], failed: str
) -> list[tuple[Row, DomainError | None]]:
    """Acts on each row in a transaction of its own, so that one failure leaves the others done.

    `chosen`: rows with the version that the person saw. `failed`: the sentence to show for an unexpected error.
    """
    return [(row, _why_not(row, version, act, failed)) for row, version in chosen]


def _why_not(row: Row, version: int, act: Callable[[Row, int], object], failed: str) -> DomainError | None:
    try:
        act(row, version)
    except DomainError as error:
        return error
    except Exception:
        logger.exception("%s %s, one of several, failed", row._meta.label, row.pk)
        return Conflict(failed, code="failed")
    return None
