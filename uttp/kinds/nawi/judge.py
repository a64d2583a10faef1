"""Each test of a weighing instrument, judged on its own readings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simetro.core.kit.quantities import comma, show_quantity
from uttp.kinds.judging import Evaluation, JsonDict
from uttp.kinds.masses import GRAMS
from uttp.kinds.nawi.forms import VISUAL
from uttp.kinds.nawi.observations import (
    Discrimination,
    Eccentricity,
    Observations,
    Reading,
    Repeatability,
    Row,
    Sensitivity,
    Steps,
)
from uttp.kinds.nawi.rows import judge_row
from uttp.kinds.nawi.rules import ACCURACY_LOADS, MAX_ZERO_ERROR, WEIGHINGS, sensitivity_mm
from uttp.kinds.nawi.scale import Scale
from uttp.kinds.shapes import KindTest
from uttp.kinds.terms import TestVerdict


@dataclass(frozen=True)
class Case:
    """Everything that judging one test may look at; `given` are the readings as they came."""

    scale: Scale
    seen: Observations
    given: JsonDict
    evaluation: Evaluation
    corners: int

    @property
    def zero(self) -> Decimal:
        return self.seen.zero_error or Decimal(0)

    def show(self, value: Decimal) -> str:
        return f"{comma(value)} {self.scale.unit}"


def judge(case: Case, tests: tuple[KindTest, ...]) -> None:
    for test in tests:
        if getattr(case.seen, test.code) is None:
            case.evaluation.lacks(test)
        else:
            _JUDGES[test.code](case, test)


def _visual(case: Case, test: KindTest) -> None:
    case.evaluation.checklist(VISUAL, case.seen.visual)


def _zero_error(case: Case, test: KindTest) -> None:
    limit = case.scale.rules[MAX_ZERO_ERROR] * case.scale.parts[0].e
    case.evaluation.range_test(test, abs(case.zero), limit, case.scale.unit)


def _rows(
    case: Case, test: KindTest, readings: Iterable[tuple[Reading, Decimal | None]], given: list[JsonDict]
) -> list[JsonDict]:
    rows = []
    for number, ((reading, load), raw) in enumerate(zip(readings, given, strict=True), 1):
        row, reason = judge_row(case.scale, reading, load, case.zero, raw)
        rows.append(row)
        if reason:
            case.evaluation.reasons.append(f"{test.name_of_row(number)}: {reason}")
    return rows


def _accuracy(case: Case, test: KindTest) -> None:
    rows = case.seen.accuracy or []
    case.evaluation.rows(test, _rows(case, test, [(row, row.load) for row in rows], case.given["accuracy"]))
    lacking = list(_uncovered(case, rows))
    if lacking:
        case.evaluation.lacks(test, f"{test.label}: belum lengkap, kurang {', '.join(lacking)}.")


def needed_loads(scale: Scale) -> list[tuple[str, Decimal]]:
    """Min, the change-over points of the limit, and Max, with what they are called."""
    points = [("titik pergantian BKD", point) for point in scale.change_overs()]
    return [("Min", scale.min), *points, ("Max", scale.max)]


def _uncovered(case: Case, rows: list[Row]) -> Iterable[str]:
    """A point is covered by a complete row at exactly that load; a load counts once."""
    loads = {row.load for row in rows if row.load is not None and row.has_reading}
    for name, point in needed_loads(case.scale):
        if point not in loads:
            yield f"{name} {case.show(point)}"
    needed = case.scale.rules[ACCURACY_LOADS]
    if len(loads) < needed:
        yield f"{needed - len(loads)} muatan lagi (paling sedikit {needed} muatan berbeda)"


def _repeatability(case: Case, test: KindTest) -> None:
    seen, evaluation = case.seen.repeatability or Repeatability(), case.evaluation
    indications = seen.indications or []
    needed = case.scale.rules[WEIGHINGS][case.scale.accuracy_class]
    if len(indications) < needed or seen.load is None:
        what = "muatan" if seen.load is None else f"{needed} penimbangan ({len(indications)} terisi)"
        evaluation.lacks(test, f"{test.label}: isi {what}.")
    if seen.load is None or len(indications) < 2:
        evaluation.judged(test.code, TestVerdict.OPEN)
        return
    evaluation.range_test(test, max(indications) - min(indications), case.scale.limit(seen.load), case.scale.unit)


def _eccentricity(case: Case, test: KindTest) -> None:
    seen = case.seen.eccentricity or Eccentricity()
    rows = seen.rows or []
    given = case.given["eccentricity"].get("rows", [])
    case.evaluation.rows(test, _rows(case, test, [(row, seen.load) for row in rows], given))
    complete = sum(row.has_reading for row in rows) if seen.load is not None else 0
    if complete < case.corners:
        short = f"paling sedikit {case.corners} posisi ({complete} lengkap)"
        case.evaluation.lacks(test, f"{test.label}: isi muatan dan {short}.")


def _steps(case: Case, test: KindTest) -> None:
    """+0.25 e must leave the display as it was, +0.75 e must move it to the next step (R 76-1 A.4.2.3)."""
    steps: Steps = getattr(case.seen, test.code)
    verdict = TestVerdict.SAH
    if None in (steps.base, steps.after_quarter_e, steps.after_three_quarter_e):
        verdict = TestVerdict.OPEN
        case.evaluation.lacks(test, f"{test.label}: isi ketiga penunjukan.")
    for reason in _wrong_steps(case, steps):
        verdict = TestVerdict.BATAL
        case.evaluation.reasons.append(f"{test.label}: {reason}")
    case.evaluation.judged(test.code, verdict)


def _wrong_steps(case: Case, steps: Steps) -> Iterable[str]:
    """The next step is one d; with the finer digit switched off (or on a pointer scale) it is one e."""
    if steps.base is None:
        return
    if steps.after_quarter_e is not None and steps.after_quarter_e != steps.base:
        yield f"tampilan berubah dari {case.show(steps.base)} setelah +0,25 e, seharusnya tetap."
    part = case.scale.parts[0]
    moved = None if steps.after_three_quarter_e is None else steps.after_three_quarter_e - steps.base
    if moved is not None and moved not in (part.d, part.e):
        expected = case.show(steps.base + (part.d or part.e))
        yield f"setelah +0,75 e tampilan seharusnya {expected}."


def _sensitivity(case: Case, test: KindTest) -> None:
    seen = case.seen.sensitivity or Sensitivity()
    if seen.displacement_mm is None:
        case.evaluation.lacks(test)
        case.evaluation.judged(test.code, TestVerdict.OPEN)
        return
    limit = sensitivity_mm(case.scale.accuracy_class, case.scale.max_grams, case.scale.rules)
    verdict = TestVerdict.SAH if seen.displacement_mm >= limit else TestVerdict.BATAL
    if verdict is TestVerdict.BATAL:
        moved = f"jarum bergeser {comma(seen.displacement_mm)} mm, paling sedikit {comma(limit)} mm"
        case.evaluation.reasons.append(f"{test.label}: {moved}.")
    value = show_quantity(seen.displacement_mm)
    case.evaluation.judged(test.code, verdict, value=value, limit=show_quantity(limit))


def _discrimination(case: Case, test: KindTest) -> None:
    seen = case.seen.discrimination or Discrimination()
    if seen.changed is None:
        case.evaluation.reasons.append(f"{test.label}: isi apakah tampilan berubah setelah +1,4 d.")
        case.evaluation.judged(test.code, TestVerdict.OPEN)
        return
    if not seen.changed:
        case.evaluation.reasons.append(f"{test.label}: tampilan tidak berubah setelah +1,4 d.")
    case.evaluation.judged(test.code, TestVerdict.SAH if seen.changed else TestVerdict.BATAL)


def below_min(attributes: Mapping[str, Any], rows: Iterable[JsonDict], test: KindTest) -> Iterator[str]:
    """Asks about loads too small to say much. The display without any load is looked at anyway."""
    for number, row in enumerate(rows, 1):
        if 0 < Decimal(row.get("load", 0)) < Decimal(attributes["min"]):
            load, least = (f"{comma(mass)} {attributes['unit']}" for mass in (row["load"], attributes["min"]))
            yield f"{test.name_of_row(number)}: muatan {load} di bawah Min {least}. Yakin?"


# OIML R 76-1:2006, 3.7.3: how much of Max standard weights make up where the repeatability is at most so many e.
_SHARES = ((Decimal("0.2"), 20), (Decimal("0.3"), 35))
_LEAST_SHARE = 50


def too_much_substituted(
    attributes: Mapping[str, Any], rows: Iterable[JsonDict], evaluation: JsonDict
) -> Iterator[str]:
    """Asks about tests with substitution loads and fewer standard weights than R 76 requires beside them."""
    given = [row for row in rows if "standard_weights" in row and "load" in row]
    if not any(Decimal(row["standard_weights"]) < Decimal(row["load"]) for row in given):
        return
    unit, share = attributes["unit"], _share(attributes, evaluation)
    least = max(GRAMS["t"] / GRAMS[unit], Decimal(attributes["max"]) * share / 100)
    most = max(Decimal(row["standard_weights"]) for row in given)
    if most < least:
        yield (
            f"Kebenaran: massa standar paling besar {comma(most)} {unit}, sedangkan beban pengganti "
            f"mensyaratkan paling sedikit {comma(least)} {unit}. Yakin?"
        )


def _share(attributes: Mapping[str, Any], evaluation: JsonDict) -> int:
    spreads = [test["value"] for test in evaluation["tests"] if test["test"] == "repeatability" and "value" in test]
    if not spreads:
        return _LEAST_SHARE
    in_e = Decimal(spreads[0]) / Decimal(attributes["e"])
    return next((share for most, share in _SHARES if in_e <= most), _LEAST_SHARE)


_JUDGES: dict[str, Callable[[Case, KindTest], Any]] = {
    "visual": _visual,
    "zero_error": _zero_error,
    "accuracy": _accuracy,
    "repeatability": _repeatability,
    "eccentricity": _eccentricity,
    "zero_setting": _steps,
    "tare": _steps,
    "sensitivity": _sensitivity,
    "discrimination": _discrimination,
}
