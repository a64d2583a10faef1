"""A program of its own, with bounded memory and time: whatever a hostile file does to the parser, it does here.

Takes a workbook on standard input and says its visible sheets as JSON, each with the names of the hidden ones:
[{"name": ..., "rows": [[number, [cell], {column: mark}, is_hidden]], "hidden_sheets": [...]}]. Every cell is text;
empty rows are left out; a cell that was merged downwards stands in each of its rows.
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

from simetro.core.spreadsheets.specials import Specials, specials_of

MEMORY = 1_500_000_000  # bytes
SECONDS = 60
MOST_ROWS, MOST_COLUMNS = 60_000, 100
MOST_TEXT = 50_000_000  # characters: one long text may stand in many cells of a small file
TOO_MUCH = 3  # exit code
MOST_EXACT = 10**15  # from here on a number of a spreadsheet program may have lost digits
LONG, NUMBER, DAY, MERGED = "long", "number", "day", "merged"  # marks, see Mark
Row = tuple[int, list[str], dict[int, str], bool]


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    content = sys.stdin.buffer.read()
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    of = specials_of(content)
    worksheets = [about for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
    hidden = [about.name for about in worksheets if about.visible != SheetVisibleEnum.Visible]
    sheets, left, text_left = [], MOST_ROWS, MOST_TEXT
    for about in worksheets:
        if about.name not in hidden:
            rows = []
            for row in _rows(book.get_sheet_by_name(about.name), of(about.name)):
                rows.append(row)
                left -= 1
                text_left -= sum(map(len, row[1]))
                if left < 0 or text_left < 0:
                    return TOO_MUCH
            sheets.append({"name": about.name, "rows": rows, "hidden_sheets": hidden})
    json.dump(sheets, sys.stdout)
    return 0


def _rows(sheet: CalamineSheet, specials: Specials) -> Iterator[Row]:
    """Number, cells, marks by column and whether it is hidden, of each row that holds anything."""
    merged = _merged_down(sheet)
    _row, left = sheet.start or (0, 0)
    by_row = specials.by_row(left)
    above: dict[int, str] = {}
    for index, row in enumerate(sheet.iter_rows()):
        cells = [text_of(cell) for cell in row[:MOST_COLUMNS]]
        marks = {column: mark for column, cell in enumerate(row[:MOST_COLUMNS]) if (mark := mark_of(cell))}
        for column, (text, mark) in by_row.get(index, {}).items():
            _put(cells, marks, column, text, mark)
        for column in merged.get(index, ()):
            if not cells[column]:
                _put(cells, marks, column, above.get(column, ""), MERGED)
        above = {column: cells[column] for column in merged.get(index + 1, ())}
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield index + 1, cells, marks, index in specials.hidden_rows


def _put(cells: list[str], marks: dict[int, str], column: int, text: str, mark: str) -> None:
    if column >= MOST_COLUMNS:
        return
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = " ".join(text.split())
    marks.pop(column, None)
    if mark and text:
        marks[column] = mark


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


def mark_of(cell: Any) -> str:
    """What is unusual about a value of the parser."""
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, int | float):
        return LONG if abs(cell) >= MOST_EXACT else NUMBER
    is_day = isinstance(cell, datetime.date) and (not isinstance(cell, datetime.datetime) or _is_midnight(cell))
    return DAY if is_day else ""


def _is_midnight(moment: datetime.datetime) -> bool:
    return moment.time() == datetime.time()


def text_of(cell: Any) -> str:
    """A cell as text: a number without exponent, a day in ISO 8601, a text in one line."""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, int | float):
        return format(Decimal(format(cell, ".15g")), "f")
    if isinstance(cell, datetime.datetime) and _is_midnight(cell):
        return cell.date().isoformat()
    return str(cell)
