"""Where one reading stands: in a form, and in the observations of its test."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from uttp.kinds.describe import Field
from uttp.kinds.terms import BOTH, Occasion

WHOLE = ""  # the key of what is not one of several: the observations of the test are this and nothing else


@dataclass(frozen=True)
class ReadingPlace:
    """One reading: its box in a form, and its key in the observations of the test or in the row."""

    box: str
    key: str
    field: Field
    required_for: tuple[Occasion, ...] = BOTH

    @property
    def is_list(self) -> bool:
        """Several quantities, each in a box of its own."""
        return self.field.type == "quantities"

    def boxes(self, count: int) -> list[str]:
        """`count`: how many there are, where it is a list."""
        return [f"{self.box}-{number}" for number in range(count)] if self.is_list else [self.box]

    def read(self, form: "Form", path: str) -> Any:
        """The typed value; None or an empty list where nothing was typed."""
        if not self.is_list:
            return form.take(self.box, self.field, path)
        readings: list[Any] = []
        for box in self.boxes(form.box_count(self.box)):
            reading = form.take(box, self.field, f"{path}.{len(readings)}")
            readings += [] if reading is None else [reading]
        return readings

    def texts(self, value: Any) -> Iterator[tuple[str, str]]:
        """The boxes of this place, each with its text for a stored value."""
        readings = value if self.is_list else [value]
        if value is not None:
            for box, reading in zip(self.boxes(len(readings)), readings, strict=True):
                yield box, self.field.typed(reading)


class Form(Protocol):
    """A form that somebody has filled in."""

    service: str

    def take(self, box: str, field: Field, path: str) -> Any:
        """The value typed into a box, for this path of the observations; None where it cannot be read."""

    def box_count(self, stem: str) -> int:
        """How many boxes stem-0, stem-1, ... there are."""

    def row_count(self, stem: str) -> int:
        """How many rows there are with boxes such as stem-0-load, stem-1-load, ..."""

    def suggested(self, test: str) -> Any:
        """The observations of a test that the form began with, or None."""

    def send(self, test: str, number: int) -> None:
        """Notes that this line of the form is a row of the observations."""
