"""Kinds of instruments: attributes, periods, limits, tests and their evaluation. Pure Python, no Django."""

from functools import cache
from typing import Any

from uttp.kinds import (
    capacity_measure,
    fuel_dispenser,
    kwh_meter,
    length_measure,
    nawi,
    road_tanker,
    table,
    water_meter,
    weights,
)
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.errors import InvalidInput, UnknownKind
from uttp.kinds.kind import Kind
from uttp.kinds.terms import Occasion, TestVerdict

__all__ = [
    "Dated",
    "InvalidInput",
    "Kind",
    "Occasion",
    "Parameter",
    "Rules",
    "TestVerdict",
    "UnknownKind",
    "all_kinds",
    "all_parameters",
    "get_kind",
]

_FAMILIES = (
    nawi,
    weights,
    fuel_dispenser,
    capacity_measure,
    length_measure,
    water_meter,
    kwh_meter,
    road_tanker,
    table,
)
_KINDS: dict[str, Kind] = {kind.code: kind for family in _FAMILIES for kind in family.KINDS}


def get_kind(code: str) -> Kind:
    """Raises UnknownKind."""
    if not isinstance(code, str) or code not in _KINDS:
        raise UnknownKind(code)
    return _KINDS[code]


def all_kinds() -> list[Kind]:
    return list(_KINDS.values())


@cache
def all_parameters() -> dict[str, Parameter[Any]]:
    """The parameters of all kinds, by code; kinds of one family share theirs."""
    return {parameter.code: parameter for kind in all_kinds() for parameter in kind.every_parameter}
