"""Building an Evaluation: verdicts, sentences, and exact numbers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from typing import Any

from simetro.core.quantities import show_quantity
from uttp.kinds.describe import KindTest
from uttp.kinds.terms import Service, Verdict, worst

JsonDict = dict[str, Any]
_EXACT = Context(prec=400, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])


@contextmanager
def exact() -> Iterator[None]:
    """Inside, Decimal either is exact or raises: nothing is ever judged on a rounded number."""
    with localcontext(_EXACT):
        yield


def rounded(value: Fraction, places: int = 4) -> str:
    """For display only: canonical string, half away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return show_quantity(Decimal(units if value >= 0 else -units).scaleb(-places))


def comma(value: Decimal | str) -> str:
    """As people here read it: decimal comma."""
    return (value if isinstance(value, str) else show_quantity(value)).replace(".", ",")


class Evaluation:
    """Collects test results in order; `answer()` gives the JSON-able Evaluation of the contract."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.reasons: list[str] = []
        self.missing: list[str] = []
        self.tests: list[JsonDict] = []

    def judged(self, test: str, verdict: Verdict, **more: Any) -> None:
        self.tests.append({"test": test, "verdict": verdict.value, **more})

    def lacks(self, test: KindTest, reason: str = "", *, item: str = "") -> None:
        """Something required is not there; optional tests lack nothing."""
        if self.service in test.required_for:
            self.missing.append(f"{test.code}.{item}" if item else test.code)
            self.reasons.append(reason or f"{test.label} belum diisi.")

    def range_test(self, test: KindTest, value: Decimal, limit: Decimal, unit: str) -> None:
        """A value that must not be above its limit."""
        verdict = Verdict.SAH if value <= limit else Verdict.BATAL
        if verdict is Verdict.BATAL:
            self.reasons.append(f"{test.label}: {comma(value)} {unit}, batasnya {comma(limit)} {unit}.")
        self.judged(test.code, verdict, value=show_quantity(value), limit=show_quantity(limit))

    def checklist(self, test: KindTest, answers: Mapping[str, bool] | None) -> Verdict | None:
        """A no fails; what is not answered is missing, unless a no has ended the test already."""
        if answers is None:
            self.lacks(test)
            return None
        failed = [item for item in test.items if answers.get(item.code) is False]
        unanswered = [item for item in test.items_for(self.service) if item.code not in answers]
        for item in failed:
            self.reasons.append(f"{test.label}: {item.label} - tidak.")
        if not failed:
            for item in unanswered:
                self.lacks(test, f"{test.label}: {item.label} belum dijawab.", item=item.code)
        verdict = Verdict.BATAL if failed else Verdict.SAH if answers else Verdict.OPEN
        self.judged(test.code, verdict)
        return verdict

    def rows(self, test: KindTest, rows: Iterable[JsonDict], **more: Any) -> None:
        listed = list(rows)
        self.judged(test.code, worst(Verdict(row["verdict"]) for row in listed), rows=listed, **more)

    def answer(self) -> JsonDict:
        return {
            "verdict": self._overall().value,
            "reasons": self.reasons,
            "missing": self.missing,
            "tests": self.tests,
        }

    def _overall(self) -> Verdict:
        verdict = worst(Verdict(test["verdict"]) for test in self.tests)
        return Verdict.OPEN if verdict is Verdict.SAH and self.missing else verdict
