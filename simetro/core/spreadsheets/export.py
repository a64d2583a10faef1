"""Lists that people take along: row by row into a file, never all of them in memory.

Cells that a spreadsheet program would run as a formula are told apart by an apostrophe. Quantities go in as the text
that the database holds, with a decimal comma; dates are dates where the format has them.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from simetro.core.kit.text import Text
from simetro.core.spreadsheets import GUARDED
from simetro.core.spreadsheets.writer import (
    HEAD,
    HEAD_FILL,
    NARROWEST,
    WIDEST,
    title_of,
)

Value = str | Promise | int | Decimal | date | None
Cell = str | int | Decimal | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BATCH = 500  # rows that are joined into one piece of a streamed file
KEPT = 1_000_000  # bytes of a workbook that stay in memory before it goes to the disk


@dataclass(frozen=True)
class ExportField:
    """One column of a list: its heading, and the function that gives the value of a row."""

    label: Text
    value: Callable[[Any], Value]


def safe(value: Value) -> Cell:
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    if value is None or isinstance(value, int | Decimal | date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA) or GUARDED.match(text) else text


def workbook_of(title: str, fields: Sequence[ExportField], rows: Iterable[Any]) -> IO[bytes]:
    """A temporary file with the workbook, open at its beginning; it is deleted when it is closed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title_of(title))
    sheet.freeze_panes = "A2"
    for index, field in enumerate(fields, 1):
        width = max(NARROWEST, min(WIDEST, len(str(field.label)) + 8))
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_heading(sheet, field) for field in fields])
    for row in rows:
        sheet.append([safe(field.value(row)) for field in fields])
    # The answer that serves the file closes it.
    file = tempfile.SpooledTemporaryFile(max_size=KEPT)  # noqa: SIM115
    book.save(file)
    file.seek(0)
    return file


def _heading(sheet: Any, field: ExportField) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=str(field.label))
    cell.font, cell.fill = HEAD, HEAD_FILL
    return cell


def csv_of(fields: Sequence[ExportField], rows: Iterable[Any]) -> Iterator[bytes]:
    """The CSV in pieces; the mark at the beginning tells Excel that it is UTF-8."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";").writerow
    out.write("\ufeff")
    write([str(field.label) for field in fields])
    for number, row in enumerate(rows, 1):
        write([safe(field.value(row)) for field in fields])
        if number % BATCH == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    piece = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return piece
