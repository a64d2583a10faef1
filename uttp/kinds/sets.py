"""Sets of weights as old registers write them: "1 kg", "2 x 200 g; 100 g", and ranges such as "1kg-50g"."""

import re
from collections import Counter
from decimal import Decimal

from simetro.core.kit.quantities import show_quantity
from uttp.kinds.judging import JsonDict
from uttp.kinds.masses import GRAMS
from uttp.kinds.registers import MASS, Asked, Unclear, amounts

UNREADABLE = "Isi set tidak terbaca. Tulis, misalnya, 1 kg x 2; 500 g x 1."
SERIES = (5, 2, 2, 1)  # of each decade, from the largest down
MOST_PIECES = 60
_MASS = r"[0-9]+(?:[.,][0-9]+)*\s*[a-z]+"
_RANGE = re.compile(rf"({_MASS})\s*(?:-|–|—|s/d|s\.?d\.?|sampai|hingga)\s*({_MASS})", re.IGNORECASE)
_PARTS = re.compile(r";|\+|,\s|\bdan\b|&", re.IGNORECASE)
_PILE = re.compile(rf"(?:([0-9]+)\s*[x×@]\s*)?({_MASS})(?:\s*[x×@(]\s*([0-9]+)\s*\)?)?", re.IGNORECASE)
Mass = tuple[Decimal, str]


def pieces_of(text: str, count: str) -> list[JsonDict]:
    """The piles of a set. `count`: how many there are where the text names one mass.

    Raises Asked for a range, of which the usual set is suggested, and Unclear for what is no set.
    """
    if span := _RANGE.fullmatch(text.strip()):
        raise _asked(_mass_in(span[1]), _mass_in(span[2]))
    piles: Counter[Mass] = Counter()
    for part in filter(None, (part.strip() for part in _PARTS.split(text))):
        mass, many = _pile(part)
        piles[mass] += many
    if len(piles) == 1 and count.strip():
        return [_item(mass, count.strip()) for mass in piles]
    return [_item(mass, str(many)) for mass, many in piles.items()]


def _pile(part: str) -> tuple[Mass, int]:
    pile = _PILE.fullmatch(part)
    if not pile:
        raise Unclear("capacity", UNREADABLE)
    return _mass_in(pile[2]), int(pile[1] or pile[3] or 1)


def _mass_in(text: str) -> Mass:
    [(number, unit)] = amounts("capacity", text, MASS, "1 kg")
    return number, MASS[unit]


def _item(mass: Mass, count: str) -> JsonDict:
    return {"nominal": show_quantity(mass[0]), "unit": mass[1], "count": count}


def _asked(largest: Mass, smallest: Mass) -> Unclear:
    most, least = (number * GRAMS[unit] for number, unit in (largest, smallest))
    masses = _usual(most, least)
    if not masses:
        return Unclear("capacity", UNREADABLE)
    written = ", ".join(map(_written, masses))
    return Asked("capacity", f"Rentang ini dapat berarti {written}. Tulis isi setnya.", written)


def _usual(most: Decimal, least: Decimal) -> list[Decimal]:
    """The usual set between the two, in grams, the largest first; nothing where one of them is not of the series."""
    masses: list[Decimal] = []
    decade = Decimal(1).scaleb(most.adjusted())
    while decade * SERIES[0] >= least and len(masses) < MOST_PIECES:
        masses += [digit * decade for digit in SERIES if least <= digit * decade <= most]
        decade = decade.scaleb(-1)
    is_whole = bool(masses) and masses[0] == most and masses[-1] == least
    return masses if is_whole else []


def _written(grams: Decimal) -> str:
    unit = "kg" if grams >= GRAMS["kg"] else "g" if grams >= GRAMS["g"] else "mg"
    return f"{show_quantity(grams / GRAMS[unit]).replace('.', ',')} {unit}"
