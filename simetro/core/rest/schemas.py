from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

# No control characters: PostgreSQL has no NUL, and none of them belongs into a name or a reason.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"

_GREATEST = 2**63 - 1
Id = Annotated[int, Field(ge=1, le=_GREATEST, strict=True)]
QueryId = Annotated[int, Field(ge=1, le=_GREATEST)]  # a parameter comes as text


def Text(most: int, least: int = 1) -> type[str]:  # noqa: N802 - reads as the type it returns
    """Text of `least` to `most` characters after trimming."""
    constraints = StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=_PRINTABLE)
    return Annotated[str, constraints]  # type: ignore[return-value]  # an Annotated alias serves as the type


class In(Schema):
    """Base of request bodies: what is not asked for is an error, so that a misspelt field is not lost silently."""

    model_config = ConfigDict(extra="forbid")


class Versioned(In):
    version: Annotated[int, Field(strict=True)] | None = None


class Reason(Versioned):
    reason: Text(500)
