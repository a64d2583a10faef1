"""Judging readings: in Python against only parsing them, and in the browser's evaluator against Python."""

import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Row
from tests.uttp.kinds.browser import differences, served_in
from tests.uttp.kinds.cases import RULES, SCALE, scale_readings
from uttp.kinds import get_kind

VERIFICATIONS, ROUNDS = 1000, 5
EACH = 20_000
COMPARED = (
    "nawi.electronic",
    "nawi.mechanical",
    "nawi.weighbridge",
    "weights",
    "fuel_dispenser",
    "capacity_measure",
    "length_measure",
    "water_meter",
    "kwh_meter",
    "road_tanker",
    "taximeter",
)


def measure() -> list[Row]:
    return [_evaluating(), _comparing()]


def _twelve_rows() -> str:
    loads = [str(load) for load in (40, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000, 6000)]
    accuracy = [{"load": load, "indication": load, "additional_load": "1"} for load in loads]
    return json.dumps(scale_readings(accuracy=accuracy))


def _evaluating() -> Row:
    written, kind = _twelve_rows(), get_kind("nawi.electronic")

    def judge() -> Any:
        return kind.evaluate("tera", SCALE, json.loads(written), RULES)

    assert judge()["verdict"] == "sah"
    judging, parsing = _seconds(judge), _seconds(lambda: json.loads(written))
    against = f"only parsing the JSON: {parsing * 1000:,.0f} ms"
    return Row("evaluating 1,000 verifications of 12 rows", judging * 1000, "ms", against, judging / parsing)


def _seconds(work: Callable[[], Any]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for _ in range(VERIFICATIONS):
            work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def _comparing() -> Row:
    kinds = [get_kind(code) for code in COMPARED]
    with tempfile.TemporaryDirectory() as folder:
        compared, different = differences(served_in(Path(folder)), EACH, seed=20_000, kinds=kinds)
    return Row(f"browser's verdicts, {EACH:,} of {len(kinds)} kinds", compared, "", "differences", len(different))
