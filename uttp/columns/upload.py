"""A table of instruments of one kind, as an owner uploads it: what each of its lines says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Invalid
from simetro.core.spreadsheets import Spreadsheet, SpreadsheetRow
from uttp.columns.cells import Line, Lines
from uttp.columns.heads import head_words
from uttp.columns.plate import ATTRIBUTES, FACTS, Cells, UploadColumn, columns_of, is_example, read_texts
from uttp.columns.questions import Answers, Question
from uttp.columns.technical import TechnicalReader
from uttp.kinds import Kind, Rules


@dataclass(frozen=True)
class UploadLine:
    """One row of the table, its cells and their marks by the path of their column, and what was found in them."""

    number: int
    cells: Cells
    marks: Cells = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class UploadedPlate:
    """The instrument that a line describes; `notes` say how its cells were understood.

    With `problems` or unanswered `questions` it cannot be registered, and `facts` are empty.
    """

    number: int
    name: str
    facts: dict[str, Any]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def lines_of(kind: Kind, sheet: Spreadsheet, answers: Answers) -> list[UploadLine]:
    """The first row names the columns, in any order; columns that nobody knows are left out, as is the example."""
    head, *rows = sheet.rows
    columns = columns_of(kind)
    places = _places(head, columns)
    missing = [column.label for column in columns if column.required and column.path not in places]
    if missing:
        sentence = _(
            "Kolom ini tidak ada pada baris pertama: %(columns)s. Pakai templatnya, dan jangan ubah judul kolomnya."
        )
        raise Invalid.field("file", sentence % {"columns": ", ".join(missing)})
    labels = {column.path: column.label for column in columns}
    lines = Lines({place: path for path, place in places.items()}, labels, answers)
    return [_upload_line(lines.read(row), places) for row in rows if not is_example(row)]


def _upload_line(line: Line, places: Mapping[str, int]) -> UploadLine:
    return UploadLine(
        line.number,
        {path: line.text(place) for path, place in places.items()},
        {path: line.marks[place] for path, place in places.items() if place in line.marks},
        tuple(line.problems),
        tuple(line.notes),
        tuple(line.questions),
    )


def _places(head: SpreadsheetRow, columns: Iterable[UploadColumn]) -> dict[str, int]:
    named = {head_words(cell): place for place, cell in reversed(list(enumerate(head.cells)))}
    places = {column.path: named.get(head_words(column.label)) for column in columns}
    return {path: place for path, place in places.items() if place is not None}


def plates_of(kind: Kind, lines: Iterable[UploadLine], rules: Rules, answers: Answers) -> list[UploadedPlate]:
    """The instrument of each line; equal technical data are read once."""
    reader = TechnicalReader(rules, answers)
    return [_plate(kind, line, reader) for line in lines]


def _plate(kind: Kind, line: UploadLine, reader: TechnicalReader) -> UploadedPlate:
    facts, problems = read_texts(line.cells)
    own = {path: text for path, text in line.cells.items() if path.startswith(ATTRIBUTES)}
    technical = reader.read_own(kind, own, line.marks)
    problems = (*line.problems, *problems, *technical.problems)
    asked = (*line.questions, *technical.questions)
    name = " ".join(facts[part] for part in FACTS[:3] if facts[part])
    read = {} if problems or asked else {**facts, ATTRIBUTES: technical.attributes}
    return UploadedPlate(line.number, name, read, problems, line.notes, () if problems else asked)
