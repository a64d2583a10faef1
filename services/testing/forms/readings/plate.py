"""What the name plate says, whatever the kind."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.testing.forms.readings.plan import Plan, canonical
from uttp.kinds.describe import Field
from uttp.names import label_of


def plate(plan: Plan) -> list[tuple[str, str]]:
    """Label and value of each attribute that the instrument has; a no is not worth a line."""
    return list(_facts(plan, plan.kind.attributes, plan.attributes))


def _facts(plan: Plan, described: tuple[Field, ...], given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    units = {one.unit_from for one in described}
    for one in described:
        value = given.get(one.code)
        if value not in (None, "", False, []) and one.code not in units:
            yield label_of(one), _shown(plan, one, value)


def _shown(plan: Plan, described: Field, value: Any) -> str:
    if described.type == "rows":
        rows = (", ".join(" ".join(fact) for fact in _facts(plan, described.fields, row)) for row in value)
        return "; ".join(rows)
    if described.type == "boolean":
        return _("Ya")
    chosen = {choice.value: label_of(choice) for choice in described.choices}.get(value)
    return chosen or f"{canonical(described, value)} {plan.unit(described)}".strip()
