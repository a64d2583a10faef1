"""A program of its own, with bounded memory and time: whatever a hostile file does to the parser, it does here.

Takes a workbook on standard input and says its visible sheets as JSON: [{"name": ..., "rows": [[number, [cell]]]}].
Every cell is text; empty rows are left out; a cell that was merged downwards stands in each of its rows.
"""

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 1_500_000_000  # bytes
SECONDS = 60
MOST_ROWS, MOST_COLUMNS = 60_000, 100
MOST_TEXT = 50_000_000  # characters: one long text may stand in many cells of a small file
TOO_MUCH = 3  # exit code


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets, left, text_left = [], MOST_ROWS, MOST_TEXT
    for about in book.sheets_metadata:
        if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
            rows = []
            for row in _rows(book.get_sheet_by_name(about.name)):
                rows.append(row)
                left -= 1
                text_left -= sum(map(len, row[1]))
                if left < 0 or text_left < 0:
                    return TOO_MUCH
            sheets.append({"name": about.name, "rows": rows})
    json.dump(sheets, sys.stdout)
    return 0


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    merged = _merged_down(sheet)
    above: dict[int, str] = {}
    for index, row in enumerate(sheet.iter_rows()):
        cells = [text_of(cell) for cell in row[:MOST_COLUMNS]]
        for column in merged.get(index, ()):
            cells[column] = cells[column] or above.get(column, "")
        above = {column: cells[column] for column in merged.get(index + 1, ())}
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield index + 1, cells


def _merged_down(sheet: CalamineSheet) -> dict[int, list[int]]:
    """For each row the columns whose cell is merged with the one above; columns count from the first used one."""
    columns: dict[int, list[int]] = {}
    _row, left = sheet.start or (0, 0)
    last_row, last_column = sheet.end or (0, 0)
    for (first, column), (last, _column) in sheet.merged_cell_ranges or ():
        if left <= column <= min(last_column, left + MOST_COLUMNS - 1):
            for row in range(first + 1, min(last, last_row) + 1):
                columns.setdefault(row, []).append(column - left)
    return columns


def text_of(cell: Any) -> str:
    """A cell as text: a number without exponent, a day in ISO 8601, a text in one line."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return format(Decimal(format(cell, ".15g")), "f")
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


if __name__ == "__main__":
    sys.exit(main())
