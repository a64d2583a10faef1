"""What a kind says about itself, enough for a generic form, a generic document and GET /kinds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from simetro.core.kit.quantities import QuantityError, comma, grouped, parse_typed, show_quantity
from uttp.kinds.errors import UnclearAnswer
from uttp.kinds.terms import BOTH, Occasion
from uttp.kinds.wording import INDONESIAN, Wording

FieldType = Literal["quantity", "quantities", "boolean", "choice", "text", "verdict", "rows"]
YES, NO = "ya", "tidak"  # the values of a box with a yes-or-no question
ANSWERS = {YES: True, NO: False}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    label_en: str


@dataclass(frozen=True)
class Bounds:
    """Step and largest value of a number, as far as they are known."""

    step: Decimal | None = None
    most: Decimal | None = None


def _known(text: object) -> Decimal | None:
    try:
        return parse_typed(str(text)) if text else None
    except QuantityError:
        return None


@dataclass(frozen=True)
class Field:
    """One thing to fill in, or one column of results.

    `unit_from` names the attribute that holds its unit; `sign` stands before a number that counts both ways. A number
    has no more decimals than the first given attribute of `step_from`, and is not above `most_from`; both only decide
    how a point is read. `row_words` says one row of a list in words, its fields in braces; `unreadable` is the sentence
    for a text in a table that is no such list.
    """

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
    sign: str = ""
    step_from: tuple[str, ...] = ()
    most_from: str = ""
    row_words: str = ""
    unreadable: str = ""

    @property
    def is_number(self) -> bool:
        return self.type in ("quantity", "quantities")

    def unit_in(self, attributes: Mapping[str, Any]) -> str:
        """The unit of this field on an instrument with these attributes."""
        return str(attributes.get(self.unit_from, "")) if self.unit_from else self.unit

    def show_row(self, row: Mapping[str, Any]) -> str:
        """One row of a list in the words of `row_words`."""
        numbers = {field.code for field in self.fields if field.is_number}
        texts = {code: grouped(Decimal(str(value))) if code in numbers else value for code, value in row.items()}
        return self.row_words.format(**texts)

    def show(self, value: Any, wording: Wording = INDONESIAN) -> str:
        """A stored value as people read it, without its unit."""
        if self.type == "quantities":
            return "; ".join(wording.number(quantity) for quantity in value)
        if self.type == "quantity":
            return self.sign + wording.number(str(value))
        if self.type == "boolean":
            return wording.answers[value]
        if self.type == "verdict":
            return wording.verdicts[value]
        return next((wording.label(choice) for choice in self.choices if choice.value == value), str(value))

    def show_in(self, attributes: Mapping[str, Any], value: Any, wording: Wording = INDONESIAN) -> str:
        """A stored value with its unit on an instrument with these attributes."""
        return f"{self.show(value, wording)} {self.unit_in(attributes)}".strip()

    def typed(self, value: Any) -> str:
        """A stored value as it stands in the box that it was typed into; of several quantities one."""
        if self.type == "boolean":
            return YES if value else NO
        return comma(str(value)) if self.is_number else str(value)

    def bounds(self, attributes: Mapping[str, Any]) -> Bounds:
        """What is known of a number here, of an instrument with these attributes, stored or typed."""
        steps = [attributes[code] for code in self.step_from if attributes.get(code)]
        return Bounds(_known(steps[0] if steps else ""), _known(attributes.get(self.most_from, "")))

    def read(self, text: str, attributes: Mapping[str, Any]) -> Any:
        """The value to store for a typed text.

        Raises UnclearAnswer, AmbiguousNumber where a point can be read in two ways, or QuantityError with a sentence.
        """
        if self.is_number:
            bounds = self.bounds(attributes)
            return show_quantity(parse_typed(text, step=bounds.step, most=bounds.most))
        if self.type != "boolean":
            return text
        if text not in ANSWERS:
            raise UnclearAnswer(text)
        return ANSWERS[text]


Attribute = Field


@dataclass(frozen=True)
class Item:
    """One yes-or-no question of a checklist."""

    code: str
    label: str
    label_en: str
    required_for: tuple[Occasion, ...] = BOTH

    @property
    def question(self) -> Field:
        return Field(self.code, self.label, self.label_en, "boolean")


@dataclass(frozen=True)
class Mark:
    """Which marks go where, for one service."""

    service: Occasion
    marks: str
    place: str

    def __str__(self) -> str:
        return f"{self.marks} {self.place}"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(re.findall(r"[A-Z]+[0-9]*", self.marks))

    @property
    def places(self) -> int:
        """For each mark, the number of places on the instrument where it goes, as the regulation lists them."""
        return 1 + self.place.count(", ") + self.place.count(" dan ")


VERDICT = Field("verdict", "Hasil", "Result", "verdict")


def error_results(unit: str = "", unit_from: str = "") -> tuple[Field, ...]:
    return (
        Field("error", "Kesalahan", "Error", "quantity", unit, unit_from),
        Field("mpe", "BKD", "MPE", "quantity", unit, unit_from, sign="±"),
        VERDICT,
    )


def skewed_results(unit: str) -> tuple[Field, ...]:
    """The result columns of a test whose limits may lie on one side of zero only."""
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
