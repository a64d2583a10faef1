"""Tables that people bring (.xlsx, .xls, .ods, .csv), read as text without running anything in them."""

import codecs
import csv
import io
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.kit.text import HIDDEN
from simetro.core.spreadsheets.reader import (
    MOST_COLUMNS,
    MOST_ROWS,
    SECONDS,
    TOO_MUCH,
    text_of,
)

FIELD = "file"
LARGEST = 20_000_000  # bytes
UNPACKED = 400_000_000  # bytes of all that a workbook holds; it is read in pieces to count them
ENTRIES = 2_000
PIECE = 1_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = ("vbaproject.bin", "macrosheets/", "basic/")
DELIMITERS = ";,\t|"
_HIDDEN = re.compile(f"[{HIDDEN}]")
READER = Path(__file__).with_name("reader.py")


@dataclass(frozen=True)
class SpreadsheetRow:
    """`number` is the one that the spreadsheet program shows at its side."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Spreadsheet:
    name: str
    rows: list[SpreadsheetRow]


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
    command = [sys.executable, "-I", str(READER)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode < 0 or done.returncode == TOO_MUCH or b"MemoryError" in done.stderr:
        raise _too_large()
    if done.returncode:
        raise _unreadable()
    return [Spreadsheet(sheet["name"], [_row(*row) for row in sheet["rows"]]) for sheet in json.loads(done.stdout)]


def _row(number: int, cells: list[str]) -> SpreadsheetRow:
    return SpreadsheetRow(number, [_clean(cell) for cell in cells])


def _clean(cell: str) -> str:
    """The text without invisible characters, which copied text may contain."""
    return cell if cell.isprintable() else _HIDDEN.sub("", cell)


def _csv(content: bytes) -> Spreadsheet:
    text = _decoded(content)
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(DELIMITERS, key=first.count)
    rows = []
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            cells = [_clean(text_of(cell)) for cell in line[:MOST_COLUMNS]]
            if any(cells):
                rows.append(SpreadsheetRow(number, cells))
            if len(rows) > MOST_ROWS:
                raise _too_large()
    except csv.Error as error:
        raise _unreadable() from error
    return Spreadsheet("", rows)


def _decoded(content: bytes) -> str:
    """The text of a file: decoded by its byte order mark, else as UTF-8, else as Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unreadable()
