"""What was typed becomes the same observations in the browser, whatever the shape of a test."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from random import Random

from services.forms.readings import Plan, Values, initial_values
from services.forms.readings.offline import offline
from services.forms.readings.typed import read
from simetro.config import BASE_DIR
from tests.uttp.kinds.browser import node
from tests.uttp.kinds.cases import RULES, Json
from tests.uttp.kinds.random_cases import case_of
from uttp.kinds import Kind, all_kinds

HERE = Path(__file__).parent
STRANGE = ("", "x", " 5 ", "12,50", "1.000,5", "-0", "007", "ya", "tidak", "mungkin", "9" * 16)


def spoiled(values: Values, chance: Random) -> Values:
    """Now and then something else in a box, and boxes that no form has."""
    typed = {box: chance.choice(STRANGE) if chance.random() < 0.05 else text for box, text in values.items()}
    further = {"accuracy-7-load": "5", "accuracy-250-load": "5", "readings-3-indication": "5", "runs-12-flow": "max"}
    return {**typed, **(further if chance.random() < 0.3 else {})}


def form_of(kind: Kind, chance: Random) -> tuple[Plan, Values]:
    service, attributes, observations = case_of(kind, chance)
    plan = Plan(kind, service, attributes, RULES)
    return plan, spoiled(initial_values(plan, observations), chance)


def test_browser_reads_what_the_server_reads(tmp_path: Path) -> None:
    chance = Random(3)
    forms = [form_of(kind, chance) for kind in all_kinds() for _ in range(20)]
    for (plan, values), theirs in zip(forms, in_browser(forms, tmp_path), strict=True):
        ours = read(plan, values)
        assert theirs["observations"] == ours.observations, (plan.kind.code, values)
        assert {test: sent for test, sent in theirs["sent"].items() if sent} == ours.sent


def in_browser(forms: list[tuple[Plan, Values]], folder: Path) -> list[Json]:
    module = shutil.copy(BASE_DIR / "services/static/services/typed.js", folder / "typed.mjs")
    given = "\n".join(json.dumps([offline(plan), values]) for plan, values in forms)
    command = [node(), os.fspath(HERE / "typed.mjs"), os.fspath(module)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
