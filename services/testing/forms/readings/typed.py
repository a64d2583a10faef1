"""Turns what was typed into observations. A box that cannot be read gets a sentence."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from services.testing.forms.readings.plan import Json, Plan, Values, box_count, row_count
from simetro.core.kit.quantities import AmbiguousNumber
from uttp.kinds.describe import Field
from uttp.kinds.errors import UnclearAnswer


@dataclass
class Typed:
    """What could be read from the boxes, and the sentence beside each box that could not be read.

    `places` maps a path in the observations to the name of its box. `row_numbers` maps the code of a test to the
    numbers, in the form, of the rows that were filled in. `choices`: both readings of a number whose point can be read
    in two ways, by the box.
    """

    observations: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    row_numbers: dict[str, list[int]] = field(default_factory=dict)
    choices: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)


def read(plan: Plan, values: Values) -> Typed:
    form = _Form(plan, values)
    for test in plan.tests:
        observed = test.read(form)
        if observed is not None:
            form.typed.observations[test.code] = observed
    return form.typed


class _Form:
    """The form as a kind's tests read it, box by box."""

    def __init__(self, plan: Plan, values: Values) -> None:
        self.plan, self.values, self.typed = plan, values, Typed()
        self.service = plan.service

    def box_count(self, stem: str) -> int:
        return box_count(stem, self.values)

    def row_count(self, stem: str) -> int:
        return row_count(stem, self.values)

    def suggested(self, test: str) -> Any:
        return self.plan.suggested.get(test)

    def send(self, test: str, number: int) -> None:
        self.typed.row_numbers.setdefault(test, []).append(number)

    def take(self, box: str, field: Field, path: str) -> Any:
        self.typed.places[path] = box
        text = self.values.get(box, "").strip()
        try:
            return field.read(text, self.plan.attributes) if text else None
        except AmbiguousNumber as asked:
            self.typed.choices[box] = asked.readings
            self.typed.errors[box] = str(asked)
        except UnclearAnswer:
            self.typed.errors[box] = _("Pilih Ya atau Tidak.")
        except ValueError as error:
            self.typed.errors[box] = str(error)
        return None
