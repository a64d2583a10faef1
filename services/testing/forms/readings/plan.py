"""What a reading form asks: the tests of one instrument for one service, with pre-listed loads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from uttp.kinds import InvalidInput, Kind, Rules
from uttp.kinds.checked import MAX_ROWS
from uttp.kinds.describe import Field
from uttp.kinds.shapes import KindTest

Json = dict[str, Any]
Values = dict[str, str]  # name of the box -> what was typed into it
LONGEST_NAME = 100


@dataclass(frozen=True)
class Plan:
    kind: Kind
    service: str
    attributes: Mapping[str, Any]
    rules: Rules

    @cached_property
    def tests(self) -> tuple[KindTest, ...]:
        return self.kind.tests_for(self.attributes)

    @cached_property
    def suggested(self) -> Json:
        """The pre-listed loads; none where the name plate contradicts itself, which the evaluation then says."""
        try:
            return self.kind.suggested_rows(self.service, self.attributes, self.rules)
        except InvalidInput:
            return {}

    def unit(self, field: Field) -> str:
        return field.unit_in(self.attributes)


def box_count(stem: str, values: Values) -> int:
    """How many boxes stem-0, stem-1, ... were sent."""
    return _count(rf"{re.escape(stem)}-([0-9]+)", values)


def row_count(stem: str, values: Values) -> int:
    """How many rows with boxes such as stem-0-load, stem-1-load, ... were sent."""
    return _count(rf"{re.escape(stem)}-([0-9]+)-\w+", values)


def _count(pattern: str, values: Values) -> int:
    matches = (re.fullmatch(pattern, name) for name in values if len(name) < LONGEST_NAME)
    numbers = (int(match[1]) for match in matches if match)
    return max((number + 1 for number in numbers if number < MAX_ROWS), default=0)


def names_in(plan: Plan, values: Mapping[str, str]) -> Iterator[str]:
    """The names of this form's boxes among everything that was sent."""
    codes = {test.code for test in plan.tests}
    return (name for name in values if name.partition("-")[0] in codes)
