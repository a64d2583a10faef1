"""One reading, from the actions that the API calls to the PDF: who follows it by the calls hardly ever goes back up.

What an endpoint hands down to be called (its guard, its body) and generators that a lower room runs through are no way
back: they stand where the reader already was.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import CO_GENERATOR
from types import FrameType
from typing import Any

import pytest

from tests.office import Office

HOUSE = ["simetro.core", "uttp", "services", "certificates", "simetro.reports", "portal"]
CORE = ["kit", "hooks", "templatetags", "models", "db", "access", "log", "outbox", "documents", "spreadsheets", "web"]
CORE += ["rest", "accounts", "settings", "own_phrases", "own_hooks", "tasks", "management", "apps"]
SERVICES = ["codes", "enums", "office_settings", "sentences", "models", "calendar", "authority", "papers", "stamps"]
SERVICES += ["orders", "testing", "repairs", "sidang", "personal_data", "reference", "api", "urls", "hooks", "apps"]
LAYERS = ["kinds", "models", "queries", "rules", "sheet", "render", "files", "actions", "schemas", "forms", "api"]
MOST = 3
Step = tuple[str, str]


def height(module: str) -> tuple[int, int, int]:
    """App, room and layer, counted from the ground; what stands in no layer is as high as what it was called from."""
    app = next(name for name in HOUSE if module == name or module.startswith(f"{name}."))
    parts = module.removeprefix(app).strip(".").split(".")
    rooms = {"simetro.core": CORE, "services": SERVICES}.get(app, [])
    room = rooms.index(parts[0]) + 1 if parts[0] in rooms else 0
    layer = next((LAYERS.index(part) + 1 for part in parts if part in LAYERS), 0)
    return HOUSE.index(app), room, layer


def is_upward(caller: str, called: str) -> bool:
    """Into a higher app or room, or inside one into a higher layer."""
    *one_room, one_layer = height(caller)
    *other_room, other_layer = height(called)
    if one_room != other_room:
        return other_room > one_room
    return bool(one_layer and other_layer) and other_layer > one_layer


def name_of(frame: FrameType | None) -> str:
    """The module of ours that it runs in, or nothing; imports and generators are passed over."""
    if frame is None or frame.f_code.co_name == "<module>" or frame.f_code.co_flags & CO_GENERATOR:
        return ""
    name = str(frame.f_globals.get("__name__", ""))
    return name if name.startswith(tuple(HOUSE)) else ""


@contextmanager
def walked() -> Iterator[set[Step]]:
    """From which module to which the walk went up."""
    upward: set[Step] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        caller, called = name_of(frame.f_back), name_of(frame)
        if event == "call" and caller and called and is_upward(caller, called):
            upward.add((caller, called))

    sys.setprofile(note)
    try:
        yield upward
    finally:
        sys.setprofile(None)


@pytest.mark.django_db(transaction=True)
def test_it_turns_back_no_more_than_three_times(office: Office) -> None:
    item = office.item()
    with walked() as upward:
        certificate = office.issued(office.tested(item))
    assert certificate.file
    assert len(upward) <= MOST, sorted(upward)
