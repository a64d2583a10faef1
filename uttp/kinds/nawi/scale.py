"""One weighing instrument and the limits that follow from its attributes."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from uttp.kinds.dated import Rules
from uttp.kinds.judging import JsonDict
from uttp.kinds.nawi.attributes import Attributes
from uttp.kinds.nawi.rules import BANDS, factor
from uttp.kinds.terms import Occasion


@dataclass(frozen=True)
class ScaleRange:
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
    parts: tuple[ScaleRange, ...]
    ungraduated: bool
    service: Occasion
    rules: Rules

    def part(self, load: Decimal) -> ScaleRange:
        return next((part for part in self.parts if load <= part.max), self.parts[-1])

    def limit(self, load: Decimal) -> Decimal:
        """Half-width of the limit at this load, in the instrument's unit."""
        return self._limit(self.part(load).e, lambda end: load <= end)

    def _limit_above(self, load: Decimal) -> Decimal:
        part = next((part for part in self.parts if load < part.max), self.parts[-1])
        return self._limit(part.e, lambda end: load < end)

    def _limit(self, e: Decimal, within: Callable[[Decimal], bool]) -> Decimal:
        bands = self.rules[BANDS][self.accuracy_class]
        band = next((band for band in bands if band.upto is None or within(band.upto * e)), bands[-1])
        return band.limit * e * factor(self.service, self.rules)

    def change_overs(self) -> list[Decimal]:
        """Loads from Min to below Max up to which one limit holds and above which another does."""
        bands = self.rules[BANDS][self.accuracy_class]
        ends = {band.upto * part.e for part in self.parts for band in bands if band.upto is not None}
        points = sorted(ends | {part.max for part in self.parts})
        return [p for p in points if self.min <= p < self.max and self.limit(p) != self._limit_above(p)]


def scale(attributes: JsonDict, service: Occasion, rules: Rules) -> Scale:
    """The scale with these attributes, which `check` has passed."""
    seen = Attributes.model_validate(attributes)
    return Scale(
        seen.unit,
        seen.max,
        seen.min,
        seen.accuracy_class,
        seen.grams(seen.max),
        tuple(ScaleRange(plate.max, plate.e, plate.d) for plate in seen.plates()),
        seen.ungraduated,
        service,
        rules,
    )
