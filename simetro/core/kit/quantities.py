"""Exact quantities as people and programs write them."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

MAX_DIGITS = 15
MAX_LENGTH = MAX_DIGITS + 2  # a sign and a point
PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
_WRITTEN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class QuantityError(ValueError):
    """The message is a plain sentence for the person who wrote the number."""


def parse_quantity(value: object) -> Decimal:
    """Read a quantity of the API: a string of ASCII digits with at most one point and 15 digits."""
    if not isinstance(value, str):
        raise QuantityError('Tulis bilangan sebagai teks di antara tanda kutip, misalnya "12.5".')
    if len(value) > MAX_DIGITS and _is_too_long(value):  # few are, and every reading comes by here
        raise QuantityError(f"Bilangan terlalu panjang. Tulis paling banyak {MAX_DIGITS} angka.")
    if not _WRITTEN.fullmatch(value):
        raise QuantityError("Tulis bilangan dengan angka 0-9 dan titik desimal saja, misalnya 12.5.")
    return Decimal(value)


def _is_too_long(value: str) -> bool:
    return len(value) > MAX_LENGTH or sum(character.isdigit() for character in value) > MAX_DIGITS


def parse_typed(value: str) -> Decimal:
    """Read a quantity typed into a form: blanks around it and a decimal comma are taken too."""
    if not isinstance(value, str):
        raise QuantityError("Isi bilangan, misalnya 12,5.")
    typed = value.strip()
    if not typed:
        raise QuantityError("Isi bilangan, misalnya 12,5.")
    if "," in typed and "." in typed:
        raise QuantityError("Tulis tanpa pemisah ribuan, misalnya 1000,5.")
    if typed.count(",") + typed.count(".") > 1:
        raise QuantityError("Tulis paling banyak satu koma desimal, misalnya 12,5.")
    try:
        return parse_quantity(typed.replace(",", "."))
    except QuantityError as error:
        sentence = str(error).replace("titik desimal", "koma desimal").replace("12.5", "12,5")
        raise QuantityError(sentence) from None


def show_quantity(value: Decimal) -> str:
    """Write the one canonical form: no exponent, no plus, no minus zero, no needless zeros."""
    if not value:
        return "0"
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def comma(value: Decimal | str) -> str:
    """The quantity with a decimal comma. A string keeps all its digits, a Decimal gets its canonical form."""
    return (value if isinstance(value, str) else show_quantity(value)).replace(".", ",")


Quantity = Annotated[
    Decimal,
    PlainValidator(parse_quantity),
    PlainSerializer(show_quantity, return_type=str),
    WithJsonSchema({"type": "string", "pattern": PATTERN, "maxLength": MAX_LENGTH}),
]
