"""Loads to begin with; never an indication, never a verdict."""

from decimal import Decimal
from fractions import Fraction

from simetro.core.kit.quantities import show_quantity
from uttp.kinds.judging import JsonDict
from uttp.kinds.nawi.judge import needed_loads
from uttp.kinds.nawi.rules import ACCURACY_LOADS
from uttp.kinds.nawi.scale import Scale

_FILLERS = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(1, 8))


def suggest(scale: Scale, corners: int, codes: set[str]) -> JsonDict:
    loads = {
        "accuracy": [{"load": show_quantity(load)} for load in _accuracy_loads(scale)],
        "repeatability": {"load": show_quantity(_share(scale, Fraction(1, 2)))},
        "eccentricity": {
            "load": show_quantity(_share(scale, Fraction(1, 3))),
            "rows": [{"position": str(number)} for number in range(1, corners + 1)],
        },
    }
    return {test: rows for test, rows in loads.items() if test in codes}


def _accuracy_loads(scale: Scale) -> list[Decimal]:
    loads = {load for _, load in needed_loads(scale)}
    for share in _FILLERS:
        if len(loads) >= scale.rules[ACCURACY_LOADS]:
            break
        loads.add(_share(scale, share))
    return sorted(loads)


def _share(scale: Scale, share: Fraction) -> Decimal:
    """This share of Max to the nearest e, kept within Min and Max."""
    e = scale.parts[0].e
    steps = Fraction(scale.max) * share / Fraction(e)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return min(max(whole * e, scale.min), scale.max)
