import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from annotated_types import GroupedMetadata
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from simetro.core.kit.text import HIDDEN, composed

_HIDDEN_BUT_LINES = HIDDEN.replace(r"\x00-\x1f", r"\x00-\x08\x0b\x0c\x0e-\x1f")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GREATEST = 2**63 - 1
Id = Annotated[int, Field(ge=1, le=_GREATEST, strict=True)]
QueryId = Annotated[int, Field(ge=1, le=_GREATEST)]  # a parameter comes as text
FilterText = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


# Default of an optional field of a PATCH: it means "unchanged". A null is refused by the field's own type.
ABSENT: Any = None


def text(most: int, least: int = 1) -> GroupedMetadata:
    """One line of `least` to `most` characters after trimming."""
    return _text(most, least, HIDDEN)


def multiline(most: int, least: int = 1) -> GroupedMetadata:
    """Text of `least` to `most` characters that may have several lines, such as a note or a reason."""
    return _text(most, least, _HIDDEN_BUT_LINES)


@dataclass(frozen=True)
class _Typed(GroupedMetadata):
    """Text in its one Unicode form, within these limits."""

    limits: StringConstraints

    def __iter__(self) -> Iterator[object]:
        yield from self.limits
        yield BeforeValidator(_composed)  # the last one is called first: letters are counted as they are stored


def _composed(value: object) -> object:
    """The value, with each text in it in its one Unicode form."""
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, list):
        return [_composed(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _composed(inner) for key, inner in value.items()}
    return value


Facts = Annotated[dict[str, Any], BeforeValidator(_composed)]  # what the kind of an instrument asks for


def _text(most: int, least: int, hidden: str) -> _Typed:
    pattern = rf"^[^{hidden}]*[^\s{hidden}][^{hidden}]*$" if least else rf"^[^{hidden}]*$"
    return _Typed(StringConstraints(strip_whitespace=True, min_length=least, max_length=most, pattern=pattern))


def _written_as_day(value: object) -> object:
    """Refuses everything but 2026-12-31: Pydantic alone would also take seconds since 1970, and midnights."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "not written as a day")
    return value


Day = Annotated[date, BeforeValidator(_written_as_day)]


class FieldProblem(Schema):
    field: str
    message: str


class Problem(Schema):
    """An error (RFC 9457); some codes bring further members."""

    type: str
    title: str
    status: int
    detail: Annotated[str, Field(description="what to do, in Indonesian")]
    code: str
    errors: list[FieldProblem]


class In(Schema):
    """Base of request bodies. Unknown fields are an error, so that a misspelt one is not lost silently."""

    model_config = ConfigDict(extra="forbid")


class Versioned(In):
    version: Annotated[int, Field(strict=True)] | None = None


class Reason(Versioned):
    reason: Annotated[str, multiline(500)]


def version_of(body: Versioned | None) -> int | None:
    """The version in a body that may be left out altogether."""
    return body.version if body else None
