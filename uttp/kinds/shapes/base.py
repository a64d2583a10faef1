"""What a test is: its words, where its readings stand, and how they are read and shown, whatever their shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from uttp.kinds.describe import Field, Item
from uttp.kinds.shapes.place import WHOLE, Form, ReadingPlace
from uttp.kinds.terms import BOTH, Occasion

Json = dict[str, Any]


@dataclass(frozen=True)
class KindTest:
    """One key of the observations.

    `results`: what the evaluation adds, per row where the shape has rows, else on the test itself.
    A test that is not `judged` is only noted.
    """

    code: str
    label: str
    label_en: str
    required_for: tuple[Occasion, ...] = BOTH
    items: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()
    columns: tuple[Field, ...] = ()
    results: tuple[Field, ...] = ()
    hint: str = ""
    judged: bool = True

    asks: ClassVar[bool] = False  # answered by yes and no
    derived: ClassVar[bool] = False  # computed from other tests, takes no reading
    is_whole: ClassVar[bool] = False  # its observations have no keys
    rows_key: ClassVar[str | None] = None  # the key of its rows in the observations

    @property
    def has_rows(self) -> bool:
        return self.rows_key is not None

    def places(self) -> tuple[ReadingPlace, ...]:
        """The places of the readings, those in rows left out."""
        return tuple(ReadingPlace(f"{self.code}-{field.code}", field.code, field) for field in self.fields)

    def places_for(self, service: str) -> tuple[ReadingPlace, ...]:
        return tuple(place for place in self.places() if service in place.required_for)

    def places_in_row(self, number: int | str) -> tuple[ReadingPlace, ...]:
        return tuple(
            ReadingPlace(f"{self.code}-{number}-{column.code}", column.code, column) for column in self.columns
        )

    def name_of_row(self, number: int) -> str:
        """The name of a row in sentences; rows are counted from 1."""
        return f"{self.label} baris {number}"

    def is_about_row(self, sentence: str) -> bool:
        return sentence.startswith(f"{self.label} baris ")

    def box_of(self, sentence: str, service: str) -> str:
        """The box to which an error sentence about this test leads, where it is about one box."""
        return ""

    def record_in(self, observed: Any) -> Json:
        """The readings of these observations that are not in rows, by key."""
        return {key: value for key, value in self._by_key(observed).items() if key != self.rows_key}

    def rows_in(self, observed: Any) -> list[Json]:
        return [] if self.rows_key is None else self._by_key(observed).get(self.rows_key, [])

    def _by_key(self, observed: Any) -> Mapping[str, Any]:
        if observed is None:
            return {}
        return {WHOLE: observed} if self.is_whole else observed

    def texts(self, observed: Any, suggested: Any = None) -> Iterator[tuple[str, str]]:
        """The text of each box: what was typed, else what is pre-listed."""
        record = {**self.record_in(suggested), **self.record_in(observed)}
        for place in self.places():
            yield from place.texts(record.get(place.key))
        for number, row in enumerate(_merged(self.rows_in(suggested), self.rows_in(observed))):
            for place in self.places_in_row(number):
                yield from place.texts(row.get(place.key))

    def read(self, form: Form) -> Any:
        """The typed values as observations; None where they only repeat what was pre-listed."""
        rows = list(self._read_rows(form))
        record = dict(self._read_record(form))
        if rows:
            record[self.rows_key or WHOLE] = rows
        elif _repeats(self.record_in(form.suggested(self.code)), record):
            return None
        return record.get(WHOLE, record)

    def _read_record(self, form: Form) -> Iterator[tuple[str, Any]]:
        for place in self.places_for(form.service):
            path = f"{self.code}.{place.key}" if place.key else self.code
            value = place.read(form, path)
            if value not in (None, []):
                yield place.key, value

    def _read_rows(self, form: Form) -> Iterator[Json]:
        """The rows with typed values; a row that only repeats what was pre-listed is no reading."""
        suggested = dict(enumerate(self.rows_in(form.suggested(self.code))))
        stem = f"{self.code}.{self.rows_key}" if self.rows_key else self.code
        kept = 0
        for number in range(form.row_count(self.code) if self.has_rows else 0):
            places = self.places_in_row(number)
            values = ((place.key, place.read(form, f"{stem}.{kept}.{place.key}")) for place in places)
            row = {key: value for key, value in values if value is not None}
            if not _repeats(suggested.get(number, {}), row):
                form.send(self.code, number)
                kept += 1
                yield row

    def given(self, observed: Any, attributes: Mapping[str, Any]) -> str:
        """The readings that are not in rows, as one line of a document."""
        record = self.record_in(observed)
        filled = ((place.field, record[place.key]) for place in self.places() if place.key in record)
        return "; ".join(f"{field.label} {field.show_in(attributes, value)}" for field, value in filled)


def _repeats(suggested: Json, given: Json) -> bool:
    return all(suggested.get(key) == value for key, value in given.items())


def _merged(suggested: list[Json], rows: list[Json]) -> list[Json]:
    """Each pre-listed row with the reading that was typed into it, then the rows that were added."""
    left = list(rows)
    shown = []
    for offered in suggested:
        typed = next((row for row in left if offered.items() <= row.items()), None)
        if typed is not None:
            left.remove(typed)
        shown.append(typed or offered)
    return shown + left
