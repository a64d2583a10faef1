"""Workbooks that people fill in: the first row names the columns."""

import io
from collections.abc import Sequence
from typing import Protocol

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILLED_IN = 1_000  # rows that a template prepares
LONGEST_LIST = 250  # letters that Excel takes for the choices of a cell
NARROWEST, WIDEST = 12, 34
HEAD, HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="E8EDF4")
EXAMPLE, EXAMPLE_FILL = Font(italic=True, color="5B6470"), PatternFill("solid", fgColor="F6F7F9")
REQUIRED = " *"  # behind the head of a column that has to be filled in
AS_TEXT = "@"


class WrittenColumn(Protocol):
    """A column to fill in: `hint` is shown at its head, `choices` in its cells."""

    @property
    def label(self) -> str: ...
    @property
    def hint(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def choices(self) -> Sequence[str]: ...


def template(title: str, columns: Sequence[WrittenColumn], example: Sequence[str] = ()) -> bytes:
    """A table to fill in, whose cells are text so that Excel turns no serial number into a number.

    `example`: the texts of a row that shows how it is done.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title_of(title)
    for index, column in enumerate(columns, 1):
        _head(sheet, index, column)
    for index, text in enumerate(example, 1):
        cell = sheet.cell(row=2, column=index, value=text or None)
        cell.font, cell.fill = EXAMPLE, EXAMPLE_FILL
    sheet.freeze_panes = "A2"
    return _saved(book)


def _head(sheet: Worksheet, index: int, column: WrittenColumn) -> None:
    letter = get_column_letter(index)
    cell = sheet.cell(row=1, column=index, value=f"{column.label}{REQUIRED if column.required else ''}")
    cell.font, cell.fill, cell.alignment = HEAD, HEAD_FILL, Alignment(wrap_text=True, vertical="top")
    if column.hint:
        cell.comment = Comment(column.hint, "Simetro", width=300, height=90)
    sheet.column_dimensions[letter].width = max(NARROWEST, min(WIDEST, len(column.label) + 4))
    sheet.column_dimensions[letter].number_format = AS_TEXT
    listed = ",".join(column.choices)
    if listed and len(listed) <= LONGEST_LIST:
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.add(f"{letter}2:{letter}{FILLED_IN}")
        sheet.add_data_validation(rule)
    for row in range(2, FILLED_IN + 1):
        sheet.cell(row=row, column=index).number_format = AS_TEXT


def title_of(text: str) -> str:
    """The title cut to what Excel allows as a sheet's name."""
    return text[:31].translate(str.maketrans("[]:*?/\\", "       "))


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
