"""One weighing instrument: its attributes, checked, and the limits that follow from them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import StrictBool

from uttp.kinds.judging import JsonDict, comma
from uttp.kinds.nawi.rules import BANDS, ClassRule, class_rule, factor
from uttp.kinds.shapes import Positive, Problems, Shape, read
from uttp.kinds.terms import Service

_GRAMS = {"g": Decimal(1), "kg": Decimal(1000)}


class Attributes(Shape):
    unit: Literal["g", "kg"]
    max: Positive
    min: Positive
    e: Positive
    d: Positive | None = None
    accuracy_class: Literal["I", "II", "III", "IIII"]
    extended_display: StrictBool = False
    auxiliary_device: StrictBool = False

    def grams(self, value: Decimal) -> Decimal:
        return value * _GRAMS[self.unit]


@dataclass(frozen=True)
class Part:
    """A weighing range up to and including `max`; `d` is None on an instrument without digital display."""

    max: Decimal
    e: Decimal
    d: Decimal | None

    @property
    def rounds(self) -> bool:
        """The display is so coarse that its rounding matters (R 76-1 A.4.4.3)."""
        return self.d is not None and self.d * 5 > self.e


@dataclass(frozen=True)
class Scale:
    unit: str
    max: Decimal
    min: Decimal
    accuracy_class: str
    max_grams: Decimal
    parts: tuple[Part, ...]
    service: Service
    on: date

    @property
    def digital(self) -> bool:
        return self.parts[0].d is not None

    def part(self, load: Decimal) -> Part:
        return next((part for part in self.parts if load <= part.max), self.parts[-1])

    def limit(self, load: Decimal) -> Decimal:
        """Half-width of the limit at this load, in the instrument's unit."""
        return self._limit(self.part(load).e, lambda end: load <= end)

    def _limit_above(self, load: Decimal) -> Decimal:
        part = next((part for part in self.parts if load < part.max), self.parts[-1])
        return self._limit(part.e, lambda end: load < end)

    def _limit(self, e: Decimal, within: Callable[[Decimal], bool]) -> Decimal:
        bands = BANDS.at(self.on)[self.accuracy_class]
        band = next((band for band in bands if band.upto is None or within(band.upto * e)), bands[-1])
        return band.limit * e * factor(self.service, self.on)

    def change_overs(self) -> list[Decimal]:
        """Loads from Min to below Max up to which one limit holds and above which another does."""
        bands = BANDS.at(self.on)[self.accuracy_class]
        ends = {band.upto * part.e for part in self.parts for band in bands if band.upto is not None}
        points = sorted(ends | {part.max for part in self.parts})
        return [p for p in points if self.min <= p < self.max and self.limit(p) != self._limit_above(p)]


def scale(attributes: JsonDict, service: Service, on: date) -> Scale:
    """From attributes that `check` has passed."""
    seen = Attributes.model_validate(attributes)
    part = Part(seen.max, seen.e, seen.d)
    max_grams = seen.grams(seen.max)
    return Scale(seen.unit, seen.max, seen.min, seen.accuracy_class, max_grams, (part,), service, on)


def check(attributes: object, on: date, *, digital: bool) -> JsonDict:
    seen = read(Attributes, attributes, "attributes")
    problems = Problems()
    if seen.min > seen.max:
        problems.add("attributes.min", "Min tidak boleh di atas Max.")
    _check_d(seen, problems, digital=digital)
    _check_class(seen, on, problems)
    problems.raise_any()
    return seen.model_dump(exclude_unset=True)


def _has_form(value: Decimal, *digits: int) -> bool:
    """Whether the value is one of these digits times a power of ten."""
    return value.normalize().as_tuple().digits in {(digit,) for digit in digits}


def _check_d(seen: Attributes, problems: Problems, *, digital: bool) -> None:
    if not digital:
        _check_no_display(seen, problems)
    elif seen.d is None:
        problems.add("attributes.d", "Isian ini wajib diisi.")
    elif seen.d > seen.e:
        problems.add("attributes.d", "d tidak boleh lebih besar dari e. Periksa lemping timbangan.")
    elif seen.auxiliary_device:
        _check_auxiliary(seen, seen.d, problems)
    elif seen.d < seen.e and not seen.extended_display:
        problems.add("attributes.d", _why_d_below_e(seen))


def _check_no_display(seen: Attributes, problems: Problems) -> None:
    if seen.d is not None:
        problems.add("attributes.d", "Timbangan mekanik tidak punya d. Kosongkan isian ini.")
    for flag in ("extended_display", "auxiliary_device"):
        if getattr(seen, flag):
            problems.add(f"attributes.{flag}", "Hanya untuk timbangan bertampilan digital. Isi tidak.")


def _check_auxiliary(seen: Attributes, d: Decimal, problems: Problems) -> None:
    """R 76-1 3.4.2: d < e <= 10 d, e a power of ten, classes I and II only."""
    if seen.accuracy_class not in ("I", "II"):
        problems.add("attributes.auxiliary_device", "Alat penunjuk tambahan hanya ada pada kelas I dan II.")
    if d == seen.e or seen.e > 10 * d:
        problems.add("attributes.d", "Dengan alat penunjuk tambahan: d di bawah e, dan e paling besar 10 d.")
    if not _has_form(seen.e, 1):
        problems.add("attributes.e", "Dengan alat penunjuk tambahan: e = 1 x 10^k, misalnya 0.01 atau 0.1.")


def _why_d_below_e(seen: Attributes) -> str:
    if seen.accuracy_class in ("I", "II"):
        return "d di bawah e hanya dengan alat penunjuk tambahan atau tampilan diperluas. Nyatakan."
    return "Pada kelas III dan IIII d sama dengan e, kecuali tampilan diperluas untuk pengujian."


def _check_class(seen: Attributes, on: date, problems: Problems) -> None:
    if not _has_form(seen.e, 1, 2, 5):
        problems.add("attributes.e", "e harus berbentuk 1, 2 atau 5 x 10^k, misalnya 0.5, 1, 2, 5 atau 10.")
        return
    rule = class_rule(seen.accuracy_class, seen.grams(seen.e), on)
    if rule is None:
        problems.add(
            "attributes.e", f"Kelas {seen.accuracy_class} tidak mengenal e ini. Periksa e dan kelas."
        )
        return
    _check_n(seen, rule, problems)
    smallest = rule.min_intervals * (seen.d if seen.auxiliary_device and seen.d else seen.e)
    if seen.min < smallest:
        counted = f"{rule.min_intervals} {'d' if seen.auxiliary_device else 'e'}"
        least = f"{comma(smallest)} {seen.unit} ({counted})"
        problems.add("attributes.min", f"Min kelas {seen.accuracy_class} paling kecil {least}.")


def _check_n(seen: Attributes, rule: ClassRule, problems: Problems) -> None:
    too_few = seen.max < rule.n_min * seen.e
    too_many = rule.n_max is not None and seen.max > rule.n_max * seen.e
    if too_few or too_many:
        span = f"{rule.n_min} sampai {rule.n_max}" if rule.n_max else f"paling sedikit {rule.n_min}"
        said = f"Max/e kelas {seen.accuracy_class} harus {span}. Periksa Max, e dan kelas."
        problems.add("attributes.max", said)
        problems.add("attributes.e", said)
