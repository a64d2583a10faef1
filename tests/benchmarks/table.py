"""One line of `make bench`, and the table of all."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """`ratio` is value by baseline; `baseline` says what it was measured against, in the same run."""

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float | None = None


HEADINGS = ("what", "value", "unit", "against", "ratio")


def show(rows: Iterable[Row]) -> str:
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return row.name, f"{row.value:,.1f}", row.unit, row.baseline, ratio
