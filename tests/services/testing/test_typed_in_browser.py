"""What was typed becomes the same observations in the browser, whatever the shape of a test."""

from pathlib import Path
from random import Random

from services.testing.forms.readings import Plan, Values, initial_values
from services.testing.forms.readings.typed import read
from tests.services.testing.typed_in_browser import read_in_browser
from tests.uttp.kinds.cases import RULES
from tests.uttp.kinds.random_cases import case_of
from uttp.kinds import Kind, all_kinds

STRANGE = ("", "x", " 5 ", "12,50", "1.000,5", "-0", "007", "ya", "tidak", "mungkin", "9" * 16)
DOUBTFUL = (
    "1.000",
    "30.000",
    "-10.000",
    "0.500",
    "1.125",
    "1.234.567",
    "12.345,75",
    "1,000.5",
    "999.999",
    "1.0000",
    "2.000,",
)


def spoiled(values: Values, chance: Random) -> Values:
    """Now and then something else in a box, and boxes that no form has."""
    typed = {
        box: chance.choice((*STRANGE, *DOUBTFUL)) if chance.random() < 0.1 else text for box, text in values.items()
    }
    further = {"accuracy-7-load": "5", "accuracy-250-load": "5", "readings-3-indication": "5", "runs-12-flow": "max"}
    return {**typed, **(further if chance.random() < 0.3 else {})}


def form_of(kind: Kind, chance: Random) -> tuple[Plan, Values]:
    service, attributes, observations = case_of(kind, chance)
    plan = Plan(kind, service, attributes, RULES)
    return plan, spoiled(initial_values(plan, observations), chance)


def test_browser_reads_what_the_server_reads(tmp_path: Path) -> None:
    chance = Random(3)
    forms = [form_of(kind, chance) for kind in all_kinds() for _ in range(20)]
    for (plan, values), theirs in zip(forms, read_in_browser(forms, tmp_path), strict=True):
        ours = read(plan, values)
        assert theirs["observations"] == ours.observations, (plan.kind.code, values)
        filled = {test: numbers for test, numbers in theirs["rowNumbers"].items() if numbers}
        assert filled == ours.row_numbers
