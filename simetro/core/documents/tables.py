"""Tables on paper, with column widths decided here: letting the renderer find them out takes a third of its time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

CHARACTERS = 103  # small letters on one line of a page-wide table
WIDEST = 60  # a longer text wraps, and so does a longer word
BOLD = 1.07  # how much wider a heading is


@dataclass(frozen=True, kw_only=True)
class PrintedColumn:
    label: str
    unit: str = ""
    align: Literal["left", "right"] = "left"

    @property
    def gap(self) -> int:
        """The space to the right neighbour."""
        return 4 if self.align == "right" else 2

    @property
    def heading(self) -> str:
        if not self.unit:
            return self.label
        return (
            f"{self.label.removesuffix(')')}, {self.unit})"
            if self.label.endswith(")")
            else f"{self.label} ({self.unit})"
        )


@dataclass(frozen=True)
class Cell:
    text: str
    css: str = ""


@dataclass(frozen=True)
class PrintedGroup:
    """Rows that belong together and stay on one page; without a heading where there is only one group."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    title: str
    columns: tuple[PrintedColumn, ...]
    groups: tuple[PrintedGroup, ...]

    @cached_property
    def is_dense(self) -> bool:
        """Whether its longest words fit the page only in small print."""
        return sum(low + column.gap for (low, _), column in zip(self._needs, self.columns, strict=True)) > CHARACTERS

    @property
    def widths(self) -> tuple[str, ...]:
        """Column widths for CSS: every column fits its longest word, longer texts share what is left."""
        spaces = [column.gap / 2 if self.is_dense else column.gap for column in self.columns]
        needs = [(low + space, high + space) for (low, high), space in zip(self._needs, spaces, strict=True)]
        least, most = sum(low for low, _ in needs), sum(high for _, high in needs)
        spare = min(1.0, max(0.0, (CHARACTERS - least) / (most - least))) if most > least else 1.0
        widths = [low + spare * (high - low) for low, high in needs]
        return tuple(f"{100 * width / sum(widths):.1f}%" for width in widths)

    @cached_property
    def _needs(self) -> list[tuple[float, float]]:
        rows = [row for group in self.groups for row in group.rows]
        return [_needs(column, [row[at].text for row in rows]) for at, column in enumerate(self.columns)]


def group(
    columns: Sequence[PrintedColumn], rows: Iterable[Sequence[str]], heading: str = "", bold: str = ""
) -> PrintedGroup:
    """Rows of texts as a printed group; a cell that is or begins with `bold` is printed bold."""
    styles = ["n" if column.align == "right" else "" for column in columns]
    return PrintedGroup(
        heading, tuple(tuple(_cell(*pair, bold) for pair in zip(row, styles, strict=True)) for row in rows)
    )


def _cell(text: str, style: str, bold: str) -> Cell:
    return Cell(text, "fail" if bold and text.startswith(bold) else style)


def _needs(column: PrintedColumn, texts: Sequence[str]) -> tuple[float, float]:
    """The width that the longest word needs, and the one that the longest text needs."""
    words = (word for text in texts for word in text.split())
    low = min(WIDEST, max((1.0, *map(_room, words), *(BOLD * _room(word) for word in column.heading.split()))))
    high = max(map(_room, texts), default=0.0)
    return low, max(low, min(WIDEST, high))


def _room(text: str) -> float:
    """Width of a text in small letters of Inter: capitals and figures are wider, blanks and points narrower."""
    return sum(map(_width, text))


def _width(char: str) -> float:
    if char in "mwMW":
        return 1.6
    if char.islower():
        return 1
    if char.isupper():
        return 1.3
    return 1.15 if char.isalnum() else 0.6
