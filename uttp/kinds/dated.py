"""What a regulation fixes: values with the day they hold from, their legal basis and how sure we are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from simetro.core.kit.sentences import field_errors
from uttp.kinds.errors import InvalidInput

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    since: date
    value: T
    legal_basis: str
    confirmed: bool = True


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """`code` names it in the whole catalogue. Rows in order of `since`; before the first row the first one holds.

    `type` is what pydantic reads its values as: quantities are strings in JSON.
    """

    code: str
    label: str
    rows: tuple[Dated[T], ...]
    unit: str = ""
    type: Any = field(default=None, compare=False)

    def read(self, value: object) -> T:
        """The value from its JSON. Raises InvalidInput with paths that start with 'value'."""
        try:
            return self._adapter.validate_python(value)  # type: ignore[no-any-return]
        except ValidationError as error:
            raise InvalidInput(field_errors(error.errors(include_url=False), prefix="value")) from None

    def written(self, value: T) -> Any:
        """The value as JSON."""
        return self._adapter.dump_python(value, mode="json")

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type)


@dataclass(frozen=True)
class Rules:
    """The regulations as they stood on one day: the rows that ship, and by code those that an office added."""

    on: date
    added: Mapping[str, Sequence[Dated[Any]]] = field(default_factory=dict)
    _held: dict[str, Dated[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def row(self, parameter: Parameter[T]) -> Dated[T]:
        """The row that holds on the day. Of several rows of one date, the one that the office added last wins."""
        if parameter.code not in self._held:
            self._held[parameter.code] = self._find(parameter)
        return self._held[parameter.code]

    def _find(self, parameter: Parameter[T]) -> Dated[T]:
        every = sorted((*parameter.rows, *self.added.get(parameter.code, ())), key=lambda row: row.since)
        begun = [row for row in every if row.since <= self.on]
        return begun[-1] if begun else every[0]

    def __getitem__(self, parameter: Parameter[T]) -> T:
        return self.row(parameter).value
