from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

# No control characters: PostgreSQL has no NUL, and none of them belongs into a name or a reason.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

_GREATEST = 2**63 - 1
Id = Annotated[int, Field(ge=1, le=_GREATEST, strict=True)]
QueryId = Annotated[int, Field(ge=1, le=_GREATEST)]  # a parameter comes as text


# Default of a field that a PATCH leaves alone; null is refused, since the field's own type does not allow it.
ABSENT: Any = None


def text(most: int, least: int = 1) -> StringConstraints:
    """Text of `least` to `most` characters after trimming."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=_PRINTABLE)


class In(Schema):
    """Base of request bodies: what is not asked for is an error, so that a misspelt field is not lost silently."""

    model_config = ConfigDict(extra="forbid")


class Versioned(In):
    version: Annotated[int, Field(strict=True)] | None = None


class Reason(Versioned):
    reason: Annotated[str, text(500)]


def version_of(body: Versioned | None) -> int | None:
    """For actions whose body may be left out altogether."""
    return body.version if body else None
