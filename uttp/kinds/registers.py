"""Reads the short texts of old registers, such as "15 kg" or "5 g"."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from simetro.core.kit.quantities import QuantityError, parse_typed

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_AMOUNT = re.compile(rf"({_NUMBER})\s*([a-z]*)", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")  # as Indonesians write 1.500
_CLASSES = {"1": "I", "2": "II", "3": "III", "4": "IIII", "IV": "IIII"}
MASS = {"mg": "mg", "g": "g", "gr": "g", "gram": "g", "kg": "kg", "kilo": "kg", "t": "t", "ton": "t"}
Plain = Mapping[str, str]  # capacity, interval, accuracy_class, count


class Unclear(ValueError):
    """`field`: which of the words is meant; the message says how to write it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def number_of(text: str) -> Decimal:
    """A number as people in Indonesia type it: 1.500 is fifteen hundred, 0.5 and 0,5 are a half."""
    typed = text.strip()
    if _THOUSANDS.fullmatch(typed):
        typed = typed.replace(".", "")
    return parse_typed(typed)


def amounts(field: str, text: str, units: Mapping[str, Any], example: str) -> list[tuple[Decimal, str]]:
    """Numbers with their units as written, in lower case. Raises Unclear where a unit is none of these."""
    try:
        pairs = [(number_of(number), unit.lower()) for number, unit in _AMOUNT.findall(text)]
    except QuantityError as error:
        raise Unclear(field, str(error)) from error
    if text and (not pairs or any(unit not in units for _number, unit in pairs)):
        raise Unclear(field, f"Tulis bilangan dengan satuannya, misalnya {example}.")
    return pairs


def size(plain: Plain, units: Mapping[str, Decimal], example: str) -> Decimal | None:
    """The capacity, converted to the unit whose factor is 1."""
    pairs = amounts("capacity", plain.get("capacity", ""), units, example)
    return pairs[0][0] * units[pairs[0][1]] if pairs else None


def class_of(plain: Plain) -> str:
    text = plain.get("accuracy_class", "").strip()
    written = re.sub(r"^(kelas|kls|kl|class)\b\.?\s*", "", text, flags=re.IGNORECASE).upper()
    return _CLASSES.get(written, written)
