"""Reads the short texts of old registers, such as "15 kg" or "5 g"."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from simetro.core.kit.quantities import AmbiguousNumber, QuantityError, parse_typed

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_AMOUNT = re.compile(rf"({_NUMBER})\s*([a-z]*)", re.IGNORECASE)
_CLASSES = {"1": "I", "2": "II", "3": "III", "4": "IIII", "IV": "IIII"}
MASS = {"mg": "mg", "g": "g", "gr": "g", "gram": "g", "kg": "kg", "kilo": "kg", "t": "t", "ton": "t"}
Plain = Mapping[str, str]  # capacity, interval, accuracy_class, count


class Unclear(ValueError):
    """`field`: which of the words is meant; the message says how to write it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Doubtful(Unclear):
    """A number whose point may part thousands or decimals; the office is asked once for the whole column."""


class Asked(Unclear):
    """A text that is understood, but not for certain. `suggestion`: the same, written so that nothing is in doubt."""

    def __init__(self, field: str, message: str, suggestion: str) -> None:
        super().__init__(field, message)
        self.suggestion = suggestion


def amounts(
    field: str,
    text: str,
    units: Mapping[str, Any],
    example: str,
    step_in: Callable[[str], Decimal | None] = lambda unit: None,
) -> list[tuple[Decimal, str]]:
    """Numbers with their units as written, in lower case. `step_in`: the scale interval in such a unit, if known.

    Raises Unclear where a unit is none of these, Doubtful where a number can be read in two ways.
    """
    pairs = [(number, unit.lower()) for number, unit in _AMOUNT.findall(text)]
    if text and (not pairs or any(unit not in units for _number, unit in pairs)):
        raise Unclear(field, f"Tulis bilangan dengan satuannya, misalnya {example}.")
    return [(_number(field, number, step_in(unit)), unit) for number, unit in pairs]


def _number(field: str, text: str, step: Decimal | None) -> Decimal:
    try:
        return parse_typed(text, step=step)
    except AmbiguousNumber as error:
        raise Doubtful(field, str(error)) from error
    except QuantityError as error:
        raise Unclear(field, str(error)) from error


def size(plain: Plain, units: Mapping[str, Decimal], example: str) -> Decimal | None:
    """The capacity, converted to the unit whose factor is 1."""
    pairs = amounts("capacity", plain.get("capacity", ""), units, example)
    return pairs[0][0] * units[pairs[0][1]] if pairs else None


def class_of(plain: Plain) -> str:
    text = plain.get("accuracy_class", "").strip()
    written = re.sub(r"^(kelas|kls|kl|class)\b\.?\s*", "", text, flags=re.IGNORECASE).upper()
    return _CLASSES.get(written, written)
