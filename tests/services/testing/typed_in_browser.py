"""The reading form as the browser reads it, run by Node."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from services.testing.forms.readings import Plan, Values
from services.testing.forms.readings.offline import offline
from simetro.config import BASE_DIR
from tests.uttp.kinds.browser import node
from tests.uttp.kinds.cases import Json

HERE = Path(__file__).parent


def read_in_browser(forms: list[tuple[Plan, Values]], folder: Path) -> list[Json]:
    module = shutil.copy(BASE_DIR / "services/static/services/typed.js", folder / "typed.mjs")
    given = "\n".join(json.dumps([offline(plan), values]) for plan, values in forms)
    command = [node(), os.fspath(HERE / "typed.mjs"), os.fspath(module)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
