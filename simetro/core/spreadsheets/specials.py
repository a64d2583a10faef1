"""What the parser of workbooks does not tell: errors, formulas without result, codes by number format, hidden rows.

Runs in the bounded child of reader.py and reads the XML of .xlsx and .ods itself, only where there may be any.
"""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, fromstring, iterparse
from xml.etree.ElementTree import parse as parse_xml
from zipfile import ZipFile

from simetro.core.spreadsheets.formats import shown

ERROR, UNCOMPUTED = "error", "uncomputed"
Place = tuple[int, int]  # row and column, both from 0
_REFERENCE = re.compile(r"([A-Z]+)([0-9]+)")
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*hidden="(?:1|true)")[^>]*>')
_ROW_NUMBER = re.compile(rb' r="([0-9]+)"')
_ODS_HIDDEN = ("collapse", "filter")
MOST_REPEATED = 1_000  # rows or cells that one element of an .ods stands for; more are empty


@dataclass
class Specials:
    """Of one sheet: text and mark of cells by their place, and the rows that are hidden."""

    cells: dict[Place, tuple[str, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

    def by_row(self, left: int) -> dict[int, dict[int, tuple[str, str]]]:
        """The cells by row and then by column, which counts from `left`."""
        rows: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
        for (row, column), special in self.cells.items():
            if column >= left:
                rows[row][column - left] = special
        return rows


def specials_of(content: bytes) -> Callable[[str], Specials]:
    """What gives the specials of a sheet by its name; nothing for other files than .xlsx and .ods."""
    if not content.startswith(b"PK"):
        return lambda name: Specials()
    archive = ZipFile(io.BytesIO(content))
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return _Xlsx(archive).of
    if "content.xml" in names:
        sheets = dict(_ods(archive.open("content.xml")))
        return lambda name: sheets.get(name, Specials())
    return lambda name: Specials()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _named(element: Element, name: str) -> str:
    """The attribute with this name, whatever its namespace."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


class _Xlsx:
    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        targets = {_named(row, "Id"): _named(row, "Target") for row in self._root("xl/_rels/workbook.xml.rels")}
        sheets = [row for row in self._root("xl/workbook.xml").iter() if _local(row) == "sheet"]
        self._paths = {_named(row, "name"): _path(targets.get(_named(row, "id"), "")) for row in sheets}
        self._codes = self._formats()

    def _root(self, name: str) -> Element:
        with self._archive.open(name) as file:
            return parse_xml(file).getroot()  # noqa: S314 - in a child with bounded memory and time

    def _formats(self) -> dict[str, str]:
        """By index of a cell's style, the code of a number format that somebody made."""
        if "xl/styles.xml" not in self._archive.namelist():
            return {}
        root = self._root("xl/styles.xml")
        made = {_named(row, "numFmtId"): _named(row, "formatCode") for row in root.iter() if _local(row) == "numFmt"}
        styles = [style for row in root if _local(row) == "cellXfs" for style in row]
        codes = {str(index): made.get(_named(style, "numFmtId"), "") for index, style in enumerate(styles)}
        return {index: code for index, code in codes.items() if shown(Decimal(1), code) is not None}

    def of(self, name: str) -> Specials:
        path = self._paths.get(name, "")
        if path not in self._archive.namelist():
            return Specials()
        content = self._archive.read(path)
        return self._picked(content) if b'<c r="' in content else self._walked(content)

    def _picked(self, content: bytes) -> Specials:
        """Only the cells and rows that may be special: to walk through all of them takes longer than to read them."""
        specials = Specials()
        marks = ['t="e"', *(f's="{index}"' for index in self._codes)]
        cell = rf"<c (?:(?=[^>]*(?:{'|'.join(marks)}))[^>]*[^/]>|[^>]*[^/]>(?=<f)).*?</c>"
        for special_cell in re.finditer(cell.encode(), content, re.DOTALL):
            element = fromstring(special_cell.group())  # noqa: S314 - in a child with bounded memory and time
            place = _REFERENCE.fullmatch(element.get("r", ""))
            if place and (special := self._special(element)):
                specials.cells[int(place[2]) - 1, _column(place[0], 0)] = special
        for hidden_row in _HIDDEN_ROW.finditer(content):
            if number := _ROW_NUMBER.search(hidden_row.group()):
                specials.hidden_rows.add(int(number[1]) - 1)
        return specials

    def _walked(self, content: bytes) -> Specials:
        """All cells of a sheet whose writer has left out where they stand."""
        specials, row_at, column_at = Specials(), -1, -1
        for event, element in iterparse(io.BytesIO(content), events=("start", "end")):  # noqa: S314 - as above
            tag = _local(element)
            if event == "start" and tag == "row":
                row_at, column_at = int(element.get("r") or row_at + 2) - 1, -1
                if element.get("hidden") in ("1", "true"):
                    specials.hidden_rows.add(row_at)
            elif event == "end" and tag == "c":
                column_at = _column(element.get("r"), column_at + 1)
                if special := self._special(element):
                    specials.cells[row_at, column_at] = special
            elif event == "end" and tag == "row":
                element.clear()
        return specials

    def _special(self, cell: Element) -> tuple[str, str] | None:
        parts = {_local(part): part.text or "" for part in cell}
        value, kind = parts.get("v", ""), cell.get("t", "n")
        if kind == "e":
            return value, ERROR
        if "f" in parts and not value and kind != "str":
            return f"={parts['f']}", UNCOMPUTED
        code = self._codes.get(cell.get("s", ""))
        text = shown(number, code) if code and kind == "n" and (number := _number(value)) is not None else None
        return (text, "") if text is not None else None


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _column(reference: str | None, following: int) -> int:
    """The column of a cell, by its reference or else by its order."""
    place = _REFERENCE.fullmatch(reference or "")
    if not place:
        return following
    column = 0
    for letter in place[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(format(float(text), ".15g"))
    except (ValueError, InvalidOperation):
        return None


def _ods(file: IO[bytes]) -> Iterator[tuple[str, Specials]]:
    specials, name, row_at = Specials(), "", 0
    for event, element in iterparse(file, events=("start", "end")):  # noqa: S314 - as above
        tag = _local(element)
        if event == "start" and tag == "table":
            specials, name, row_at = Specials(), _named(element, "name"), 0
        elif event == "end" and tag == "table-row":
            row_at += _read_ods_row(specials, element, row_at)
            element.clear()
        elif event == "end" and tag == "table":
            yield name, specials


def _read_ods_row(specials: Specials, row: Element, row_at: int) -> int:
    """Reads a row; returns how many rows it stands for."""
    repeated = int(_named(row, "number-rows-repeated") or 1)
    rows = range(row_at, row_at + (repeated if repeated <= MOST_REPEATED else 0))
    if _named(row, "visibility") in _ODS_HIDDEN:
        specials.hidden_rows.update(rows)
    column_at = 0
    for cell in row:
        times = int(_named(cell, "number-columns-repeated") or 1)
        if times <= MOST_REPEATED and (special := _ods_special(cell)):
            for column in range(column_at, column_at + times):
                specials.cells.update({(number, column): special for number in rows})
        column_at += times
    return repeated


def _ods_special(cell: Element) -> tuple[str, str] | None:
    types = {value for key, value in cell.items() if key.endswith("}value-type")}
    text = "".join(cell.itertext()).strip()
    if "error" in types or (text.startswith("#") and _named(cell, "formula")):
        return text, ERROR
    if _named(cell, "formula") and not types:
        return f"={_named(cell, 'formula').partition(':=')[2]}", UNCOMPUTED
    if "float" not in types:
        return None
    return (text, "") if _is_code(text, _named(cell, "value")) else None


def _is_code(text: str, value: str) -> bool:
    """Whether the shown text has the digits of a whole number, dressed as a code."""
    number = _number(value)
    if number is None or number != number.to_integral_value() or number < 0:
        return False
    digits = re.sub(r"\D", "", text)
    dressed = text.startswith("0") or re.search(r"[A-Za-z/-]", text) is not None
    return dressed and text != "0" and digits.lstrip("0") == str(int(number)).lstrip("0") and "E+" not in text
