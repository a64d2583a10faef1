"""Building an Evaluation: verdicts, sentences, and exact numbers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from typing import Any

from simetro.core.kit.quantities import comma, show_quantity
from uttp.kinds.shapes import Checklist, KindTest
from uttp.kinds.terms import Occasion, TestVerdict, worst

JsonDict = dict[str, Any]
_EXACT = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


@contextmanager
def exact() -> Iterator[None]:
    """Inside, Decimal either is exact or raises: nothing is ever judged on a rounded number."""
    with localcontext(_EXACT):
        yield


def rounded(value: Fraction, places: int = 4) -> str:
    """A rounded number for display only: canonical string, half away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return show_quantity(Decimal(units if value >= 0 else -units).scaleb(-places))


def given_rows(observations: object, test: str) -> list[JsonDict]:
    """The rows as they came, once the observations have been read."""
    return observations[test] if isinstance(observations, dict) else []


Number = Decimal | Fraction


@dataclass(frozen=True)
class Limits:
    """What an error may be: from `low` up to `high`, both ends included."""

    low: Decimal
    high: Decimal

    @classmethod
    def around(cls, half_width: Decimal) -> "Limits":
        return cls(-half_width, half_width)

    @property
    def is_symmetric(self) -> bool:
        return self.low == -self.high

    def hold(self, error: Number, guard: Decimal) -> bool:
        return Fraction(self.low + guard) <= Fraction(error) <= Fraction(self.high - guard)

    def written(self) -> JsonDict:
        if self.is_symmetric:
            return {"mpe": show_quantity(self.high)}
        return {"mpe_low": show_quantity(self.low), "mpe_high": show_quantity(self.high)}

    def __str__(self) -> str:
        return f"±{comma(self.high)}" if self.is_symmetric else f"{comma(self.low)} sampai {comma(self.high)}"


@dataclass(frozen=True)
class RowResult:
    """The error of one row against its limits, which a `guard` narrows at both ends. `why_open`: what it lacks."""

    error: Number | None = None
    limits: Limits | None = None
    why_open: str = ""
    guard: Decimal = Decimal(0)

    @property
    def verdict(self) -> TestVerdict:
        if self.why_open or self.error is None or self.limits is None:
            return TestVerdict.OPEN
        return TestVerdict.SAH if self.limits.hold(self.error, self.guard) else TestVerdict.BATAL

    @property
    def shown_error(self) -> str:
        error = self.error
        return rounded(error) if isinstance(error, Fraction) else show_quantity(error or Decimal(0))

    def why_not(self, unit: str) -> str:
        if self.why_open:
            return self.why_open
        narrowed = f" dikurangi ketidakpastian {comma(self.guard)} {unit}" if self.guard else ""
        return f"kesalahan {comma(self.shown_error)} {unit} di luar BKD {self.limits} {unit}{narrowed}"

    def written(self) -> JsonDict:
        row: JsonDict = self.limits.written() if self.limits else {}
        if self.error is not None:
            row["error"] = self.shown_error
        if self.why_open:
            row["reason"] = f"{self.why_open[0].upper()}{self.why_open[1:]}."
        return {**row, "verdict": self.verdict.value}


class Evaluation:
    """Collects test results in order; `answer()` gives the Evaluation as JSON."""

    def __init__(self, service: Occasion) -> None:
        self.service = service
        self.reasons: list[str] = []
        self.missing: list[str] = []
        self.tests: list[JsonDict] = []

    def judged(self, test: str, verdict: TestVerdict, **more: Any) -> None:
        self.tests.append({"test": test, "verdict": verdict.value, **more})

    def lacks(self, test: KindTest, reason: str = "", *, item: str = "") -> None:
        """Something required is not there; optional tests lack nothing."""
        if self.service in test.required_for:
            self.missing.append(f"{test.code}.{item}" if item else test.code)
            self.reasons.append(reason or f"{test.label} belum diisi.")

    def range_test(self, test: KindTest, value: Decimal, limit: Decimal, unit: str) -> None:
        """Judges a value that must not be above its limit."""
        verdict = TestVerdict.SAH if value <= limit else TestVerdict.BATAL
        if verdict is TestVerdict.BATAL:
            self.reasons.append(f"{test.label}: {comma(value)} {unit}, batasnya {comma(limit)} {unit}.")
        self.judged(test.code, verdict, value=show_quantity(value), limit=show_quantity(limit))

    def checklist(self, test: Checklist, answers: Mapping[str, bool] | None) -> TestVerdict | None:
        """Judges a checklist. A no is batal; an open question is lacking, unless a no has ended the test already."""
        if answers is None:
            self.lacks(test)
            return None
        failed = [place.field for place in test.places() if answers.get(place.key) is False]
        unanswered = [place.field for place in test.places_for(self.service) if place.key not in answers]
        for question in failed:
            self.reasons.append(f"{test.label}: jawaban “Tidak” untuk “{question.label}”.")
        for question in () if failed else unanswered:
            self.lacks(test, f"{test.label}: {question.label} belum dijawab.", item=question.code)
        verdict = TestVerdict.BATAL if failed else TestVerdict.SAH if answers else TestVerdict.OPEN
        self.judged(test.code, verdict)
        return verdict

    def rows(self, test: KindTest, rows: Iterable[JsonDict], **more: Any) -> None:
        listed = list(rows)
        self.judged(test.code, worst(TestVerdict(row["verdict"]) for row in listed), rows=listed, **more)

    def error_rows(self, test: KindTest, unit: str, given: Iterable[JsonDict], results: Iterable[RowResult]) -> None:
        """Each row as it was given, with its result."""
        rows = []
        for number, (row, result) in enumerate(zip(given, results, strict=True), 1):
            rows.append({**row, **result.written()})
            if result.verdict is not TestVerdict.SAH:
                self.reasons.append(f"{test.name_of_row(number)}: {result.why_not(unit)}.")
        self.rows(test, rows)

    def answer(self) -> JsonDict:
        return {
            "verdict": self._overall().value,
            "reasons": self.reasons,
            "missing": self.missing,
            "tests": self.tests,
        }

    def _overall(self) -> TestVerdict:
        verdict = worst(TestVerdict(test["verdict"]) for test in self.tests)
        return TestVerdict.OPEN if verdict is TestVerdict.SAH and self.missing else verdict
