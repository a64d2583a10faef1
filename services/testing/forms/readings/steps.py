"""The form or the sheet as a page shows it: boxes and answers, and beside them what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.testing.forms.readings.plan import (
    LEAST_WEIGHINGS,
    MOST_ROWS,
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
from uttp.kinds.describe import Field, KindTest
from uttp.names import label_of

SPARE = 3  # boxes more after each "add"
FEW = 4  # columns that stand in one line on a tablet


@dataclass(frozen=True)
class Box:
    """One thing to fill in, as it was typed."""

    name: str
    label: str
    type: str
    text: str
    unit: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        return dict(self.choices).get(self.text, self.text)


@dataclass(frozen=True)
class Figure:
    """One result in words: 'Kesalahan', '-4', 'g'."""

    label: str
    text: str
    unit: str = ""


@dataclass(frozen=True)
class Result:
    """What was found about a row or a whole test; without a verdict nothing has been judged yet."""

    verdict: str = ""
    figures: tuple[Figure, ...] = ()
    reason: str = ""

    @property
    def label(self) -> str:
        return {"sah": _("Sah"), "batal": _("Batal"), "open": _("Belum lengkap")}.get(self.verdict, "")

    @property
    def short_label(self) -> str:
        return _("Belum") if self.verdict == "open" else self.label


@dataclass(frozen=True)
class Line:
    number: int
    id: str
    boxes: tuple[Box, ...]
    result: Result

    @property
    def errors(self) -> list[Box]:
        return [box for box in self.boxes if box.error]

    @property
    def texts(self) -> list[str]:
        return [*(box.shown for box in self.boxes), *(figure.text for figure in self.result.figures)]


@dataclass(frozen=True)
class Column:
    label: str
    unit: str
    is_number: bool


@dataclass(frozen=True)
class Step:
    """One test. `notes`: sentences about the test as a whole; those about a row stand beside it."""

    test: KindTest
    result: Result
    required: bool
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""
    columns: tuple[Column, ...] = ()
    grows: bool = False

    @property
    def code(self) -> str:
        return self.test.code

    @property
    def label(self) -> str:
        return label_of(self.test)

    @property
    def hints(self) -> list[tuple[str, str]]:
        """What to know about a column, said once for all rows."""
        return [(label_of(column), column.hint) for column in self.test.columns if column.hint]

    @property
    def wide(self) -> bool:
        return len(self.test.columns) > FEW

    @property
    def errors(self) -> list[Box]:
        return [*(box for box in self.boxes if box.error), *(box for line in self.lines for box in line.errors)]

    @property
    def table(self) -> tuple[list[Column], list[tuple[list[tuple[str, Column]], Result]]]:
        """Columns that some row fills, and the rows with their results."""
        filled = [index for index in range(len(self.columns)) if any(line.texts[index] for line in self.lines)]
        columns = [self.columns[index] for index in filled]
        rows = [[line.texts[index] for index in filled] for line in self.lines]
        return columns, [
            (list(zip(row, columns, strict=True)), line.result) for row, line in zip(rows, self.lines, strict=True)
        ]

    @property
    def filled(self) -> bool:
        return any(box.text for box in self.boxes) or bool(self.lines)


def steps(
    plan: Plan,
    values: Values,
    evaluation: Json,
    *,
    errors: dict[str, str] | None = None,
    sent: dict[str, list[int]] | None = None,
    grow: str = "",
) -> list[Step]:
    """`sent` is None where every row counts, as on a sheet that is only read; `grow` names a test to lengthen."""
    builder = _Builder(plan, values, evaluation, errors or {}, sent, grow)
    return list(builder.steps())


@dataclass
class _Builder:
    plan: Plan
    values: Values
    evaluation: Json
    errors: dict[str, str]
    sent: dict[str, list[int]] | None
    grow: str

    def steps(self) -> Iterator[Step]:
        last_rows = max((index for index, test in enumerate(self.plan.tests) if has_rows(test)), default=-1)
        for index, test in enumerate(self.plan.tests):
            yield self._step(test)
            if index == last_rows:
                for derived in self.plan.kind.derived_tests:
                    yield self._step(derived)

    def _step(self, test: KindTest) -> Step:
        found = dict(next((one for one in self.evaluation["tests"] if one["test"] == test.code), {}))
        if found.get("verdict") == "sah" and self._is_missing(test):
            found["verdict"] = "open"
        return Step(
            test=test,
            result=self._result(found, () if has_rows(test) else [one for one in test.results if one.code in found]),
            required=self.plan.service in test.required_for,
            boxes=() if test.derived else tuple(self._boxes(test)),
            lines=tuple(self._lines(test, found)) if has_rows(test) else (),
            notes=tuple(self._notes(test)) if found and test.shape != "checklist" else (),
            error="" if test.shape == "value" else self.errors.get(test.code, ""),
            columns=tuple(map(self._column, (*test.columns, *_numbers(test.results)))) if has_rows(test) else (),
            grows=has_rows(test) or any(one.type == "quantities" for one in test.fields),
        )

    def _is_missing(self, test: KindTest) -> bool:
        return any(missing.partition(".")[0] == test.code for missing in self.evaluation["missing"])

    def _result(self, found: Json, described: Iterable[Field]) -> Result:
        figures = (
            Figure(label_of(one), _signed(one, found[one.code]) if one.code in found else "", self.plan.unit(one))
            for one in _numbers(described)
        )
        return Result(found.get("verdict", ""), tuple(figures), found.get("reason", ""))

    def _column(self, described: Field) -> Column:
        return Column(label_of(described), self.plan.unit(described), described.type == "quantity")

    def _notes(self, test: KindTest) -> Iterator[str]:
        others = [one.label for one in self.plan.tests if one.label.startswith(test.label) and one is not test]
        for reason in self.evaluation["reasons"]:
            is_about_row = reason.startswith(f"{test.label} baris ")
            is_others = any(reason.startswith(label) for label in others)
            if reason.startswith(test.label) and not is_about_row and not is_others:
                yield reason.removeprefix(f"{test.label}:").strip()

    def _boxes(self, test: KindTest) -> Iterator[Box]:
        for item in test.items_for(self.plan.service):
            yield self._box(item_name(test, item.code), Field(item.code, item.label, item.label_en, "boolean"))
        for described in test.fields:
            name = field_name(test, described)
            if described.type != "quantities":
                yield self._box(name, described)
                continue
            for number in range(self._weighings(test, described)):
                yield self._box(f"{name}-{number}", described, f"{label_of(described)} {number + 1}")

    def _weighings(self, test: KindTest, described: Field) -> int:
        typed = weighing_count(test, described, self.values)
        if self.sent is None:
            return typed
        return min(max(typed, LEAST_WEIGHINGS) + (SPARE if self.grow == test.code else 0), MOST_ROWS)

    def _lines(self, test: KindTest, found: Json) -> Iterator[Line]:
        rows = found.get("rows", [])
        if self.sent is None:
            sent = list(range(len(rows)))
            count = row_count(test, self.values)
        else:
            sent = self.sent.get(test.code, [])
            count = min(max(row_count(test, self.values), 1) + (self.grow == test.code), MOST_ROWS)
        results = dict(zip(sent, rows, strict=False))
        for number in range(count):
            boxes = (self._box(cell_name(test, number, column), column) for column in test.columns)
            result = self._result(results.get(number, {}), test.results)
            yield Line(number + 1, f"{test.code}-{number}", tuple(boxes), result)

    def _box(self, name: str, described: Field, label: str = "") -> Box:
        return Box(
            name=name,
            label=label or label_of(described),
            type=described.type,
            text=self.values.get(name, ""),
            unit=self.plan.unit(described),
            hint=described.hint,
            error=self.errors.get(name, ""),
            required=described.required,
            choices=_choices(described),
        )


def _numbers(described: Iterable[Field]) -> list[Field]:
    return [one for one in described if one.type != "verdict"]


def _choices(described: Field) -> tuple[tuple[str, str], ...]:
    if described.type == "boolean":
        return ((YES, _("Ya")), (NO, _("Tidak")))
    return tuple((choice.value, label_of(choice)) for choice in described.choices)


def _signed(described: Field, value: Any) -> str:
    sign = "±" if described.code == "mpe" else ""
    return sign + str(value).replace("-", "\N{MINUS SIGN}").replace(".", ",")
