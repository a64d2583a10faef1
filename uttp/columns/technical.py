"""The technical data of a row of an old register: capacity, step and class in one, or a kind's own columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.quantities import comma
from simetro.core.spreadsheets import Mark
from uttp.columns import questions
from uttp.columns.cells import Line
from uttp.columns.heads import TARGETS
from uttp.columns.plate import ATTRIBUTES, read_attributes
from uttp.columns.questions import EMPTY, KEEP, THOUSAND, Answers, Question
from uttp.kinds import Kind, Rules
from uttp.kinds.registers import Asked, Doubtful, Unclear

PLAIN = ("capacity", "interval", "accuracy_class", "count")
MOST_REREAD = 6  # cells of one row that an answer settles
_DOUBTFUL = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9.,])")
Plain = Mapping[str, str]


@dataclass(frozen=True)
class Technical:
    """`rewritten`: by path, the text that an answer has put in place of a doubtful one."""

    attributes: dict[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    rewritten: Mapping[str, str] = field(default_factory=dict)


class TechnicalReader:
    """Reads technical data; equal texts are read once."""

    def __init__(self, rules: Rules, answers: Answers) -> None:
        self._rules, self._answers = rules, answers
        self._known: dict[tuple[Any, ...], Technical] = {}

    def read(self, kind: Kind, line: Line, plain: Plain, places: Mapping[str, int]) -> Technical:
        """`places`: the columns of the general texts and of the kind's own attributes; answers are put in there."""
        own = {path: line.text(column) for path, column in places.items() if path.startswith(ATTRIBUTES)}
        marks = {path: line.marks.get(column, "") for path, column in places.items() if line.marks.get(column)}
        technical = self._known_or_settled(kind, plain, own, marks)
        for path, text in technical.rewritten.items():
            if path in places:
                line.texts[places[path]] = text
                line.marks.pop(places[path], None)
        return technical

    def read_own(self, kind: Kind, own: Plain, marks: Mapping[str, str]) -> Technical:
        """The technical data of a table that has only the kind's own columns."""
        return self._known_or_settled(kind, {}, dict(own), marks)

    def _known_or_settled(self, kind: Kind, plain: Plain, own: Plain, marks: Mapping[str, str]) -> Technical:
        key = (kind.code, *plain.values(), *own.items(), *marks.items())
        if key not in self._known:
            self._known[key] = self._settled(kind, dict(plain), dict(own), marks)
        return self._known[key]

    def _settled(self, kind: Kind, plain: dict[str, str], own: dict[str, str], marks: Mapping[str, str]) -> Technical:
        """Reads again with each answer that is there, until nothing is doubtful or an answer is missing."""
        rewritten: dict[str, str] = {}
        for _again in range(MOST_REREAD):
            try:
                return replace(self._read(kind, plain, own, marks), rewritten=rewritten)
            except (Doubtful, Asked) as doubt:
                texts = own if doubt.field.startswith(ATTRIBUTES) else plain
                question = _question(kind, doubt, texts[doubt.field])
                answer = self._answers.get(question.key)
                if answer is None:
                    return Technical(questions=(question,), rewritten=rewritten)
                if answer == EMPTY:
                    return Technical(problems=(_sentence(doubt),), rewritten=rewritten)
                texts[doubt.field] = rewritten[doubt.field] = _answered(texts[doubt.field], doubt, answer)
        raise RuntimeError("an answer settles nothing")

    def _read(self, kind: Kind, plain: Plain, own: Plain, marks: Mapping[str, str]) -> Technical:
        try:
            known = kind.from_register(_as_typed(plain, marks), self._rules)
        except (Doubtful, Asked):
            raise
        except Unclear as unclear:
            return Technical(problems=(_sentence(unclear),))
        attributes, problems = read_attributes(kind, _as_typed(own, marks), self._rules, known)
        return Technical(attributes, problems)


def _as_typed(texts: Plain, marks: Mapping[str, str]) -> dict[str, str]:
    """Numbers of the spreadsheet program as a person would type them, so that their point is no thousand."""
    return {path: text.replace(".", ",") if marks.get(path) == Mark.NUMBER else text for path, text in texts.items()}


def _sentence(unclear: Unclear) -> str:
    label = next((str(target.label) for target in TARGETS if target.path == unclear.field), "")
    return f"{label}: {unclear}" if label else str(unclear)


def _question(kind: Kind, doubt: Unclear, text: str) -> Question:
    if isinstance(doubt, Asked):
        return questions.about_set(text, doubt.suggestion)
    label = _label(kind, doubt.field)
    number = _DOUBTFUL.search(text)
    written = number.group() if number else text
    thousand, decimal = written.replace(".", ""), comma(Decimal(written)) if number else written
    readings = (_("%(n)s (ribuan)") % {"n": thousand}, _("%(n)s (desimal)") % {"n": decimal})
    return questions.about_number(doubt.field, label, text, readings)


def _label(kind: Kind, path: str) -> str:
    named = {f"{ATTRIBUTES}.{attribute.code}": attribute.label for attribute in kind.attributes}
    return next((str(target.label) for target in TARGETS if target.path == path), named.get(path, path))


def _answered(text: str, doubt: Unclear, answer: str) -> str:
    if isinstance(doubt, Asked):
        return doubt.suggestion if answer == KEEP else text
    return _DOUBTFUL.sub(r"\1\2" if answer == THOUSAND else r"\1,\2", text)
