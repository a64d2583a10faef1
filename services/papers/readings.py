"""Readings as tables, for every kind: the kind's tests give the columns, the evaluation gives the results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simetro.core.documents.tables import PrintedColumn
from uttp.kinds.describe import Field
from uttp.kinds.kind import Kind
from uttp.kinds.shapes import KindTest
from uttp.kinds.wording import INDONESIAN

VERDICTS = INDONESIAN.verdicts
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class PrintedFact:
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Table:
    columns: tuple[PrintedColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The result of one test of one instrument. `given`: in one line, what was set or read outside its rows."""

    code: str
    label: str
    verdict: str
    given: str = ""
    value: str = ""
    limit: str = ""
    table: Table | None = None


@dataclass(frozen=True, kw_only=True)
class Answers:
    """A checklist, question by question."""

    label: str
    rows: tuple[tuple[str, str], ...]


def findings(kind: Kind, attributes: Json, observations: Json, evaluation: Json) -> tuple[Finding, ...]:
    """Every judged test, in the order of the evaluation."""
    return tuple(
        _as_judged(kind.test(result["test"]), result, observations.get(result["test"]), attributes)
        for result in evaluation["tests"]
    )


def noted_facts(kind: Kind, attributes: Json, observations: Json) -> tuple[PrintedFact, ...]:
    """Readings that are not judged, such as a totalizer."""
    return tuple(
        PrintedFact(label=test.label, value=test.given(observations[test.code], attributes))
        for test in kind.tests
        if not test.judged and test.code in observations
    )


def answers(kind: Kind, observations: Json) -> tuple[Answers, ...]:
    """Every checklist that was begun, with the questions that were answered."""
    return tuple(
        Answers(label=test.label, rows=tuple(_answered(test, observations[test.code])))
        for test in kind.tests
        if test.asks and observations.get(test.code)
    )


def _answered(test: KindTest, observed: Json) -> Iterator[tuple[str, str]]:
    for place in test.places():
        if place.key in observed:
            yield place.field.label, place.field.show(observed[place.key])


def unjudged(kind: Kind, attributes: Json, observations: Json, evaluation: Json) -> tuple[Finding, ...]:
    """Readings that the evaluation does not judge: those of an unfinished test, and those that are only noted."""
    judged = {result["test"] for result in evaluation["tests"]}
    return tuple(
        _as_read(test, observations[test.code], attributes)
        for test in kind.tests
        if not test.asks and test.code in observations and test.code not in judged
    )


def _as_read(test: KindTest, observed: Any, attributes: Json) -> Finding:
    return Finding(
        code=test.code,
        label=test.label,
        verdict="",
        given=test.given(observed, attributes),
        table=_table(test, test.rows_in(observed), attributes),
    )


def _as_judged(test: KindTest, result: Json, observed: Any, attributes: Json) -> Finding:
    shown = {
        field.code: field.show_in(attributes, result[field.code]) for field in test.results if field.code in result
    }
    return Finding(
        code=test.code,
        label=test.label,
        verdict=result["verdict"],
        given=test.given(observed, attributes),
        value=shown.get("value", ""),
        limit=shown.get("limit", ""),
        table=_table(test, result.get("rows", []), attributes),
    )


def _table(test: KindTest, rows: Sequence[Json], attributes: Json) -> Table | None:
    """The rows as a table, without columns that no row fills."""
    if not rows:
        return None
    fields = [field for field in (*test.columns, *test.results) if any(field.code in row for row in rows)]
    return Table(
        columns=tuple(_heading(field, attributes) for field in fields),
        rows=tuple(zip(*(_column(field, rows) for field in fields), strict=True)),
    )


def _heading(field: Field, attributes: Json) -> PrintedColumn:
    return PrintedColumn(
        label=field.label, unit=field.unit_in(attributes), align="right" if field.is_number else "left"
    )


def _column(field: Field, rows: Iterable[Json]) -> Iterator[str]:
    shown = [field.show(row[field.code]) if field.code in row else "" for row in rows]
    return _level(shown) if field.type == "quantity" else iter(shown)


def _level(numbers: Sequence[str]) -> Iterator[str]:
    """Gives all numbers of a column the same number of decimals, so that the commas stand below each other."""
    decimals = max(len(number.partition(",")[2]) for number in numbers)
    for number in numbers:
        whole, _, part = number.partition(",")
        yield f"{whole},{part.ljust(decimals, '0')}" if number and decimals else number
