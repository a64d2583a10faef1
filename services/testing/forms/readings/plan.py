"""Which boxes a form has: their names follow from the tests of the kind and from how many rows were sent.

checklist    visual-nameplate
value        zero_error
record       tare-base, repeatability-indications-0
rows         accuracy-0-load
record_rows  eccentricity-load, eccentricity-0-indication
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from uttp.kinds import InvalidInput, Kind, Rules
from uttp.kinds.describe import Field, KindTest

Json = dict[str, Any]
Values = dict[str, str]  # name of the box -> what was typed into it
MOST_ROWS = 200  # as many as a kind reads
LONGEST_NAME = 100
LEAST_WEIGHINGS = 3  # boxes to begin with where a field takes several quantities
YES, NO = "ya", "tidak"


@dataclass(frozen=True)
class Plan:
    """The tests of one instrument for one service, and the loads to begin with."""

    kind: Kind
    service: str
    attributes: Mapping[str, Any]
    rules: Rules

    @cached_property
    def tests(self) -> tuple[KindTest, ...]:
        return self.kind.tests_for(self.attributes)

    @cached_property
    def suggested(self) -> Json:
        """Nothing where the name plate contradicts itself: the evaluation says so beside the form."""
        try:
            return self.kind.suggested_rows(self.service, self.attributes, self.rules)
        except InvalidInput:
            return {}

    def suggested_rows(self, test: KindTest) -> list[Json]:
        found = self.suggested.get(test.code, [])
        rows: list[Json] = found.get("rows", []) if isinstance(found, dict) else found
        return rows

    def suggested_fields(self, test: KindTest) -> Json:
        found = self.suggested.get(test.code, {})
        return {key: value for key, value in found.items() if key != "rows"} if isinstance(found, dict) else {}

    def unit(self, described: Field) -> str:
        return str(self.attributes.get(described.unit_from, "")) if described.unit_from else described.unit


def has_rows(test: KindTest) -> bool:
    return test.shape in ("rows", "record_rows")


def item_name(test: KindTest, code: str) -> str:
    return f"{test.code}-{code}"


def field_name(test: KindTest, described: Field) -> str:
    return test.code if test.shape == "value" else f"{test.code}-{described.code}"


def cell_name(test: KindTest, number: int, column: Field) -> str:
    return f"{test.code}-{number}-{column.code}"


def row_count(test: KindTest, values: Values) -> int:
    return _count(rf"{re.escape(test.code)}-([0-9]+)-\w+", values)


def weighing_count(test: KindTest, described: Field, values: Values) -> int:
    return _count(rf"{re.escape(field_name(test, described))}-([0-9]+)", values)


def _count(pattern: str, values: Iterable[str]) -> int:
    found = (re.fullmatch(pattern, name) for name in values if len(name) < LONGEST_NAME)
    numbers = (int(match[1]) for match in found if match)
    return max((number + 1 for number in numbers if number < MOST_ROWS), default=0)


def names_in(plan: Plan, values: Mapping[str, str]) -> Iterator[str]:
    """The boxes of this form among everything that was sent."""
    codes = {test.code for test in plan.tests}
    return (name for name in values if name.partition("-")[0] in codes)


def canonical(described: Field, value: Any) -> str:
    """What stands in a box: the decimal comma that people type."""
    if described.type == "boolean":
        return answer_text(value)
    return str(value).replace(".", ",") if described.type in ("quantity", "quantities") else str(value)


def answer_text(answer: bool) -> str:
    return YES if answer else NO
