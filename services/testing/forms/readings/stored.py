"""What was stored, back in the boxes where it was typed."""

from collections.abc import Iterator
from typing import Any

from services.testing.forms.readings.plan import (
    Json,
    Plan,
    Values,
    answer_text,
    canonical,
    cell_name,
    field_name,
    has_rows,
    item_name,
)
from uttp.kinds.describe import KindTest


def initial_values(plan: Plan, observations: Json) -> Values:
    """The form as it opens: what was typed so far, and what is pre-listed where nothing was typed yet."""
    return dict(_boxes(plan, observations, pre_listed=True))


def stored_values(plan: Plan, observations: Json) -> Values:
    """Only what was typed."""
    return dict(_boxes(plan, observations, pre_listed=False))


def _boxes(plan: Plan, observations: Json, *, pre_listed: bool) -> Iterator[tuple[str, str]]:
    for test in plan.tests:
        found = observations.get(test.code)
        if test.shape == "checklist":
            for code, answer in (found or {}).items():
                yield item_name(test, code), answer_text(answer)
        elif test.shape == "value":
            if found is not None:
                yield test.code, canonical(test.fields[0], found)
        else:
            yield from _fields(plan, test, found, pre_listed=pre_listed)
            yield from _rows(plan, test, found, pre_listed=pre_listed)


def _fields(plan: Plan, test: KindTest, found: Any, *, pre_listed: bool) -> Iterator[tuple[str, str]]:
    if test.shape == "rows":
        return
    suggested = plan.suggested_fields(test) if pre_listed else {}
    record = {**suggested, **(found or {})}
    for described in test.fields:
        value, name = record.get(described.code), field_name(test, described)
        if described.type == "quantities":
            for number, one in enumerate(value or ()):
                yield f"{name}-{number}", canonical(described, one)
        elif value is not None:
            yield name, canonical(described, value)


def _rows(plan: Plan, test: KindTest, found: Any, *, pre_listed: bool) -> Iterator[tuple[str, str]]:
    if not has_rows(test):
        return
    rows: list[Json] = (found or {}).get("rows", []) if test.shape == "record_rows" else found or []
    shown = _merged(plan.suggested_rows(test), rows) if pre_listed else rows
    for number, row in enumerate(shown):
        for column in test.columns:
            if column.code in row:
                yield cell_name(test, number, column), canonical(column, row[column.code])


def _merged(suggested: list[Json], rows: list[Json]) -> list[Json]:
    """Each pre-listed row with the reading that was typed into it, then the rows that were added."""
    left = list(rows)
    shown = []
    for offered in suggested:
        typed = next((row for row in left if offered.items() <= row.items()), None)
        if typed is not None:
            left.remove(typed)
        shown.append(typed or offered)
    return shown + left
