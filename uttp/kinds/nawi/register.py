"""A weighing instrument as an old register has it: "15 kg", "5 g", "III"."""

import re
from decimal import Decimal

from simetro.core.kit.quantities import show_quantity
from uttp.kinds.dated import Rules
from uttp.kinds.judging import JsonDict
from uttp.kinds.masses import GRAMS
from uttp.kinds.nawi.rules import CLASS_RULES
from uttp.kinds.registers import MASS, Plain, amounts, class_of


def from_register(plain: Plain, rules: Rules) -> JsonDict:
    """Min, where no register tells it, is the smallest that the class allows, as name plates have it."""
    written = plain.get("interval", "")
    step = amounts("interval", _with_unit(written, plain.get("capacity", "")), MASS, "5 g")
    capacity = amounts("capacity", plain.get("capacity", ""), MASS, "15 kg", lambda unit: _step_in(unit, step))
    interval = step or capacity[1:2]
    accuracy_class = class_of(plain)
    if not capacity or not interval:
        return {"accuracy_class": accuracy_class}
    unit = "g" if MASS[capacity[0][1]] in ("g", "mg") else "kg"
    most, e = _in(unit, *capacity[0]), _in(unit, *interval[0])
    return {
        "unit": unit,
        "max": show_quantity(most),
        "min": show_quantity(e * _least(accuracy_class, e * GRAMS[unit], rules)),
        "e": show_quantity(e),
        "d": show_quantity(e),
        "accuracy_class": accuracy_class,
    }


def _with_unit(interval: str, capacity: str) -> str:
    """The interval with the capacity's unit where it names none of its own."""
    units = re.findall(r"[a-z]+", capacity, re.IGNORECASE)
    return f"{interval} {units[0]}" if interval and units and not re.search("[a-z]", interval, re.I) else interval


def _step_in(unit: str, step: list[tuple[Decimal, str]]) -> Decimal | None:
    return _in(MASS[unit], *step[0]) if step else None


def _in(unit: str, number: Decimal, written: str) -> Decimal:
    return number * GRAMS[MASS[written]] / GRAMS[unit]


def _least(accuracy_class: str, e: Decimal, rules: Rules) -> int:
    """How many e the smallest Min of the class is; `e` in grams."""
    of_class = [row for row in rules[CLASS_RULES] if row.accuracy_class == accuracy_class]
    fitting = [row for row in of_class if row.e_from <= e] or of_class
    return fitting[-1].min_intervals if fitting else 1
