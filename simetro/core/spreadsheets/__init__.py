"""Tables that people bring (.xlsx, .xls, .ods, .csv), read as text without running anything in them."""

import codecs
import io
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.kit.text import HIDDEN
from simetro.core.spreadsheets.reader import MOST_COLUMNS, MOST_ROWS, SECONDS, TOO_MUCH, text_of
from simetro.core.spreadsheets.text import read_table

FIELD = "file"
LARGEST = 20_000_000  # bytes
UNPACKED = 400_000_000  # bytes of all that a workbook holds; it is read in pieces to count them
ENTRIES = 2_000
PIECE = 1_000_000
LOOKED_AT = 2_000  # bytes of a text that tell how it is encoded
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = ("vbaproject.bin", "macrosheets/", "basic/")
NAMED = 20  # lines that a sentence lists
# An apostrophe that tells a spreadsheet program to take what follows as text, which is how our own lists guard it too.
GUARDED = re.compile(r"'+[0-9=+@-]")
_HIDDEN = re.compile(f"[{HIDDEN}]")
# The child needs none of what this package imports, so it gets the package without running it.
CHILD = f"""
import sys, types
sys.path.append({str(Path(__file__).parents[3])!r})
package = sys.modules[{__name__!r}] = types.ModuleType({__name__!r})
package.__path__ = [{str(Path(__file__).parent)!r}]
from {__name__}.reader import main
sys.exit(main())
"""


class Mark(StrEnum):
    """What is unusual about a cell, which its text does not say."""

    ERROR = "error"  # of the spreadsheet program; the text is the error as one sees it
    UNCOMPUTED = "uncomputed"  # a formula without stored result; the text is the formula
    LONG = "long"  # a number whose last digits may be lost
    NUMBER = "number"  # any other number: its point parts decimals
    DAY = "day"  # a real day, in ISO 8601
    MERGED = "merged"  # with the cell above, whose text it has


@dataclass(frozen=True)
class SpreadsheetRow:
    """`number` is the one that the spreadsheet program shows at its side. `marks`: by column."""

    number: int
    cells: list[str]
    marks: dict[int, str] = field(default_factory=dict)
    is_hidden: bool = False
    fault: str = ""  # why its cells cannot be told apart, as a sentence


@dataclass(frozen=True)
class Spreadsheet:
    """`hidden_sheets`: names of those of the same file that were not read. `notes`: what was unusual, in sentences."""

    name: str
    rows: list[SpreadsheetRow]
    hidden_sheets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def to_json(sheets: list[Spreadsheet]) -> bytes:
    return json.dumps(sheets, default=_filled).encode()


def _filled(value: object) -> dict[str, object]:
    """The fields that hold anything."""
    return {name: held for name, held in vars(value).items() if held or name in ("name", "rows", "cells")}


def from_json(kept: bytes) -> list[Spreadsheet]:
    """What `to_json` has written, or what was kept when rows had only numbers and cells."""
    return [Spreadsheet(**{**sheet, "rows": [_row_of(**row) for row in sheet["rows"]]}) for sheet in json.loads(kept)]


def _row_of(marks: dict[str, str] | None = None, **facts: Any) -> SpreadsheetRow:
    return SpreadsheetRow(**facts, marks={int(column): mark for column, mark in (marks or {}).items()})


def read_sheets(content: bytes) -> list[Spreadsheet]:
    """The sheets that hold anything. Raises Invalid with a sentence that says what to do."""
    if len(content) > LARGEST:
        raise _refusal(_("Berkas lebih dari 20 MB. Bagi menjadi beberapa berkas."))
    if content.startswith(ZIP):
        _check_zip(content)
    sheets = _workbook(content) if content.startswith((ZIP, OLE)) else [_csv(content)]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise _refusal(_("Berkas ini kosong. Isi dulu tabelnya, lalu simpan dan unggah lagi."))
    return filled


def _refusal(sentence: str) -> Invalid:
    return Invalid.field(FIELD, sentence)


