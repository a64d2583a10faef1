"""The attributes on the plate of a weighing instrument, and how they may contradict each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from simetro.core.kit.quantities import comma
from uttp.kinds.checked import Checked, Positive, Problems, read
from uttp.kinds.dated import Rules
from uttp.kinds.judging import JsonDict
from uttp.kinds.masses import GRAMS
from uttp.kinds.nawi.rules import class_rule

MAX_RANGES = 10


class Range(Checked):
    max: Positive
    e: Positive
    d: Positive | None = None


class Attributes(Checked):
    unit: Literal["g", "kg"]
    max: Positive
    min: Positive
    e: Positive
    d: Positive | None = None
    accuracy_class: Literal["I", "II", "III", "IIII"]
    extended_display: StrictBool = False
    auxiliary_device: StrictBool = False
    ungraduated: StrictBool = False
    ranges: Annotated[list[Range], Field(max_length=MAX_RANGES)] = Field(default_factory=list)

    def grams(self, value: Decimal) -> Decimal:
        return value * GRAMS[self.unit]

    def plates(self) -> list["RangePlate"]:
        """The weighing ranges from the smallest up; one where the plate names no more."""
        if not self.ranges:
            return [RangePlate("attributes", self.max, self.e, self.d)]
        return [RangePlate(f"attributes.ranges.{i}", own.max, own.e, own.d) for i, own in enumerate(self.ranges)]


@dataclass(frozen=True)
class RangePlate:
    """Max, e and d of one weighing range, and where they were written."""

    path: str
    max: Decimal
    e: Decimal
    d: Decimal | None


def check(attributes: object, rules: Rules, *, digital: bool) -> JsonDict:
    seen = read(Attributes, attributes, "attributes")
    problems = Problems()
    for field, message in _contradictions(seen, rules, digital=digital):
        problems.add(field, message)
    problems.raise_any()
    return seen.model_dump(exclude_unset=True)


Refusals = Iterator[tuple[str, str]]  # field and sentence


def _contradictions(seen: Attributes, rules: Rules, *, digital: bool) -> Refusals:
    if seen.min > seen.max:
        yield "attributes.min", "Min tidak boleh di atas Max."
    if seen.ranges:
        yield from _wrong_ranges(seen)
    if seen.ungraduated:
        yield from _wrong_ungraduated(seen, digital=digital)
    if not digital:
        yield from _wrong_display(seen)
    elif seen.d is None:
        yield "attributes.d", "Isian ini wajib diisi."
    for plate in seen.plates():
        if digital:
            yield from _wrong_d(seen, plate)
        yield from _wrong_class(seen, plate, rules)
    yield from _wrong_min(seen, rules)


def _wrong_ranges(seen: Attributes) -> Refusals:
    for index, (below, above) in enumerate(pairwise(seen.ranges), 1):
        if above.max <= below.max:
            yield f"attributes.ranges.{index}.max", "Urutkan rentang dari Max terkecil."
        if above.e <= below.e:
            yield f"attributes.ranges.{index}.e", "e tiap rentang harus lebih besar dari rentang sebelumnya."
    if seen.ranges[-1].max != seen.max:
        yield "attributes.ranges", "Max rentang terakhir harus sama dengan Max timbangan."
    if seen.e not in {own.e for own in seen.ranges}:
        yield "attributes.e", "e harus sama dengan e salah satu rentang."
    if seen.d is not None and seen.d not in {own.d for own in seen.ranges}:
        yield "attributes.d", "d harus sama dengan d salah satu rentang."


def _wrong_ungraduated(seen: Attributes, *, digital: bool) -> Refusals:
    if digital:
        yield "attributes.ungraduated", "Hanya timbangan mekanik yang tidak berskala. Isi tidak."
    if seen.ranges:
        yield "attributes.ranges", "Timbangan tidak berskala hanya punya satu rentang. Kosongkan isian ini."


def _wrong_display(seen: Attributes) -> Refusals:
    """Attributes that only a digital display may have."""
    for path in sorted({plate.path for plate in seen.plates() if plate.d} | ({"attributes"} if seen.d else set())):
        yield f"{path}.d", "Timbangan mekanik tidak punya d. Kosongkan isian ini."
    for flag in ("extended_display", "auxiliary_device"):
        if getattr(seen, flag):
            yield f"attributes.{flag}", "Hanya untuk timbangan bertampilan digital. Isi tidak."


def _wrong_d(seen: Attributes, plate: RangePlate) -> Refusals:
    if plate.d is None:
        if seen.ranges:
            yield f"{plate.path}.d", "Isian ini wajib diisi."
    elif plate.d > plate.e:
        yield f"{plate.path}.d", "d tidak boleh lebih besar dari e. Periksa lemping timbangan."
    elif seen.auxiliary_device:
        yield from _wrong_auxiliary(seen, plate, plate.d)
    elif plate.d < plate.e and not seen.extended_display:
        yield f"{plate.path}.d", _why_d_below_e(seen)


def _wrong_auxiliary(seen: Attributes, plate: RangePlate, d: Decimal) -> Refusals:
    """R 76-1 3.4.2: d < e <= 10 d, e a power of ten, classes I and II only."""
    if seen.accuracy_class not in ("I", "II"):
        yield "attributes.auxiliary_device", "Alat penunjuk tambahan hanya ada pada kelas I dan II."
    if d == plate.e or plate.e > 10 * d:
        yield f"{plate.path}.d", "Dengan alat penunjuk tambahan: d di bawah e, dan e paling besar 10 d."
    if not _has_form(plate.e, 1):
        yield f"{plate.path}.e", "Dengan alat penunjuk tambahan: e = 1 x 10^k, misalnya 0.01 atau 0.1."


def _why_d_below_e(seen: Attributes) -> str:
    if seen.accuracy_class in ("I", "II"):
        return "d di bawah e hanya dengan alat penunjuk tambahan atau tampilan diperluas. Nyatakan."
    return "Pada kelas III dan IIII d sama dengan e, kecuali tampilan diperluas untuk pengujian."


def _has_form(value: Decimal, *digits: int) -> bool:
    """Whether the value is one of these digits times a power of ten."""
    return value.normalize().as_tuple().digits in {(digit,) for digit in digits}


def _wrong_class(seen: Attributes, plate: RangePlate, rules: Rules) -> Refusals:
    if not seen.ungraduated and not _has_form(plate.e, 1, 2, 5):
        yield f"{plate.path}.e", "e harus berbentuk 1, 2 atau 5 x 10^k, misalnya 0.5, 1, 2, 5 atau 10."
        return
    rule = class_rule(seen.accuracy_class, seen.grams(plate.e), rules)
    if rule is None:
        yield f"{plate.path}.e", f"Kelas {seen.accuracy_class} tidak mengenal e ini. Periksa e dan kelas."
    elif not rule.n_min * plate.e <= plate.max or (rule.n_max and plate.max > rule.n_max * plate.e):
        span = f"{rule.n_min} sampai {rule.n_max}" if rule.n_max else f"paling sedikit {rule.n_min}"
        mismatch = f"Max/e kelas {seen.accuracy_class} harus {span}. Periksa Max, e dan kelas."
        yield f"{plate.path}.max", mismatch
        yield f"{plate.path}.e", mismatch


def _wrong_min(seen: Attributes, rules: Rules) -> Refusals:
    plate = seen.plates()[0]
    rule = class_rule(seen.accuracy_class, seen.grams(plate.e), rules)
    if rule is None or not (seen.ungraduated or _has_form(plate.e, 1, 2, 5)):
        return  # refused at e already
    counted, interval = ("d", plate.d) if seen.auxiliary_device and plate.d else ("e", plate.e)
    smallest = rule.min_intervals * interval
    if seen.min < smallest:
        least = f"{comma(smallest)} {seen.unit} ({rule.min_intervals} {counted})"
        yield "attributes.min", f"Min kelas {seen.accuracy_class} paling kecil {least}."
