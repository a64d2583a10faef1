"""Exact quantities as people and programs write them."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

MAX_DIGITS = 15
MAX_LENGTH = MAX_DIGITS + 2  # a sign and a point
PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
_TOO_LONG = f"Bilangan terlalu panjang. Tulis paling banyak {MAX_DIGITS} angka."
MOST_TYPED = 30  # characters of a typed number, points between thousands included
GROUP = 3  # digits between two points
_ONE_POINT = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}(?:\.[0-9]{3})+(?:,[0-9]+)?|\.[0-9]{3},[0-9]+)")
_WRITTEN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class QuantityError(ValueError):
    """The message is a plain sentence for the person who wrote the number."""


def parse_quantity(value: object) -> Decimal:
    """Read a quantity of the API: a string of ASCII digits with at most one point and 15 digits."""
    if not isinstance(value, str):
        raise QuantityError('Tulis bilangan sebagai teks di antara tanda kutip, misalnya "12.5".')
    if len(value) > MAX_DIGITS and _is_too_long(value):  # few are, and every reading comes by here
        raise QuantityError(_TOO_LONG)
    if not _WRITTEN.fullmatch(value):
        raise QuantityError("Tulis bilangan dengan angka 0-9 dan titik desimal saja, misalnya 12.5.")
    return Decimal(value)


def _is_too_long(value: str) -> bool:
    return len(value) > MAX_LENGTH or sum(character.isdigit() for character in value) > MAX_DIGITS


class AmbiguousNumber(QuantityError):
    """A point that may part thousands or decimals, as in "1.000"; whoever asks offers both readings."""

    def __init__(self, text: str, thousand: Decimal, decimal: Decimal) -> None:
        meant = f"ribuan ({comma(thousand)}) atau desimal ({comma(decimal)})"
        super().__init__(f"Titik pada {text} dapat berarti {meant}. Pilih salah satu.")
        self.thousand, self.decimal = thousand, decimal

    @property
    def readings(self) -> tuple[Decimal, Decimal]:
        return self.thousand, self.decimal


def parse_typed(value: str, *, step: Decimal | None = None, most: Decimal | None = None) -> Decimal:
    """Read a quantity typed into a form, with a decimal comma or point; blanks around it do not count.

    A point before three digits is never guessed. `step`: the smallest difference between two values here, which has
    all the decimals that a value can have; `most`: the largest value here. Raises AmbiguousNumber where both readings
    remain, and QuantityError where none does.
    """
    typed = value.strip() if isinstance(value, str) else ""
    if not typed:
        raise QuantityError("Isi bilangan, misalnya 12,5.")
    if len(typed) > MOST_TYPED:
        raise QuantityError(_TOO_LONG)
    if _ONE_POINT.fullmatch(typed):
        return _one_of_two(typed, step, most)
    if _THOUSANDS.fullmatch(typed):
        return _canonical(typed.replace(".", ""))
    if "," in typed and "." in typed:
        raise QuantityError("Tulis tanpa pemisah ribuan, misalnya 1000,5.")
    if typed.count(",") + typed.count(".") > 1:
        raise QuantityError("Tulis paling banyak satu koma desimal, misalnya 12,5.")
    return _canonical(typed)


def _one_of_two(typed: str, step: Decimal | None, most: Decimal | None) -> Decimal:
    """The number with one point before three digits, where only one of its readings can be."""
    thousand, decimal = Decimal(typed.replace(".", "")), Decimal(typed)
    may_be_thousand = most is None or abs(thousand) <= most
    may_be_decimal = step is None or decimals_of(step) >= GROUP
    if may_be_thousand and may_be_decimal:
        raise AmbiguousNumber(typed, thousand, decimal)
    if not may_be_thousand and not may_be_decimal:
        raise QuantityError(f"{typed} tidak mungkin di sini. Tulis tanpa pemisah ribuan, misalnya 1000,5.")
    return thousand if may_be_thousand else decimal


def decimals_of(value: Decimal) -> int:
    """How many digits behind the comma a value needs."""
    return len(show_quantity(value).partition(".")[2])


def _canonical(typed: str) -> Decimal:
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


def grouped(value: Decimal) -> str:
    """The quantity as papers write it: thousands parted by points, a decimal comma."""
    whole, _point, part = show_quantity(value).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


Quantity = Annotated[
    Decimal,
    PlainValidator(parse_quantity),
    PlainSerializer(show_quantity, return_type=str),
    WithJsonSchema({"type": "string", "pattern": PATTERN, "maxLength": MAX_LENGTH}),
]
