"""The same verdict in the browser: exact, word by word. The full sample runs in `make bench`."""

from pathlib import Path
from random import Random

import pytest

from tests.uttp.kinds.browser import differences, served_in
from tests.uttp.kinds.random_cases import answer_of, case_of
from uttp.kinds import Kind, all_kinds


def test_browser_and_server_never_differ(tmp_path: Path) -> None:
    compared, different = differences(served_in(tmp_path), each=60, seed=1, kinds=all_kinds())
    assert compared == 60 * len(all_kinds())
    assert different == []


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if kind.family not in ("unsettled", "road_tanker")])
def test_cases_by_chance_meet_every_verdict(kind: Kind) -> None:
    """Otherwise the comparison would say nothing."""
    chance = Random(2)
    met = {answer_of(kind, case_of(kind, chance)).get("verdict", "refused") for _ in range(400)}
    assert {"sah", "batal", "open"} <= met
    rows = {
        row["verdict"]
        for _ in range(200)
        for test in answer_of(kind, case_of(kind, chance)).get("tests", [])
        for row in test.get("rows", [])
    }
    assert rows == {"sah", "batal", "open"}
