"""A reading form or stored readings as a page shows them: boxes, and beside them the results."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from services.testing.forms.readings.plan import Json, Plan, Values, box_count, row_count
from simetro.core.kit.quantities import comma
from uttp.kinds.checked import MAX_ROWS
from uttp.kinds.describe import NO, YES, Field
from uttp.kinds.shapes import KindTest, ReadingPlace
from uttp.kinds.wording import Wording
from uttp.names import label_of
from uttp.plate import wording_of_pages

LEAST_BOXES = 3  # to begin with where a field takes several quantities
SPARE = 3  # boxes more after each "add"
FEW = 4  # columns that stand in one line on a tablet


@dataclass(frozen=True)
class Box:
    """One box with what was typed into it."""

    name: str
    label: str
    type: str
    text: str
    unit: str = ""
    hint: str = ""
    error: str = ""
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    readings: tuple[Decimal, ...] = ()  # where the point of the number can be read in two ways

    @property
    def shown(self) -> str:
        return dict(self.choices).get(self.text, self.text)


@dataclass(frozen=True)
class Figure:
    """One result: label, value and unit, such as 'Kesalahan', '-4', 'g'."""

    label: str
    text: str
    unit: str = ""


@dataclass(frozen=True)
class Result:
    """The result of a row or of a whole test. The verdict is empty where nothing was judged yet."""

    verdict: str = ""
    figures: tuple[Figure, ...] = ()
    reason: str = ""

    @property
    def label(self) -> str:
        return wording_of_pages().verdicts.get(self.verdict, "")

    @property
    def short_label(self) -> str:
        return _("Belum") if self.verdict == "open" else self.label


@dataclass(frozen=True)
class TestRow:
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
class TestColumn:
    label: str
    unit: str
    is_number: bool


@dataclass(frozen=True)
class TestStep:
    """One test. `notes`: sentences about the whole test; those about one row stand beside the row."""

    test: KindTest
    result: Result
    required: bool
    boxes: tuple[Box, ...] = ()
    rows: tuple[TestRow, ...] = ()
    notes: tuple[str, ...] = ()
    error: str = ""
    columns: tuple[TestColumn, ...] = ()
    grows: bool = False

    @property
    def code(self) -> str:
        return self.test.code

    @property
    def label(self) -> str:
        return label_of(self.test)

    @property
    def hints(self) -> list[tuple[str, str]]:
        """The hints of the columns, said once for all rows."""
        return [(label_of(column), column.hint) for column in self.test.columns if column.hint]

    @property
    def wide(self) -> bool:
        return len(self.test.columns) > FEW

    @property
    def errors(self) -> list[Box]:
        return [*(box for box in self.boxes if box.error), *(box for row in self.rows for box in row.errors)]

    @property
    def table(self) -> tuple[list[TestColumn], list[tuple[list[tuple[str, TestColumn]], Result]]]:
        """The columns that some row fills, and the rows with their results."""
        filled = [number for number in range(len(self.columns)) if any(row.texts[number] for row in self.rows)]
        columns = [self.columns[number] for number in filled]
        texts = [[row.texts[number] for number in filled] for row in self.rows]
        return columns, [
            (list(zip(cells, columns, strict=True)), row.result) for cells, row in zip(texts, self.rows, strict=True)
        ]

    @property
    def filled(self) -> bool:
        return any(box.text for box in self.boxes) or bool(self.rows)


def steps(
    plan: Plan,
    values: Values,
    evaluation: Json,
    *,
    errors: dict[str, str] | None = None,
    readings: Mapping[str, tuple[Decimal, Decimal]] | None = None,
    row_numbers: dict[str, list[int]] | None = None,
    grow: str = "",
) -> list[TestStep]:
    """The tests of the plan, with what was typed and what was found.

    `row_numbers`: see `Typed`; None where every row counts, as for stored readings. `grow`: the code of the test that
    gets another row.
    """
    builder = _Builder(plan, values, evaluation, errors or {}, readings or {}, row_numbers, grow)
    return list(builder.steps())


@dataclass
class _Builder:
    plan: Plan
    values: Values
    evaluation: Json
    errors: dict[str, str]
    readings: Mapping[str, tuple[Decimal, Decimal]]
    row_numbers: dict[str, list[int]] | None
    grow: str

    def steps(self) -> Iterator[TestStep]:
        last_rows = max((index for index, test in enumerate(self.plan.tests) if test.has_rows), default=-1)
        for index, test in enumerate(self.plan.tests):
            yield self._step(test)
            if index == last_rows:
                for derived in self.plan.kind.derived_tests:
                    yield self._step(derived)

    def _step(self, test: KindTest) -> TestStep:
        judged = self._judged(test)
        figures = [] if test.has_rows else [field for field in _figures(test) if field.code in judged]
        boxes = tuple(self._boxes(test))
        return TestStep(
            test=test,
            result=self._result(judged, figures),
            required=self.plan.service in test.required_for,
            boxes=boxes,
            rows=tuple(self._rows(test, judged.get("rows", []))) if test.has_rows else (),
            notes=tuple(self._notes(test)) if judged and not test.asks else (),
            error="" if any(box.name == test.code for box in boxes) else self.errors.get(test.code, ""),
            columns=tuple(map(self._column, (*test.columns, *_figures(test)))) if test.has_rows else (),
            grows=test.has_rows or any(place.is_list for place in test.places()),
        )

    def _judged(self, test: KindTest) -> Json:
        judged = dict(next((result for result in self.evaluation["tests"] if result["test"] == test.code), {}))
        if judged.get("verdict") == "sah" and self._is_missing(test):
            judged["verdict"] = "open"
        return judged

    def _is_missing(self, test: KindTest) -> bool:
        return any(missing.partition(".")[0] == test.code for missing in self.evaluation["missing"])

    def _result(self, judged: Json, figures: Iterable[Field]) -> Result:
        shown = (Figure(label_of(field), self._figure(field, judged), self.plan.unit(field)) for field in figures)
        return Result(judged.get("verdict", ""), tuple(shown), judged.get("reason", ""))

    def _figure(self, field: Field, judged: Json) -> str:
        return field.show(judged[field.code], self._wording) if field.code in judged else ""

    @cached_property
    def _wording(self) -> Wording:
        """Numbers with a real minus sign, which is as wide as a plus."""
        return wording_of_pages(number=lambda text: comma(text).replace("-", "\N{MINUS SIGN}"))

    def _column(self, field: Field) -> TestColumn:
        return TestColumn(label_of(field), self.plan.unit(field), field.type == "quantity")

    def _notes(self, test: KindTest) -> Iterator[str]:
        longer = [other.label for other in self.plan.tests if other.label.startswith(test.label) and other is not test]
        for reason in self.evaluation["reasons"]:
            is_others = any(reason.startswith(label) for label in longer)
            if reason.startswith(test.label) and not test.is_about_row(reason) and not is_others:
                yield reason.removeprefix(f"{test.label}:").strip()

    def _boxes(self, test: KindTest) -> Iterator[Box]:
        for place in test.places_for(self.plan.service):
            for number, name in enumerate(place.boxes(self._count(test, place)), 1):
                label = label_of(place.field)
                yield self._box(name, place.field, f"{label} {number}" if place.is_list else label)

    def _count(self, test: KindTest, place: ReadingPlace) -> int:
        typed = box_count(place.box, self.values)
        if self.row_numbers is None:
            return typed
        return min(max(typed, LEAST_BOXES) + (SPARE if self.grow == test.code else 0), MAX_ROWS)

    def _rows(self, test: KindTest, results: list[Json]) -> Iterator[TestRow]:
        count = row_count(test.code, self.values)
        if self.row_numbers is None:
            row_numbers = list(range(len(results)))
        else:
            row_numbers = self.row_numbers.get(test.code, [])
            count = min(max(count, 1) + (self.grow == test.code), MAX_ROWS)
        judged = dict(zip(row_numbers, results, strict=False))
        for number in range(count):
            places = test.places_in_row(number)
            boxes = tuple(self._box(place.box, place.field, label_of(place.field)) for place in places)
            yield TestRow(
                number + 1, f"{test.code}-{number}", boxes, self._result(judged.get(number, {}), _figures(test))
            )

    def _box(self, name: str, field: Field, label: str) -> Box:
        return Box(
            name=name,
            label=label,
            type=field.type,
            text=self.values.get(name, ""),
            unit=self.plan.unit(field),
            hint=field.hint,
            error=self.errors.get(name, ""),
            required=field.required,
            choices=_choices(field),
            readings=self.readings.get(name, ()),
        )


def _figures(test: KindTest) -> list[Field]:
    return [field for field in test.results if field.type != "verdict"]


def _choices(field: Field) -> tuple[tuple[str, str], ...]:
    if field.type == "boolean":
        return ((YES, _("Ya")), (NO, _("Tidak")))
    return tuple((choice.value, label_of(choice)) for choice in field.choices)
