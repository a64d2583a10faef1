"""The fields of a name plate, built from what the kind says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from simetro.core.web.forms import PrintedLine, QuantityField
from uttp.kinds import Kind
from uttp.kinds.describe import Field
from uttp.names import label_of

PREFIX = "attributes"
FEWEST_ROWS, MOST_ROWS = 1, 30
REDRAW = {"hx-post": reverse_lazy("attribute_fields"), "hx-target": "#attributes", "hx-swap": "outerHTML"}


@dataclass
class RowFields:
    """An attribute that is a list: one group of fields per line, with a button for one more."""

    described: Field
    names: list[list[str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{PREFIX}.{self.described.code}"


@dataclass(frozen=True)
class AttributePart:
    """What a template shows for one attribute: a field, or the rows of a list."""

    described: Field
    label: str
    field: forms.BoundField | None
    rows: list[list[forms.BoundField]]


class AttributeFields:
    """Fields by the path that the kind's errors name, in the order of the kind."""

    def __init__(self, kind: Kind, values: Mapping[str, Any], more: str = "") -> None:
        self.kind, self._values = kind, values
        self._attributes = {name.removeprefix(f"{PREFIX}."): value for name, value in values.items()}
        self.fields: dict[str, forms.Field] = {}
        self.rows: dict[str, RowFields] = {}
        for described in kind.attributes:
            if described.type == "rows":
                self._add_rows(described, more)
            else:
                self._add(f"{PREFIX}.{described.code}", described)

    def _add(self, path: str, described: Field) -> None:
        self.fields[path] = _field(described, self._attributes)

    def _add_rows(self, described: Field, more: str) -> None:
        rows = RowFields(described)
        wanted = _row_count(rows.path, self._values) + (described.code == more)
        for index in range(min(max(wanted, FEWEST_ROWS if described.required else 0), MOST_ROWS)):
            paths = {f"{rows.path}.{index}.{part.code}": part for part in described.fields}
            for path, part in paths.items():
                self._add(path, part)
                self.fields[path].required = False
            rows.names.append(list(paths))
        self.rows[rows.path] = rows

    def parts(self, form: forms.Form) -> list[AttributePart]:
        return [self._part(form, described) for described in self.kind.attributes]

    def _part(self, form: forms.Form, described: Field) -> AttributePart:
        path = f"{PREFIX}.{described.code}"
        rows = self.rows.get(path)
        field_rows = [[form[name] for name in names] for names in rows.names] if rows else []
        return AttributePart(described, label_of(described), None if rows else form[path], field_rows)

    def read(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes for the kind's actions, without those that were left empty."""
        attributes: dict[str, Any] = {}
        for described in self.kind.attributes:
            path = f"{PREFIX}.{described.code}"
            value = self._filled(path, cleaned) if path in self.rows else cleaned.get(path)
            if value or (described.required and path in self.rows):
                attributes[described.code] = value
        return attributes

    def _filled(self, path: str, cleaned: Mapping[str, Any]) -> list[dict[str, Any]]:
        return [_row(names, cleaned) for names in self._filled_names(path, cleaned)]

    def _filled_names(self, path: str, cleaned: Mapping[str, Any]) -> list[list[str]]:
        return [names for names in self.rows[path].names if _row(names, cleaned)]

    def field_of(self, path: str, cleaned: Mapping[str, Any]) -> str | None:
        """The form field for a path of the kind's error. The kind counts rows without the empty ones."""
        head, _dot, tail = path.removeprefix(f"{PREFIX}.").partition(".")
        rows = self.rows.get(f"{PREFIX}.{head}")
        if rows is None:
            return path if path in self.fields else None
        index, _dot, code = tail.partition(".")
        filled = self._filled_names(rows.path, cleaned) or rows.names
        line = filled[int(index)] if index.isdecimal() and int(index) < len(filled) else (rows.names or [[]])[0]
        return next((name for name in line if not code or name.endswith(f".{code}")), None)


def _row(names: list[str], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    return {name.rpartition(".")[2]: cleaned[name] for name in names if cleaned.get(name)}


def _row_count(path: str, values: Mapping[str, Any]) -> int:
    indexes = [name.removeprefix(f"{path}.").partition(".")[0] for name in values if name.startswith(f"{path}.")]
    return max((int(index) + 1 for index in indexes if index.isdecimal() and len(index) < 3), default=0)


def _field(described: Field, attributes: Mapping[str, Any]) -> forms.Field:
    common: dict[str, Any] = {"label": label_of(described), "required": described.required}
    common["help_text"] = described.hint
    if described.type == "boolean":
        return forms.BooleanField(**common | {"required": False})
    if described.type == "choice":
        chosen = [(choice.value, label_of(choice)) for choice in described.choices]
        return forms.ChoiceField(choices=[("", _("Pilih")), *chosen], **common)
    if described.type == "quantity":
        chooser = f"{PREFIX}.{described.unit_from}" if described.unit_from else ""
        bounds = described.bounds(attributes)
        unit = described.unit_in(attributes)
        return QuantityField(unit=unit, unit_from=chooser, step=bounds.step, most=bounds.most, **common)
    return PrintedLine(max_length=60, **common)


def flat(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Stored attributes as initial values, by the names of the form fields."""
    values: dict[str, Any] = {}
    for code, value in attributes.items():
        if isinstance(value, list):
            for index, row in enumerate(value):
                values |= {f"{PREFIX}.{code}.{index}.{name}": part for name, part in row.items()}
        else:
            values[f"{PREFIX}.{code}"] = value
    return values
