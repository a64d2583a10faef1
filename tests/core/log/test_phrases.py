"""Whatever the code writes into the log, the log can say."""

import ast
from collections.abc import Iterator

import pytest

from certificates.enums import Ask, Decision
from portal.enums import LinkStatus, RequestStatus
from services.enums import OrderStatus, SidangStatus
from simetro.config import BASE_DIR
from simetro.core.log.audit import ACCOUNTS_VERB, LIST_VERB
from simetro.core.log.phrases import Deed, all_phrases, timeline_phrases

ROOMS = ("simetro", "uttp", "services", "certificates", "portal")
RECORDERS = {"record", "record_many", "record_view"}
# What the code puts together: by how it is written there, all that it can become.
MADE = {
    "f'services.order_{status}'": {f"services.order_{status}" for status in OrderStatus},
    "f'services.sidang_{to}'": {f"services.sidang_{status}" for status in SidangStatus},
    "f'certificates.{decision}'": {f"certificates.{decision}" for decision in Decision},
    "f'certificates.ask_to_{ask}'": {f"certificates.ask_to_{ask}" for ask in Ask},
    "f'portal.link_{status}'": {f"portal.link_{status}" for status in LinkStatus if status != LinkStatus.ASKED},
    "f'portal.data_{status}'": {f"portal.data_{status}" for status in RequestStatus if status != RequestStatus.ASKED},
    "f'uttp.delete_{row._meta.model_name}'": {"uttp.delete_owner", "uttp.delete_instrument"},
    "verb": {"services.withdraw_item", "services.send_to_repair", "services.give_up_repair"},
}


def recorded() -> Iterator[ast.expr]:
    files = {path for room in ROOMS for path in (BASE_DIR / room).rglob("*.py")}
    for path in files - {BASE_DIR / "simetro" / "core" / "log" / "audit.py"}:  # where they are defined
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        yield from (node.args[1] for node in calls if getattr(node.func, "id", "") in RECORDERS and node.args[1:])


def meant(verb: ast.expr) -> set[str]:
    if isinstance(verb, ast.Constant):
        return {str(verb.value)}
    return meant(verb.body) | meant(verb.orelse) if isinstance(verb, ast.IfExp) else MADE[ast.unparse(verb)]


def test_every_verb_of_the_code_has_words() -> None:
    verbs = {verb for written in recorded() for verb in meant(written)}
    assert verbs | {LIST_VERB, ACCOUNTS_VERB} == set(all_phrases())


@pytest.mark.parametrize("deed", [Deed.VIEW, Deed.EXPORT])
def test_timelines_leave_out_who_looked(deed: Deed) -> None:
    assert not any(phrase.deed == deed for phrase in timeline_phrases().values())
