"""What a regulation fixes: values with the day they hold from, their legal basis and how sure we are."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Dated(Generic[T]):
    since: date
    value: T
    legal_basis: str
    confirmed: bool = True


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """Rows in order of `since`; before the first row the first one holds."""

    code: str
    label: str
    rows: tuple[Dated[T], ...]
    unit: str = ""

    def row(self, on: date) -> Dated[T]:
        begun = [row for row in self.rows if row.since <= on]
        return begun[-1] if begun else self.rows[0]

    def at(self, on: date) -> T:
        return self.row(on).value
