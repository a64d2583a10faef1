"""Judges a reading form. A box that cannot be read gets a sentence and counts as empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from services.testing.forms.readings.plan import Json, Plan, Values
from services.testing.forms.readings.typed import Typed, read
from simetro.core.kit.sentences import FieldError
from uttp.kinds import InvalidInput

ROOT = "observations."
ROUNDS = 10  # each round takes away at least one reading that contradicts the instrument
OPEN: Json = {"verdict": "open", "reasons": [], "missing": [], "tests": []}


@dataclass(frozen=True)
class Judged:
    """`observations` can be stored. `problems`: sentences that belong to no box. `choices`: see `Typed`."""

    observations: Json
    evaluation: Json
    errors: dict[str, str]
    problems: tuple[str, ...]
    row_numbers: dict[str, list[int]]
    choices: dict[str, tuple[Decimal, Decimal]]

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.problems

    @property
    def verdict(self) -> str:
        return str(self.evaluation["verdict"]) if self.is_clean else "open"


def judge(plan: Plan, values: Values) -> Judged:
    left, errors = dict(values), dict[str, str]()
    choices = read(plan, left).choices
    for _round in range(ROUNDS):
        typed = read(plan, left)
        errors |= typed.errors
        try:
            evaluation = plan.kind.evaluate(plan.service, plan.attributes, typed.observations, plan.rules)
        except InvalidInput as error:
            refused, problems = _places(typed, error.errors)
            if problems:
                return Judged(typed.observations, OPEN, errors, tuple(problems), typed.row_numbers, choices)
            errors |= refused
            left = {name: text for name, text in left.items() if not _is_refused(name, refused)}
        else:
            return Judged(typed.observations, evaluation, errors, (), typed.row_numbers, choices)
    typed = read(plan, left)
    return Judged(typed.observations, OPEN, errors, (), typed.row_numbers, choices)


def _places(typed: Typed, errors: Iterable[FieldError]) -> tuple[dict[str, str], list[str]]:
    """Splits the kind's errors into those that belong to a box or a test, by its name, and the others."""
    refused, problems = {}, []
    for error in errors:
        path = error.field.removeprefix(ROOT)
        name = typed.places.get(path, path)
        if path in typed.places or path in typed.observations:
            refused[name] = error.message
        else:
            problems.append(error.message)
    return refused, problems


def _is_refused(name: str, refused: Iterable[str]) -> bool:
    return any(name == box or name.startswith(f"{box}-") for box in refused)
