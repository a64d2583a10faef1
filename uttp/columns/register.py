"""An office's old register: any columns in any order, read as owners and instruments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from simetro.core.kit.text import folded
from simetro.core.spreadsheets import SpreadsheetRow
from uttp.codes import parse_uttp_id
from uttp.columns.cells import Line, Lines
from uttp.columns.entries import Entry, Places
from uttp.columns.heads import TARGETS, head_words, own_heads, unit_of
from uttp.columns.last_test import LastTest
from uttp.columns.owners import OwnerReader
from uttp.columns.plate import ATTRIBUTES, FACTS, UploadColumn, columns_of, read_texts
from uttp.columns.questions import Answers, Question
from uttp.columns.technical import PLAIN, TechnicalReader
from uttp.kinds import Kind, Rules, all_kinds, get_kind

Mapping_ = Mapping[str, Mapping[str, Any]]
MEASURED = ("capacity", "interval")
NO_INSTRUMENT = "none"  # the answer to what kind a text means


class Register:
    """Reads the rows of one sheet under one mapping; equal owners and plates are read once.

    `rows` are all of them: some questions are about a whole column. `kinds`: code of the kind by the folded text that
    people have taught, empty for what is no instrument.
    """

    def __init__(
        self,
        head: SpreadsheetRow,
        mapping: Mapping_,
        rules: Rules,
        today: date,
        *,
        rows: Sequence[SpreadsheetRow],
        answers: Answers,
        kinds: Mapping[str, str],
    ) -> None:
        self._places = Places.of(mapping)
        columns = self._places.columns
        self._own = _own_columns(head, columns.values())
        own_paths = {column: f"{ATTRIBUTES}.{column}" for column in self._own.values()}
        labels = {**_labels(), **{path: head.cells[column] for column, path in own_paths.items()}}
        self._lines = Lines({column: path for path, column in columns.items()} | own_paths, labels, answers)
        self._units = {path: unit_of(head.cells[columns[path]]) for path in MEASURED if path in columns}
        self._owners = OwnerReader(self._places)
        self._technical = TechnicalReader(rules, answers)
        self._technical_columns: dict[str, dict[str, int]] = {}
        self._last_test = LastTest(rules, today, answers, rows, self._places)
        self._taught, self._answers = kinds, answers
        self._kinds: dict[str, Kind | Question | None] = {}

    def read(self, row: SpreadsheetRow) -> Entry:
        line = self._lines.read(row)
        entry = Entry(line, problems=line.problems, notes=line.notes, questions=line.questions)
        self._owners.read(entry)
        entry.uttp_id = parse_uttp_id(self._text(line, "uttp_id")) or ""
        if kind := self._kind(self._text(line, "kind"), entry):
            self._read_instrument(line, kind, entry)
            self._last_test.read(entry)
        return entry

    def _text(self, line: Line, path: str) -> str:
        text = self._places.text(line, path)
        unit = self._units.get(path)
        return f"{text} {unit}" if unit and text and not any(character.isalpha() for character in text) else text

    def _kind(self, named: str, entry: Entry) -> Kind | None:
        if not named:
            entry.problems.append(_("Jenis UTTP kosong."))
            return None
        if named not in self._kinds:
            self._kinds[named] = self._kind_or_question(named)
        kind = self._kinds[named]
        if kind is None:
            entry.problems.append(_("“%(kind)s” bukan UTTP.") % {"kind": named})
        if isinstance(kind, Question):
            entry.questions.append(kind)
        return kind if isinstance(kind, Kind) else None

    def _kind_or_question(self, named: str) -> Kind | Question | None:
        """None for what somebody has said is no instrument."""
        known = kind_named(named)
        if known:
            return known
        key = f"kind.{folded(named)}"
        code = self._answers.get(key) or self._taught.get(folded(named))
        if code is None:
            sentence = _("Jenis UTTP “%(kind)s” tidak dikenal. Jenis apa ini?") % {"kind": named}
            return Question(key, sentence, (), named)
        return get_kind(code) if code not in ("", NO_INSTRUMENT) else None

    def _read_instrument(self, line: Line, kind: Kind, entry: Entry) -> None:
        facts, wrong = read_texts({name: self._text(line, name) for name in FACTS})
        plain = {path: self._text(line, path) for path in PLAIN}
        technical = self._technical.read(kind, line, plain, self._columns_of(kind))
        entry.problems.extend((*wrong, *technical.problems))
        entry.questions.extend(technical.questions)
        entry.kind, entry.facts = kind.code, {**facts, "verified_note": "", ATTRIBUTES: technical.attributes}

    def _columns_of(self, kind: Kind) -> dict[str, int]:
        """By path, the columns of technical data: the general ones and those that only this kind has."""
        if kind.code not in self._technical_columns:
            general = {path: column for path, column in self._places.columns.items() if path in PLAIN}
            own = {path: self._own[words] for path, words in _own_heads(kind.code) if words in self._own}
            self._technical_columns[kind.code] = general | own
        return self._technical_columns[kind.code]


def _labels() -> dict[str, str]:
    return {target.path: str(target.label) for target in TARGETS}


def _own_columns(head: SpreadsheetRow, mapped: Iterable[int]) -> dict[frozenset[str], int]:
    """By the words of its head, each column that no target takes: it may hold an attribute of a kind."""
    taken = set(mapped)
    free = [(head_words(cell), column) for column, cell in enumerate(head.cells) if column not in taken and cell]
    return {words: column for words, column in reversed(free) if words in _all_own_heads()}


@cache
def _all_own_heads() -> set[frozenset[str]]:
    return {words for kind in all_kinds() for _path, words in _own_heads(kind.code)}


@cache
def _own_heads(kind_code: str) -> list[tuple[str, frozenset[str]]]:
    """Path and words of the heads that name an attribute of the kind, also without the word for number."""
    heads = [(path, head_words(label)) for path, label in own_heads(kind_code)]
    return [(path, form) for path, words in heads for form in dict.fromkeys((words, words - {"no"}))]


def blank_columns(kind: Kind) -> list[UploadColumn]:
    """The columns of an empty register for one kind: its own attributes instead of the general capacity columns."""
    with translation.override(settings.LANGUAGE_CODE):
        plain = [
            UploadColumn(target.path, str(target.label), target.required)
            for target in TARGETS
            if target.path not in (*PLAIN, "kind")
        ]
        named = UploadColumn("kind", _labels()["kind"], required=True, choices=(kind.name,))
        return [*plain, named, *(column for column in columns_of(kind) if "." in column.path)]


@cache
def _kinds_by_name() -> dict[str, Kind]:
    own = {folded(name): kind for kind in all_kinds() for name in (kind.name, kind.name_en, kind.code)}
    return {name: kind for kind in all_kinds() for name in kind.names_in_registers} | own


def kind_named(text: str) -> Kind | None:
    return _kinds_by_name().get(folded(text))
