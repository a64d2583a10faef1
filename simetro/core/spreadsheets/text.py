"""Tables as text with delimiters: no line swallows another, and every row has the number of its line."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ";,\t|"
MOST_JOINED = 20  # lines that one quoted cell may take
_LINES = re.compile(r"\r\n|\n|\r")
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
_STRAY = '" '


@dataclass(frozen=True)
class TextRow:
    """`number`: that of its first line. `is_whole`: whether its quotes come in pairs."""

    number: int
    cells: list[str]
    is_whole: bool = True


@dataclass(frozen=True)
class TextTable:
    """`width`: in how many cells most lines are split."""

    rows: list[TextRow]
    width: int


def read_table(text: str) -> TextTable:
    lines = _LINES.split(text)
    separator = _SEPARATOR.fullmatch(lines[0].strip())
    if separator:
        lines[0] = ""
    delimiter, width = _delimiter(lines, separator.group(1) if separator else DELIMITERS)
    return TextTable(list(_rows(lines, delimiter, width)), width)


def _delimiter(lines: list[str], candidates: str) -> tuple[str, int]:
    """The delimiter that splits most lines alike, and into how many cells."""
    best = (0, 0, candidates[0])
    for delimiter in candidates:
        widths = Counter(width for line in lines if (width := _width(line, delimiter)) > 1)
        width, alike = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        best = max(best, (alike, width, delimiter), key=lambda fit: fit[:2])
    return best[2], max(best[1], 1)


def _width(line: str, delimiter: str) -> int:
    if '"' not in line:
        return line.count(delimiter) + 1
    cells = split(line, delimiter)
    return len(cells) if cells else 0


def split(line: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None where a quote is open or something follows a closing one."""
    if '"' not in line:
        return line.split(delimiter)
    cells, start = [], 0
    while start <= len(line):
        if line.startswith('"', start):
            end = _closing(line, start + 1)
            if end is None or (end + 1 < len(line) and line[end + 1] != delimiter):
                return None
            cells.append(line[start + 1 : end].replace('""', '"'))
            start = end + 2
            if end + 1 == len(line):
                return cells
        else:
            end = line.find(delimiter, start)
            end = len(line) if end < 0 else end
            cells.append(line[start:end])
            start = end + 1
    return cells


def _closing(line: str, start: int) -> int | None:
    """Where the quoted cell ends; two quotes stand for one of its own."""
    position = line.find('"', start)
    while position >= 0 and line.startswith('""', position):
        position = line.find('"', position + 2)
    return None if position < 0 else position


def _rows(lines: list[str], delimiter: str, width: int) -> Iterator[TextRow]:
    number = 0
    while number < len(lines):
        line = lines[number]
        cells = split(line, delimiter)
        if cells is not None:
            yield TextRow(number + 1, cells)
            number += 1
            continue
        joined = _joined(lines, number, delimiter, width)
        if joined:
            last, cells = joined
            yield TextRow(number + 1, cells)
            number = last + 1
            continue
        yield TextRow(number + 1, [cell.strip(_STRAY) for cell in line.split(delimiter)], is_whole=False)
        number += 1


def _joined(lines: list[str], first: int, delimiter: str, width: int) -> tuple[int, list[str]] | None:
    """The last line and the cells of a record whose quoted cell takes several lines.

    None where the record has not the width of the others, or where a line in it is a whole row by itself: an open
    quote must not swallow it.
    """
    record = lines[first]
    for last in range(first + 1, min(first + MOST_JOINED, len(lines))):
        if _width(lines[last], delimiter) >= width:
            alone = split(lines[last], delimiter)
            if alone is not None and width > 1:
                return None
        record = f"{record}\n{lines[last]}"
        cells = split(record, delimiter)
        if cells is not None:
            return (last, cells) if len(cells) == width else None
    return None
