"""One line of `make endure`, and the table of all."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    """`blows`: kills and faults together; `note` says what else they left behind, which is as it should be."""

    name: str
    blows: int
    wanted: int
    lost: int
    doubled: int
    note: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.lost and not self.doubled


def count(name: str, blows: int, *, wanted: Iterable[Hashable], found: Iterable[Hashable], note: str = "") -> Count:
    """What was wanted and is not there is lost; what is there twice, or was never wanted, is doubled."""
    due, there = Counter(wanted), Counter(found)
    lost, doubled = (due - there).total(), (there - due).total()
    return Count(name, blows, due.total(), lost, doubled, note)


HEADINGS = ("what", "kills and faults", "wanted", "lost", "doubled", "seconds", "beside")


def show(timed: Iterable[tuple[Count, float]]) -> str:
    lines = [HEADINGS, *(_cells(row, seconds) for row, seconds in timed)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def _cells(row: Count, seconds: float) -> tuple[str, ...]:
    return (row.name, *map(str, (row.blows, row.wanted, row.lost, row.doubled)), f"{seconds:.0f}", row.note)
