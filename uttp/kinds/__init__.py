"""Kinds of instruments: attributes, periods, limits, tests and their evaluation. Pure Python, no Django."""

from uttp.kinds import fuel_dispenser, nawi
from uttp.kinds.errors import InvalidInput, UnknownKind
from uttp.kinds.kind import Kind
from uttp.kinds.terms import Service, Verdict

__all__ = ["InvalidInput", "Kind", "Service", "UnknownKind", "Verdict", "all_kinds", "get_kind"]

_KINDS: dict[str, Kind] = {kind.code: kind for kind in (*nawi.KINDS, *fuel_dispenser.KINDS)}


def get_kind(code: str) -> Kind:
    """Raises UnknownKind."""
    if not isinstance(code, str) or code not in _KINDS:
        raise UnknownKind(code)
    return _KINDS[code]


def all_kinds() -> list[Kind]:
    return list(_KINDS.values())
