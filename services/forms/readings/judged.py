"""The verdict on what can be read; what cannot is told beside its box and judged as if it were not there yet."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.forms.readings.plan import Json, Plan, Values
from services.forms.readings.typed import Typed, read
from simetro.core.sentences import FieldError
from uttp.kinds import InvalidInput

ROOT = "observations."
ROUNDS = 10  # each round takes away at least one reading that contradicts the instrument
OPEN: Json = {"verdict": "open", "reasons": [], "missing": [], "tests": []}


@dataclass(frozen=True)
class Judged:
    """`observations` can be stored as they are; `problems` are sentences that belong to no box."""

    observations: Json
    evaluation: Json
    errors: dict[str, str]
    problems: tuple[str, ...]
    sent: dict[str, list[int]]

    @property
    def is_clean(self) -> bool:
        return not self.errors and not self.problems

    @property
    def verdict(self) -> str:
        return str(self.evaluation["verdict"]) if self.is_clean else "open"


def judge(plan: Plan, values: Values, on: date) -> Judged:
    typed = read(plan, values)
    problems: list[str] = []
    evaluation = OPEN
    for _round in range(ROUNDS):
        try:
            evaluation = plan.kind.evaluate(plan.service, plan.attributes, typed.observations, on)
            break
        except InvalidInput as error:
            foreign = _take_out(typed, error.errors)
            if foreign:
                problems = foreign
                break
    return Judged(typed.observations, evaluation, typed.errors, tuple(problems), typed.sent)


def _take_out(typed: Typed, errors: Iterable[FieldError]) -> list[str]:
    """Moves what the kind refuses from the observations to the errors; returns what belongs to no reading."""
    foreign = []
    kept = deepcopy(typed.observations)
    for error in reversed(list(errors)):  # from the end, so that the places before stay what they are
        path = error.field.removeprefix(ROOT)
        name = typed.places.get(path)
        if name is None and path not in kept:
            foreign.append(error.message)
            continue
        typed.errors[name or path] = error.message
        _drop(kept, path.split("."))
    typed.observations = kept
    return foreign


def _drop(found: Any, steps: list[str]) -> None:
    for step in steps[:-1]:
        found = found[int(step)] if isinstance(found, list) else found.get(step, {})
    if isinstance(found, dict):
        found.pop(steps[-1], None)
    elif int(steps[-1]) < len(found):
        found.pop(int(steps[-1]))
