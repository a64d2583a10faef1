"""Tables on paper, with column widths decided here: letting the renderer find them out takes a third of its time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

CHARACTERS = 103  # small letters on one line of a page-wide table
WIDEST = 60  # a longer text wraps, and so does a longer word
BOLD = 1.07  # how much wider a heading is


@dataclass(frozen=True, kw_only=True)
class Column:
    label: str
    unit: str = ""
    align: Literal["left", "right"] = "left"

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
class Group:
    """Rows that belong together and stay on one page; without a heading where there is only one group."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]

    @property
    def widths(self) -> tuple[str, ...]:
        """As CSS writes them: every column holds its longest word, longer texts share what is left."""
        rows = [row for group in self.groups for row in group.rows]
        needs = [_needs(column, [row[at].text for row in rows]) for at, column in enumerate(self.columns)]
        least, most = sum(low for low, _ in needs), sum(high for _, high in needs)
        spare = min(1.0, max(0.0, (CHARACTERS - least) / (most - least))) if most > least else 1.0
        widths = [low + spare * (high - low) for low, high in needs]
        return tuple(f"{100 * width / sum(widths):.1f}%" for width in widths)


def group(columns: Sequence[Column], rows: Iterable[Sequence[str]], heading: str = "", bold: str = "") -> Group:
    """Cells that are `bold`, or begin with it, stand out."""
    styles = ["n" if column.align == "right" else "" for column in columns]
    return Group(heading, tuple(tuple(_cell(*pair, bold) for pair in zip(row, styles, strict=True)) for row in rows))


def _cell(text: str, style: str, bold: str) -> Cell:
    return Cell(text, "fail" if bold and text.startswith(bold) else style)


def _needs(column: Column, texts: Sequence[str]) -> tuple[float, float]:
    """Room for the longest word and for the longest text, with the space to the right neighbour."""
    gap = 4 if column.align == "right" else 2
    words = (word for text in texts for word in text.split())
    low = min(WIDEST, max((1.0, *map(_room, words), *(BOLD * _room(word) for word in column.heading.split()))))
    high = max(map(_room, texts), default=0.0)
    return low + gap, max(low, min(WIDEST, high)) + gap


def _room(text: str) -> float:
    """In small letters of Inter: capitals and figures are wider, blanks and points narrower."""
    return sum(1 if char.islower() else 1.3 if char.isupper() else 1.15 if char.isalnum() else 0.6 for char in text)
