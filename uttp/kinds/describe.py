"""What a kind says about itself, enough for a generic form, a generic document and GET /kinds."""

import re
from dataclasses import dataclass
from typing import Literal

from uttp.kinds.terms import BOTH, Service

FieldType = Literal["quantity", "quantities", "boolean", "choice", "text", "verdict", "rows"]
Shape = Literal["checklist", "value", "record", "rows", "record_rows"]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Field:
    """One thing to fill in, or one column of results; `unit_from` names the attribute that holds its unit."""

    code: str
    label: str
    label_en: str
    type: FieldType
    unit: str = ""
    unit_from: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = True
    hint: str = ""
    fields: tuple["Field", ...] = ()  # of each row, where the type is rows


Attribute = Field


@dataclass(frozen=True)
class Item:
    """One yes-or-no question of a checklist."""

    code: str
    label: str
    label_en: str
    required_for: tuple[Service, ...] = BOTH


@dataclass(frozen=True)
class KindTest:
    """One key of the observations.

    checklist: {item: bool} · value: one quantity, described by fields[0] · record: {field: ...} ·
    rows: [{column: ...}] · record_rows: {field: ..., "rows": [{column: ...}]}.
    `results`: what the evaluation adds, per row where the shape has rows, else on the test itself.
    A test that is not `judged` is only noted; a `derived` one is computed from others and takes no reading.
    """

    code: str
    label: str
    label_en: str
    shape: Shape
    required_for: tuple[Service, ...] = BOTH
    items: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()
    columns: tuple[Field, ...] = ()
    results: tuple[Field, ...] = ()
    hint: str = ""
    judged: bool = True
    derived: bool = False

    def items_for(self, service: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if service in item.required_for)


@dataclass(frozen=True)
class Mark:
    """Which marks go where, for one service."""

    service: Service
    marks: str
    place: str

    def __str__(self) -> str:
        return f"{self.marks} {self.place}"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(re.findall(r"[A-Z]+[0-9]*", self.marks))

    @property
    def places(self) -> int:
        """On how many places of the instrument each of them goes, as the regulation lists them."""
        return 1 + self.place.count(", ") + self.place.count(" dan ")


VERDICT = Field("verdict", "Hasil", "Result", "verdict")


def error_results(unit: str = "", unit_from: str = "") -> tuple[Field, ...]:
    return (
        Field("error", "Kesalahan", "Error", "quantity", unit, unit_from),
        Field("mpe", "BKD", "MPE", "quantity", unit, unit_from),
        VERDICT,
    )


def skewed_results(unit: str) -> tuple[Field, ...]:
    """Where the limit may lie on one side of zero only."""
    error, mpe, verdict = error_results(unit)
    low = Field("mpe_low", "BKD bawah", "Lower MPE", "quantity", unit)
    high = Field("mpe_high", "BKD atas", "Upper MPE", "quantity", unit)
    return error, mpe, low, high, verdict


def value_results(label: str, label_en: str, unit: str = "", unit_from: str = "") -> tuple[Field, ...]:
    return (
        Field("value", label, label_en, "quantity", unit, unit_from),
        Field("limit", "Batas", "Limit", "quantity", unit, unit_from),
        VERDICT,
    )
