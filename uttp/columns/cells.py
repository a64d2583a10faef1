"""What the cells of a table made by people say: a value, nothing, the same as above, or something to ask about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.utils.translation import gettext as _

from simetro.core.kit.text import composed, folded, says_nothing
from simetro.core.spreadsheets import Mark, SpreadsheetRow
from uttp.columns import questions
from uttp.columns.questions import EMPTY, KEEP, Answers, Question

PLATE_TEXTS = ("brand", "model", "serial_number", "made_in")
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
NIK = "nik"  # the mark of a cell whose NIK was not kept
LONGEST_SIGN = 30
_QUOTES = "\"'″′〃“”„‟’‘´`,"
_TIGHT = str.maketrans("", "", " .-–—_/\\()[]:")
_ABOVE = {"idem", "item", "sda", "ditto", "dito", "dto", "sdadiatas"}
_ABOVE |= {
    f"{same}{above}"
    for same in ("sama", "samadengan", "samadgn", "samaseperti", "seperti")
    for above in ("atas", "diatas", "yangdiatas", "atasnya", "diatasnya")
}
_NOTHING = {"nihil", "nil", "kosong", "tanpa", "belum", "belum ada", "belum pernah", "belum ditera"}
_NOTHING |= {
    f"{none} {what}"
    for none in ("tanpa", "tidak ada", "tdk ada", "tak ada")
    for what in ("nomor", "no", "seri", "nomor seri", "no seri", "no. seri", "merek", "merk", "tipe", "hp", "telepon")
}
_DIGIT = re.compile(r"[0-9]")
_EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+e\+?|e\+)[0-9]+", re.IGNORECASE)


class Sign(Enum):
    """What the text of a cell is, before one knows its column."""

    VALUE = auto()
    NOTHING = auto()
    ABOVE = auto()
    ERROR = auto()
    ZERO = auto()
    FORMULA = auto()
    EXPONENT = auto()


def sign_of(text: str) -> Sign:
    if text.startswith("=") and len(text) > 1 and text.strip("= "):
        return Sign.FORMULA
    if len(text) > LONGEST_SIGN:
        return Sign.VALUE
    if text in ERRORS:
        return Sign.ERROR
    if text == "0":
        return Sign.ZERO
    if _DIGIT.search(text):  # no sign and no word has any
        return Sign.EXPONENT if _EXPONENT.fullmatch(text) else Sign.VALUE
    return _sign_of_short(text)


def _sign_of_short(text: str) -> Sign:
    tight = folded(text).translate(_TIGHT)
    inner = tight.strip(_QUOTES)
    if (tight not in ("", "'") and not inner) or inner in _ABOVE:
        return Sign.ABOVE
    bare = folded(text).strip(" .-–—()")
    return Sign.NOTHING if not inner or says_nothing(bare) or bare in _NOTHING else Sign.VALUE


@dataclass
class Line:
    """One row of a table, its texts by column. `above`: the columns whose text stands in the row above.

    `marks`: by column, what is unusual about its cell, as in `simetro.core.spreadsheets`.
    """

    number: int
    texts: list[str]
    marks: dict[int, str] = field(default_factory=dict)
    above: list[int] = field(default_factory=list)
    is_hidden: bool = False
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def text(self, column: int) -> str:
        return self.texts[column] if column < len(self.texts) else ""


class Lines:
    """Reads row after row. `paths`: by column, what it holds; `labels`: by path, what people call it."""

    def __init__(self, paths: Mapping[int, str], labels: Mapping[str, str], answers: Answers) -> None:
        self._paths, self._labels, self._answers = paths, labels, answers
        self._above: dict[int, str] = {}
        self._signs: dict[str, Sign] = {}

    def read(self, row: SpreadsheetRow) -> Line:
        line = Line(row.number, [composed(text) for text in row.cells], dict(row.marks), is_hidden=row.is_hidden)
        if row.fault:
            line.problems.append(row.fault)
        for column in range(len(line.texts)):
            text = line.texts[column]
            sign = self._signs.get(text)
            if sign is None:
                sign = self._signs[text] = sign_of(text)
            if sign is not Sign.VALUE or column in line.marks:
                self._settle(line, column, sign)
        self._above = dict(enumerate(line.texts))
        self._note_origin(line)
        return line

    def _settle(self, line: Line, column: int, sign: Sign) -> None:
        if sign is Sign.ABOVE:
            sign = self._take_from_above(line, column)
        path = self._path(column)
        mark = line.marks.get(column, "")
        if mark == Mark.MERGED and path:
            line.above.append(column)
        if sign is Sign.NOTHING or (sign is Sign.ZERO and path == "verified_on"):
            line.texts[column] = ""
        if not path:
            return
        if mark == NIK:
            line.notes.append(_("%(column)s: 16 angka seperti NIK, tidak disimpan.") % {"column": self._label(path)})
        elif mark == Mark.ERROR or sign is Sign.ERROR:
            self._note_error(line, column, path)
        elif question := self._question(line, column, path, mark, sign):
            self._ask(line, column, question)

    def _take_from_above(self, line: Line, column: int) -> Sign:
        """Puts the text of the row above in place of its sign; a serial number is asked about."""
        path, above = self._path(column), self._above.get(column, "")
        sign, line.texts[column] = line.texts[column], above
        if not above or not path:
            return Sign.NOTHING if not above else sign_of(above)
        if path != "serial_number":
            line.above.append(column)
            return sign_of(above)
        self._ask(line, column, questions.about_sign(path, self._label(path), sign, above))
        return Sign.VALUE

    def _note_origin(self, line: Line) -> None:
        above = dict.fromkeys(self._label(path) for column in line.above if (path := self._path(column)))
        if above:
            line.notes.append(_("Dari baris di atasnya: %(columns)s.") % {"columns": ", ".join(above)})
        if line.is_hidden:
            line.notes.append(_("Baris ini tersembunyi dalam berkas."))

    def _path(self, column: int) -> str:
        return self._paths.get(column, "")

    def _label(self, path: str) -> str:
        return self._labels.get(path, path)

    def _note_error(self, line: Line, column: int, path: str) -> None:
        facts = {"column": self._label(path), "error": line.texts[column]}
        if path == "owner.phone":
            line.texts[column] = ""
            line.notes.append(_("%(column)s: galat %(error)s dalam berkas, dikosongkan.") % facts)
        else:
            line.problems.append(_("%(column)s: galat %(error)s dalam berkas. Perbaiki selnya.") % facts)

    def _question(self, line: Line, column: int, path: str, mark: str, sign: Sign) -> Question | None:
        label, text = self._label(path), line.texts[column]
        if mark == Mark.UNCOMPUTED or sign is Sign.FORMULA:
            return questions.about_formula(path, label, text)
        if path not in PLATE_TEXTS:
            return None
        if sign is Sign.ZERO:
            return questions.about_zero(path, label)
        if mark == Mark.LONG or sign is Sign.EXPONENT:
            return questions.about_digits(path, label, text)
        return questions.about_day(path, label, text) if mark == Mark.DAY else None

    def _ask(self, line: Line, column: int, question: Question) -> None:
        answer = self._answers.get(question.key)
        if answer is None:
            line.questions.append(question)
            return
        line.marks.pop(column, None)
        if answer == EMPTY:
            line.texts[column] = ""
        elif answer == KEEP and question.key.startswith("above."):
            line.above.append(column)
