"""The error of one reading, known exactly or as an interval, against its limit (R 76-1 A.4.4.3)."""

from dataclasses import dataclass
from decimal import Decimal

from simetro.core.kit.quantities import comma, show_quantity
from uttp.kinds.judging import JsonDict
from uttp.kinds.nawi.observations import Reading
from uttp.kinds.nawi.scale import Scale, ScaleRange
from uttp.kinds.terms import TestVerdict

_HALF = Decimal("0.5")


@dataclass(frozen=True)
class ErrorRange:
    """The error lies in [low, high]; `best` is what is shown for it."""

    best: Decimal
    low: Decimal
    high: Decimal

    def against(self, limit: Decimal) -> TestVerdict:
        if -limit <= self.low and self.high <= limit:
            return TestVerdict.SAH
        return TestVerdict.BATAL if self.low >= limit or self.high <= -limit else TestVerdict.OPEN


def _exactly(error: Decimal) -> ErrorRange:
    return ErrorRange(error, error, error)


def error_range(part: ScaleRange, reading: Reading, load: Decimal, zero: Decimal) -> ErrorRange | None:
    """None without a reading."""
    if reading.balancing_load is not None:
        return _exactly(-reading.balancing_load)
    if reading.indication is None:
        return None
    plain = reading.indication - load - zero
    if part.d is None or not part.rounds:
        return _exactly(plain)
    half = part.d * _HALF
    if reading.additional_load is not None:
        return _exactly(plain + half - reading.additional_load)
    return _by_half_e(plain, half, part.e * _HALF, changed=reading.changed_after_half_e)


def _by_half_e(plain: Decimal, half_d: Decimal, half_e: Decimal, *, changed: bool | None) -> ErrorRange:
    low, high = plain - half_d, plain + half_d
    if changed is None:
        return ErrorRange(plain, low, high)
    turn = high - half_e
    # Where d < e/2 the display must change after 0.5 e: "changed" then narrows nothing,
    # and "unchanged" puts the turning point below `low`, so both ends count.
    low, high = (max(low, turn), high) if changed else (min(low, turn), max(low, turn))
    return ErrorRange(plain, low, high)


def judge_row(
    scale: Scale, reading: Reading, load: Decimal | None, zero: Decimal, given: JsonDict
) -> tuple[JsonDict, str]:
    """The row of the Evaluation, and why it is not sah ('' when it is)."""
    row = dict(given)
    if load is None:
        return _left_open(row, "Isi muatan.")
    limit = scale.limit(load)
    row["mpe"] = show_quantity(limit)
    error = error_range(scale.part(load), reading, load, zero)
    if error is None:
        return _left_open(row, "Isi muatan penyeimbang." if scale.ungraduated else "Isi penunjukan.")
    row["error"] = show_quantity(error.best)
    verdict = error.against(limit)
    if verdict is TestVerdict.OPEN:
        row |= {"error_low": show_quantity(error.low), "error_high": show_quantity(error.high)}
        return _left_open(row, _settle(scale, error, limit))
    row["verdict"] = verdict.value
    return row, "" if verdict is TestVerdict.SAH else _too_far(scale, error, limit)


def _left_open(row: JsonDict, reason: str) -> tuple[JsonDict, str]:
    return {**row, "verdict": TestVerdict.OPEN.value, "reason": reason}, reason


def _settle(scale: Scale, error: ErrorRange, limit: Decimal) -> str:
    span = f"{comma(error.low)} sampai {comma(error.high)} {scale.unit}"
    return f"Kesalahan antara {span}, BKD ±{comma(limit)} {scale.unit}: baca imbuh (ΔL) untuk memastikan."


def _too_far(scale: Scale, error: ErrorRange, limit: Decimal) -> str:
    span = f"antara {comma(error.low)} sampai {comma(error.high)}"
    span = comma(error.low) if error.low == error.high else span
    return f"Kesalahan {span} {scale.unit} di luar BKD ±{comma(limit)} {scale.unit}."
