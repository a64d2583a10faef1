"""What a row of an old register says of the instrument's last verification."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from simetro.core.kit.text import folded
from simetro.core.spreadsheets import Mark, SpreadsheetRow
from simetro.core.templatetags.simetro import tanggal
from uttp.columns import questions
from uttp.columns.days import day_of, is_month_or_year, swapped
from uttp.columns.entries import Entry, Places
from uttp.columns.plate import ATTRIBUTES
from uttp.columns.questions import KEEP, Answers, Question
from uttp.enums import Verdict
from uttp.kinds import Rules, get_kind

DAY = "verified_on"
FIRST_DAY = date(1980, 1, 1)
LAST_MONTH = 12
_PASSED = {"sah", "lulus", "baik", "ok", "disahkan", "tera sah", "memenuhi", "memenuhi syarat", "ya", "v", "pass"}
_FAILED = {"batal", "tidak sah", "dibatalkan", "ditolak", "gagal", "tidak lulus", "tidak memenuhi", "rusak"}
_FAILED |= {"tidak memenuhi syarat", "tdk sah", "tdk lulus", "fail"}


class LastTest:
    """Reads day and verdict. The cells of the column with the days are looked at together once."""

    def __init__(
        self, rules: Rules, today: date, answers: Answers, rows: Sequence[SpreadsheetRow], places: Places
    ) -> None:
        self._rules, self._today, self._answers, self._places = rules, today, answers, places
        self._rules_of: dict[date, Rules] = {}
        self._swapped = self._question_of_column(rows)

    def read(self, entry: Entry) -> None:
        entry.verdict = self._verdict(self._places.text(entry.line, "verdict"), entry)
        written = self._places.text(entry.line, DAY)
        if not written or folded(written).startswith("belum"):
            return
        if is_month_or_year(written):
            entry.facts["verified_note"] = written
            sentence = _("Terakhir ditera “%(text)s”: tanpa hari, jadi disimpan seperti tertulis.")
            entry.notes.append(sentence % {"text": written})
            return
        self._read_day(written, entry)

    def _read_day(self, written: str, entry: Entry) -> None:
        day = self._unswapped(day_of(written), entry)
        if day is None:
            sentence = _("Terakhir ditera: tulis tanggal seperti 22/11/2025, bukan “%(day)s”.")
            entry.problems.append(sentence % {"day": written})
        elif not FIRST_DAY <= day <= self._today:
            entry.problems.append(_("Terakhir ditera: %(day)s bukan hari yang sudah lewat.") % {"day": written})
        else:
            entry.verified = {"verified_on": day, "valid_until": self._until(entry, day)}

    def _until(self, entry: Entry, day: date) -> date | None:
        """The end of the validity, under the rules of the day of the verification."""
        if entry.problems or entry.questions or entry.verdict == Verdict.BATAL:
            return None
        rules = self._rules_of.setdefault(day, Rules(day, self._rules.added))
        return get_kind(entry.kind).valid_until(day, entry.facts[ATTRIBUTES], rules)

    def _unswapped(self, day: date | None, entry: Entry) -> date | None:
        """The day that is meant where a spreadsheet program may have taken the month for the day."""
        is_real = self._places.mark(entry.line, DAY) == Mark.DAY
        if day is None or not is_real or self._swapped is None or day.day == day.month:
            return day
        answer = self._answers.get(self._swapped.key)
        if answer is None:
            entry.questions.append(self._swapped)
            return day
        if answer == KEEP:
            return day
        meant = swapped(day)
        entry.line.texts[self._places.columns[DAY]] = meant.isoformat()
        return meant

    def _question_of_column(self, rows: Sequence[SpreadsheetRow]) -> Question | None:
        """The question whether real days are swapped: none is after the 12th, while days typed as text are."""
        column = self._places.columns.get(DAY)
        real, typed = ([], []) if column is None else _days_of(rows, column)
        if not real or max(day.day for _text, day in real) > LAST_MONTH or not any(d.day > LAST_MONTH for d in typed):
            return None
        text, day = next(((text, day) for text, day in real if day.day != day.month), real[0])
        label = _("Terakhir ditera")
        return questions.about_swapped_days(label, tanggal(day), tanggal(swapped(day)), text)

    def _verdict(self, written: str, entry: Entry) -> str:
        """The verdict in the register's word; where it has none it lists only what passed."""
        verdict = folded(written).strip(" .!")
        if not verdict or verdict in _PASSED:
            return Verdict.SAH
        if verdict in _FAILED:
            return Verdict.BATAL
        key = f"verdict.{verdict}"
        answer = self._answers.get(key)
        if answer is None:
            sentence = _("Hasil tera “%(text)s”: sah atau batal?") % {"text": written}
            choices = ((Verdict.SAH.value, _("Sah")), (Verdict.BATAL.value, _("Batal")))
            entry.questions.append(Question(key, sentence, choices, written))
        return answer or Verdict.SAH


def _days_of(rows: Sequence[SpreadsheetRow], column: int) -> tuple[list[tuple[str, date]], list[date]]:
    """The real days of a column with their texts, and the days that are typed as text."""
    real, typed = [], []
    for row in rows:
        text = row.cells[column] if column < len(row.cells) else ""
        day = day_of(text) if text else None
        if day and row.marks.get(column) == Mark.DAY:
            real.append((text, day))
        elif day:
            typed.append(day)
    return real, typed
