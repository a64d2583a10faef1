"""What a row of an old register says, and where its columns stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from uttp.columns.cells import Line
from uttp.columns.questions import Question
from uttp.enums import Verdict


@dataclass
class Entry:
    """An instrument and its owner.

    With `problems` it cannot be taken into the register, with `questions` not before somebody has answered them.
    `notes` are sentences on how its cells were understood.
    """

    line: Line
    owner: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    uttp_id: str = ""
    verdict: str = Verdict.SAH.value
    verified: dict[str, date | None] = field(default_factory=lambda: {"verified_on": None, "valid_until": None})
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.line.number


@dataclass(frozen=True)
class Places:
    """For each path its column, or a text that holds for all rows."""

    columns: Mapping[str, int]
    fixed: Mapping[str, str]

    @classmethod
    def of(cls, mapping: Mapping[str, Mapping[str, Any]]) -> "Places":
        """`mapping`: see RegisterImport."""
        return cls(
            {path: int(place["column"]) for path, place in mapping.items() if "column" in place},
            {path: str(place["fixed"]) for path, place in mapping.items() if "fixed" in place},
        )

    def text(self, line: Line, path: str) -> str:
        column = self.columns.get(path)
        return self.fixed.get(path, "") if column is None else line.text(column)

    def mark(self, line: Line, path: str) -> str:
        column = self.columns.get(path)
        return "" if column is None else line.marks.get(column, "")
