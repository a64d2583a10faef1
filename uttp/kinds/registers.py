"""What old registers say of an instrument in two words - "15 kg", "5 g" - as the attributes of its kind."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from simetro.core.quantities import QuantityError, parse_typed, show_quantity
from uttp.kinds.dated import Rules
from uttp.kinds.kind import Kind
from uttp.kinds.masses import GRAMS
from uttp.kinds.nawi.rules import CLASS_RULES

_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_AMOUNT = re.compile(rf"({_NUMBER})\s*([a-z]*)", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?")  # as Indonesians write 1.500
_CLASSES = {"1": "I", "2": "II", "3": "III", "4": "IIII", "IV": "IIII"}
_MASS = {"mg": "mg", "g": "g", "gr": "g", "gram": "g", "kg": "kg", "kilo": "kg", "t": "t", "ton": "t"}
_MILLILITRES = {"ml": 1, "cc": 1, "cl": 10, "dl": 100, "l": 1000, "lt": 1000, "ltr": 1000, "liter": 1000}
_METRES = {"m": Decimal(1), "meter": Decimal(1), "mtr": Decimal(1), "cm": Decimal("0.01")}
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


def attributes_from(kind: Kind, plain: Plain, rules: Rules) -> dict[str, Any]:
    """As far as these words tell; what is missing is for `check_attributes` to say. Raises Unclear."""
    read = next((read for family, read in _READERS.items() if kind.code.split(".")[0] == family), _described)
    attributes = read(plain, rules)
    known = {attribute.code for attribute in kind.attributes}
    return {code: value for code, value in attributes.items() if code in known and value not in ("", None)}


def _amounts(field: str, text: str, units: Mapping[str, Any], example: str) -> list[tuple[Decimal, str]]:
    try:
        amounts = [(number_of(number), unit.lower()) for number, unit in _AMOUNT.findall(text)]
    except QuantityError as error:
        raise Unclear(field, str(error)) from error
    if text and (not amounts or any(unit not in units for _number, unit in amounts)):
        raise Unclear(field, f"Tulis bilangan dengan satuannya, misalnya {example}.")
    return amounts


def _class_of(text: str) -> str:
    written = re.sub(r"^(kelas|kls|kl|class)\b\.?\s*", "", text.strip(), flags=re.IGNORECASE).upper()
    return _CLASSES.get(written, written)


def _nawi(plain: Plain, rules: Rules) -> dict[str, Any]:
    """Min, where no register tells it, is the smallest that the class allows, as name plates have it."""
    capacity = _amounts("capacity", plain.get("capacity", ""), _MASS, "15 kg")
    interval = _amounts("interval", plain.get("interval", ""), _MASS, "5 g") or capacity[1:2]
    accuracy_class = _class_of(plain.get("accuracy_class", ""))
    if not capacity or not interval:
        return {"accuracy_class": accuracy_class}
    unit = "g" if _MASS[capacity[0][1]] in ("g", "mg") else "kg"
    most, e = _in(unit, *capacity[0]), _in(unit, *interval[0])
    return {
        "unit": unit,
        "max": show_quantity(most),
        "min": show_quantity(e * _least(accuracy_class, e * GRAMS[unit], rules)),
        "e": show_quantity(e),
        "d": show_quantity(e),
        "accuracy_class": accuracy_class,
    }


def _in(unit: str, number: Decimal, written: str) -> Decimal:
    return number * GRAMS[_MASS[written]] / GRAMS[unit]


def _least(accuracy_class: str, e: Decimal, rules: Rules) -> int:
    """How many e the smallest Min of the class is; `e` in grams."""
    of_class = [row for row in rules[CLASS_RULES] if row.accuracy_class == accuracy_class]
    fitting = [row for row in of_class if row.e_from <= e] or of_class
    return fitting[-1].min_intervals if fitting else 1


def _weights(plain: Plain, rules: Rules) -> dict[str, Any]:
    amounts = _amounts("capacity", plain.get("capacity", ""), _MASS, "1 kg")
    count = plain.get("count", "").strip() or "1"
    items = [{"nominal": show_quantity(number), "unit": _MASS[unit], "count": count} for number, unit in amounts]
    return {"items": items or None, "accuracy_class": plain.get("accuracy_class", "").strip().upper()}


def _volume(plain: Plain, rules: Rules) -> dict[str, Any]:
    amounts = _amounts("capacity", plain.get("capacity", ""), _MILLILITRES, "1 L")
    return {"nominal_ml": show_quantity(amounts[0][0] * _MILLILITRES[amounts[0][1]]) if amounts else ""}


def _length(plain: Plain, rules: Rules) -> dict[str, Any]:
    amounts = _amounts("capacity", plain.get("capacity", ""), _METRES, "5 m")
    nominal = show_quantity(amounts[0][0] * _METRES[amounts[0][1]]) if amounts else ""
    return {"nominal_m": nominal, "accuracy_class": _class_of(plain.get("accuracy_class", ""))}


def _described(plain: Plain, rules: Rules) -> dict[str, Any]:
    return {"capacity": plain.get("capacity", "").strip(), "accuracy_class": plain.get("accuracy_class", "").strip()}


_READERS: dict[str, Callable[[Plain, Rules], dict[str, Any]]] = {
    "nawi": _nawi,
    "weights": _weights,
    "capacity_measure": _volume,
    "length_measure": _length,
}

# What registers call a kind besides its own name, in lower case.
NAMES: dict[str, tuple[str, ...]] = {
    "nawi.electronic": ("timbangan digital", "te", "tbo elektronik", "timb. elektronik", "timbangan elektronik (te)"),
    "nawi.mechanical.counter": ("meja", "tm", "timbangan meja beranger", "meja beranger", "timb. meja"),
    "nawi.mechanical.spring": ("pegas", "tp", "timb. pegas"),
    "nawi.mechanical.steelyard": ("timbangan dacin", "dacin logam"),
    "nawi.mechanical.centesimal": ("sentisimal", "ts", "timb. sentisimal", "centesimal"),
    "nawi.mechanical.sliding_poise": ("bobot ingsut", "tbi", "timb. bobot ingsut"),
    "nawi.mechanical.balance": ("neraca emas", "timbangan emas", "neraca obat"),
    "nawi.weighbridge": ("jt", "timbangan jembatan", "truck scale"),
    "weights": ("at", "anak timbangan biasa", "atb", "anak timbang"),
    "fuel_dispenser": ("pompa ukur", "pubbm", "pu bbm", "pompa bbm", "nozzle", "nozel"),
    "capacity_measure": ("takaran", "takaran minyak", "tb", "liter"),
    "capacity_measure.dry": ("takaran beras", "tk"),
    "length_measure": ("meteran", "meteran gulung", "rol meter"),
    "water_meter": ("pdam", "meteran air"),
    "kwh_meter": ("meter listrik", "kwh"),
    "road_tanker": ("tum", "tangki ukur mobil"),
}