def _check_zip(content: bytes) -> None:
    """Refuses macros and zip bombs. Sizes are counted while unpacking, as the ZIP's own directory may lie."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(part in entry.filename.lower() for entry in entries for part in MACROS):
                raise _refusal(_("Berkas ini memuat makro. Simpan sebagai .xlsx biasa tanpa makro, lalu unggah lagi."))
            if len(entries) > ENTRIES or sum(_sizes(archive)) > UNPACKED:
                raise _too_large()
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise _unreadable() from error


def _sizes(archive: ZipFile) -> Iterator[int]:
    """The sizes of the pieces that are unpacked, until there are too many."""
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as file:
            while total <= UNPACKED and (piece := file.read(PIECE)):
                total += len(piece)
                yield len(piece)


def _too_large() -> Invalid:
    sentence = _("Tabelnya terlalu besar. Unggah paling banyak %(rows)s baris, tanpa baris kosong di bawahnya.")
    return _refusal(sentence % {"rows": MOST_ROWS})


def _unreadable() -> Invalid:
    return _refusal(_("Berkas ini tidak dapat dibaca. Buka di Excel, simpan sebagai .xlsx tanpa sandi, lalu unggah."))


def _workbook(content: bytes) -> list[Spreadsheet]:
    command = [sys.executable, "-I", "-c", CHILD]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode < 0 or done.returncode == TOO_MUCH or b"MemoryError" in done.stderr:
        raise _too_large()
    if done.returncode:
        raise _unreadable()
    sheets = json.loads(done.stdout)
    return [Spreadsheet(**{**sheet, "rows": [_row(*row) for row in sheet["rows"]]}) for sheet in sheets]


def _row(number: int, cells: list[str], marks: dict[str, str], is_hidden: bool) -> SpreadsheetRow:
    by_column = {int(column): mark for column, mark in marks.items()}
    return SpreadsheetRow(number, [_clean(cell) for cell in cells], by_column, is_hidden)


def _clean(cell: str) -> str:
    """The text without invisible characters, which copied text may contain, and without a guard before it."""
    seen = cell if cell.isprintable() else _HIDDEN.sub("", cell)
    return seen[1:] if GUARDED.match(seen) else seen


def _csv(content: bytes) -> Spreadsheet:
    table = read_table(_decoded(content))
    rows, torn = [], []
    for row in table.rows:
        cells = [_clean(text_of(cell)) for cell in row.cells]
        if not any(cells):
            continue
        rows.append(_text_row(row.number, cells, table.width))
        torn.extend([] if row.is_whole else [str(row.number)])
        if len(rows) > MOST_ROWS:
            raise _too_large()
    return Spreadsheet("", rows, notes=_notes(torn))


def _text_row(number: int, cells: list[str], width: int) -> SpreadsheetRow:
    fault = ""
    if len(cells) > width > 1:  # a delimiter within a cell: what stands behind it is in the wrong column
        facts = {"n": len(cells), "width": width}
        fault = _("Baris ini terbagi dalam %(n)s kolom, padahal tabelnya %(width)s kolom. Periksa pemisahnya.") % facts
    while cells and not cells[-1]:
        cells.pop()
    return SpreadsheetRow(number, cells[:MOST_COLUMNS], fault=fault)


def _notes(torn: list[str]) -> list[str]:
    if not torn:
        return []
    facts = {"lines": ", ".join(torn[:NAMED]), "n": len(torn)}
    sentence = _("Tanda kutip pada %(n)s baris tidak berpasangan, jadi dibaca per baris: %(lines)s. Periksa isinya.")
    return [sentence % facts]


def _decoded(content: bytes) -> str:
    """The text of a file: by its byte order mark or the zeros of UTF-16, else as UTF-8, else as Windows-1252."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable()


def _encodings(content: bytes) -> list[str]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    zeros = (content[:LOOKED_AT:2].count(0), content[1:LOOKED_AT:2].count(0))
    if sum(zeros) * 4 > len(content[:LOOKED_AT]):  # of most letters one byte of the two is zero
        return ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
    return ["utf-8-sig", "cp1252"]
