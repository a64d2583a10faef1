"""What was typed becomes observations; a box that cannot be read leaves its sentence and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from services.testing.forms.readings.plan import (
    NO,
    YES,
    Json,
    Plan,
    Values,
    cell_name,
    field_name,
    has_rows,
    item_name,
    row_count,
    weighing_count,
)
from simetro.core.kit.quantities import parse_typed, show_quantity
from uttp.kinds.describe import Field, KindTest

ANSWERS = {YES: True, NO: False}


@dataclass
class Typed:
    """`places`: path in the observations -> box. `sent`: test -> the form's numbers of the rows that were sent."""

    observations: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    sent: dict[str, list[int]] = field(default_factory=dict)


def read(plan: Plan, values: Values) -> Typed:
    reader = _Reader(plan, values)
    for test in plan.tests:
        found = reader.test(test)
        if found not in (None, {}, []):
            reader.typed.observations[test.code] = found
    return reader.typed


class _Reader:
    def __init__(self, plan: Plan, values: Values) -> None:
        self.plan, self.values, self.typed = plan, values, Typed()

    def test(self, test: KindTest) -> Any:
        if test.shape == "checklist":
            return self._answers(test)
        if test.shape == "value":
            return self._take(test.code, test.fields[0], test.code)
        rows = self._rows(test) if has_rows(test) else []
        if test.shape == "rows":
            return rows
        taken = ((described.code, self._field(test, described)) for described in test.fields)
        record = {code: value for code, value in taken if value not in (None, [])}
        if not rows and _repeats(self.plan.suggested_fields(test), record):
            return None
        return {**record, "rows": rows} if rows else record

    def _answers(self, test: KindTest) -> dict[str, bool]:
        boxes = ((item.code, item_name(test, item.code)) for item in test.items_for(self.plan.service))
        taken = ((code, self._answer(name, f"{test.code}.{code}")) for code, name in boxes)
        return {code: answer for code, answer in taken if answer is not None}

    def _field(self, test: KindTest, described: Field) -> Any:
        name, path = field_name(test, described), f"{test.code}.{described.code}"
        if described.type != "quantities":
            return self._take(name, described, path)
        return list(self._weighings(name, described, path, weighing_count(test, described, self.values)))

    def _weighings(self, name: str, described: Field, path: str, count: int) -> Iterator[str]:
        sent = 0
        for number in range(count):
            value = self._take(f"{name}-{number}", described, f"{path}.{sent}")
            if value is not None:
                sent += 1
                yield value

    def _rows(self, test: KindTest) -> list[Json]:
        """Rows in which something was typed; those that only repeat what was pre-listed are nobody's reading."""
        rows: list[Json] = []
        sent = self.typed.sent.setdefault(test.code, [])
        suggested = self.plan.suggested_rows(test)
        stem = f"{test.code}.rows" if test.shape == "record_rows" else test.code
        for number in range(row_count(test, self.values)):
            row = self._row(test, number, f"{stem}.{len(rows)}")
            if not _repeats(suggested[number] if number < len(suggested) else {}, row):
                rows.append(row)
                sent.append(number)
        return rows

    def _row(self, test: KindTest, number: int, path: str) -> Json:
        cells = ((column.code, cell_name(test, number, column), column) for column in test.columns)
        taken = ((code, self._take(name, column, f"{path}.{code}")) for code, name, column in cells)
        return {code: value for code, value in taken if value is not None}

    def _take(self, name: str, described: Field, path: str) -> Any:
        """The value of one box; None where it is empty or cannot be read."""
        if described.type == "boolean":
            return self._answer(name, path)
        self.typed.places[path] = name
        text = self.values.get(name, "").strip()
        if not text or described.type not in ("quantity", "quantities"):
            return text or None
        try:
            return show_quantity(parse_typed(text))
        except ValueError as error:
            self.typed.errors[name] = str(error)
            return None

    def _answer(self, name: str, path: str) -> bool | None:
        self.typed.places[path] = name
        text = self.values.get(name, "").strip()
        if text and text not in ANSWERS:
            self.typed.errors[name] = _("Pilih Ya atau Tidak.")
        return ANSWERS.get(text)


def _repeats(suggested: Json, given: Json) -> bool:
    return all(suggested.get(key) == value for key, value in given.items())
