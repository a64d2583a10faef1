"""Reading what came from outside: unknown keys, null and numbers that are none are refused."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictBool,
    StringConstraints,
    ValidationError,
    field_validator,
)
from pydantic import Field as Bounded
from pydantic_core import PydanticCustomError

from simetro.core.kit.quantities import Quantity
from simetro.core.kit.sentences import FieldError, field_errors
from uttp.kinds.errors import InvalidInput
from uttp.kinds.shapes import Checklist

MAX_ROWS = 200


class Checked(BaseModel):
    """Base of all data from outside. An optional field has the default None; a null that is sent is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _never_null(cls, value: object) -> object:
        if value is None:
            raise PydanticCustomError("null", "null")
        return value


S = TypeVar("S", bound=Checked)


def _positive(value: Decimal) -> Decimal:
    if value <= 0:
        raise ValueError("Isi dengan bilangan di atas nol.")
    return value


def _not_negative(value: Decimal) -> Decimal:
    if value < 0:
        raise ValueError("Isi dengan nol atau bilangan di atas nol.")
    return value


def _printable(value: str) -> str:
    if not value.isprintable():
        raise ValueError("Tulis dalam satu baris tanpa tanda kendali.")
    return value


def _number_as_text(value: object) -> object:
    """Labels such as a nozzle or a position are often plain numbers in a client's data."""
    return str(value) if type(value) is int and 0 <= value < 10**6 else value


Positive = Annotated[Quantity, AfterValidator(_positive)]
NotNegative = Annotated[Quantity, AfterValidator(_not_negative)]
Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_printable),
    BeforeValidator(_number_as_text),
]
Count = Annotated[int, Bounded(gt=0, lt=10**6)]
Answers = dict[str, StrictBool]
V = TypeVar("V")
ListOf = Annotated[list[V], Bounded(max_length=MAX_ROWS)]


def read(model: type[S], data: object, prefix: str) -> S:
    """Raises InvalidInput with paths that start with `prefix`."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InvalidInput(field_errors(error.errors(include_url=False), prefix=prefix)) from None


class Problems:
    """Collects contradictions, so that all are told at once."""

    def __init__(self) -> None:
        self._errors: list[FieldError] = []

    def add(self, field: str, message: str) -> None:
        self._errors.append(FieldError(field, message))

    def raise_any(self) -> None:
        if self._errors:
            raise InvalidInput(self._errors)


def refuse_unknown_items(answers: Mapping[str, Any] | None, checklist: Checklist) -> None:
    problems = Problems()
    known = {item.code for item in checklist.items}
    for item in sorted(set(answers or {}) - known)[:20]:
        unknown = {"type": "extra_forbidden", "loc": (item,)}
        name = field_errors([unknown], prefix=f"observations.{checklist.code}")[0]
        problems.add(name.field, name.message)
    problems.raise_any()
