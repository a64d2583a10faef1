"""Readings as tables, whatever the kind: its tests say what the columns are, the Evaluation what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simetro.core.documents.tables import Column
from simetro.core.quantities import comma
from uttp.kinds.describe import Field, KindTest
from uttp.kinds.kind import Kind

VERDICTS = {"sah": "Sah", "batal": "Batal", "open": "Belum lengkap"}
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One test of one instrument. `given`: what was set or read beside the rows, as one line."""

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
        _result(kind.test(found["test"]), found, observations.get(found["test"]), attributes)
        for found in evaluation["tests"]
    )


def noted_facts(kind: Kind, attributes: Json, observations: Json) -> tuple[Fact, ...]:
    """Readings that are only written down, such as a totalizer."""
    return tuple(
        Fact(
            label=test.label,
            value=_with_unit(_show(test.fields[0], observations[test.code]), test.fields[0], attributes),
        )
        for test in kind.tests
        if not test.judged and test.shape == "value" and test.code in observations
    )


def answers(kind: Kind, observations: Json) -> tuple[Answers, ...]:
    """Every checklist that was begun, with each question that was answered."""
    return tuple(
        Answers(
            label=test.label,
            rows=tuple(
                (item.label, "Ya" if observations[test.code][item.code] else "Tidak")
                for item in test.items
                if item.code in observations[test.code]
            ),
        )
        for test in kind.tests
        if test.shape == "checklist" and observations.get(test.code)
    )


def unjudged(kind: Kind, attributes: Json, observations: Json, evaluation: Json) -> tuple[Finding, ...]:
    """What was read and the evaluation does not tell of, with its rows: too little of it yet, or only noted."""
    told = {found["test"] for found in evaluation["tests"]}
    return tuple(
        _as_read(test, observations[test.code], attributes)
        for test in kind.tests
        if test.shape != "checklist" and test.code in observations and test.code not in told
    )


def _as_read(test: KindTest, observed: Any, attributes: Json) -> Finding:
    rows = observed.get("rows") if test.shape == "record_rows" else observed if test.shape == "rows" else None
    return Finding(
        code=test.code,
        label=test.label,
        verdict="",
        given=_given(test, observed, attributes),
        table=_table(test, rows, attributes) if rows else None,
    )


def _result(test: KindTest, found: Json, observed: Any, attributes: Json) -> Finding:
    extra = {field.code: field for field in test.results}
    return Finding(
        code=test.code,
        label=test.label,
        verdict=found["verdict"],
        given=_given(test, observed, attributes),
        value=_optional(extra.get("value"), found.get("value"), attributes),
        limit=_optional(extra.get("limit"), found.get("limit"), attributes),
        table=_table(test, found["rows"], attributes) if found.get("rows") else None,
    )


def _given(test: KindTest, observed: Any, attributes: Json) -> str:
    if observed is None:
        return ""
    if test.shape == "checklist":
        return _answers(test, observed)
    if test.shape == "value":
        return _with_unit(_show(test.fields[0], observed), test.fields[0], attributes)
    if test.shape in ("record", "record_rows"):
        filled = (field for field in test.fields if field.code in observed)
        return "; ".join(
            f"{field.label} {_with_unit(_show(field, observed[field.code]), field, attributes)}" for field in filled
        )
    return ""


def _answers(test: KindTest, answers: Json) -> str:
    failed = [item.label for item in test.items if answers.get(item.code) is False]
    if failed:
        return "Jawaban “Tidak” untuk: " + "; ".join(f"“{label}”" for label in failed)
    return f"{len(answers)} butir memenuhi"


def _table(test: KindTest, rows: Sequence[Json], attributes: Json) -> Table:
    """Columns that no row fills are left out."""
    fields = [field for field in (*test.columns, *test.results) if any(field.code in row for row in rows)]
    filled = [_column(field, rows) for field in fields]
    return Table(
        columns=tuple(_heading(field, attributes) for field in fields),
        rows=tuple(zip(*filled, strict=True)),
    )


def _heading(field: Field, attributes: Json) -> Column:
    numeric = field.type in ("quantity", "quantities")
    return Column(label=field.label, unit=_unit(field, attributes), align="right" if numeric else "left")


def _column(field: Field, rows: Iterable[Json]) -> Iterator[str]:
    shown = [_show(field, row[field.code]) if field.code in row else "" for row in rows]
    return _level(shown) if field.type == "quantity" else iter(shown)


def _level(numbers: Sequence[str]) -> Iterator[str]:
    """The same number of decimals in one column, so that the commas stand below each other."""
    decimals = max(len(number.partition(",")[2]) for number in numbers)
    for number in numbers:
        whole, _, part = number.partition(",")
        yield f"{whole},{part.ljust(decimals, '0')}" if number and decimals else number


def _show(field: Field, value: Any) -> str:
    if field.type == "quantity":
        sign = "±" if field.code == "mpe" else ""
        return sign + comma(str(value))
    if field.type == "quantities":
        return "; ".join(comma(str(one)) for one in value)
    if field.type == "boolean":
        return "Ya" if value else "Tidak"
    if field.type == "verdict":
        return VERDICTS[value]
    return {choice.value: choice.label for choice in field.choices}.get(value, str(value))


def _unit(field: Field, attributes: Json) -> str:
    return str(attributes.get(field.unit_from, "")) if field.unit_from else field.unit


def _with_unit(shown: str, field: Field, attributes: Json) -> str:
    return f"{shown} {_unit(field, attributes)}".strip()


def _optional(field: Field | None, value: Any, attributes: Json) -> str:
    return "" if field is None or value is None else _with_unit(_show(field, value), field, attributes)
