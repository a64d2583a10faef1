"""A name plate in words."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from uttp.kinds import Kind
from uttp.kinds.describe import Field
from uttp.models import Instrument
from uttp.names import label_of

Fact = tuple[str, str]


def plate_of(instrument: Instrument) -> list[Fact]:
    return plate_facts(instrument.kind, instrument.attributes)


def plate_facts(kind: Kind, attributes: dict[str, Any]) -> list[Fact]:
    """Label and value of every attribute that is filled in, in the order of the kind; units stand behind values."""
    units = {one.unit_from for one in kind.attributes}
    told = [one for one in kind.attributes if one.code not in units]
    filled = [one for one in told if attributes.get(one.code) not in (None, "", False, [])]
    return [(label_of(one), _value(one, attributes[one.code], attributes)) for one in filled]


def _value(described: Field, value: Any, attributes: dict[str, Any]) -> str:
    if described.type == "rows":
        return "; ".join(_row(described, row, attributes) for row in value)
    if described.type == "boolean":
        return _("Ya")
    if described.type == "choice":
        return next((label_of(one) for one in described.choices if one.value == value), value)
    unit = described.unit or attributes.get(described.unit_from, "")
    return f"{_written(value)} {unit}".strip() if described.type == "quantity" else str(value)


def _row(described: Field, row: dict[str, Any], attributes: dict[str, Any]) -> str:
    known = {**attributes, **row}
    return ", ".join(
        f"{label_of(one)} {_value(one, row[one.code], known)}" for one in described.fields if one.code in row
    )


def _written(value: Any) -> str:
    return str(value) if get_language() == "en" else str(value).replace(".", ",")
