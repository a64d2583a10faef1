"""Kinds whose limits nobody has found yet: readings are taken and kept, and stay open until limits are entered.

A super admin enters the limits of a kind as a dated row of its parameter: a list of steps, each with the reference
value up to which it holds (none: without end), the limit, and whether that is in percent of the reference value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from pydantic import StrictBool

from simetro.core.kit.quantities import MAX_DIGITS, Quantity
from uttp.kinds.checked import Checked, Label, ListOf, NotNegative, Positive, read
from uttp.kinds.common import TYPE_APPROVAL, Seen, begin, judge_only_list, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Field, error_results
from uttp.kinds.judging import JsonDict, Limits, RowResult
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.shapes import KindTest, Rows
from uttp.kinds.terms import Occasion

NOT_KNOWN = "BKD jenis UTTP ini belum ditetapkan, minta super admin mengisinya"
VISUAL = visual(TYPE_APPROVAL)


@dataclass(frozen=True)
class Step:
    """Up to and including this reference value; None: without an upper end."""

    upto: Positive | None
    limit: NotNegative
    percent: StrictBool = False

    def limits(self, reference: Decimal) -> Limits:
        """The limits at this reference value, in the kind's unit as the error is."""
        if not self.percent:
            return Limits.around(self.limit)
        with localcontext(prec=2 * MAX_DIGITS):
            return Limits.around((self.limit * reference).scaleb(-2).normalize())


Steps = tuple[Step, ...]


NOTHING: tuple[Dated[Steps], ...] = (Dated(SINCE, (), "belum ditemukan", confirmed=False),)


def limits_of(code: str, unit: str, known: tuple[Dated[Steps], ...] = NOTHING) -> Parameter[Steps]:
    return Parameter(f"{code}.limits", "BKD menurut nilai acuan", known, unit, Steps)


class Plate(Checked):
    capacity: Label
    accuracy_class: Label | None = None


class Reading(Checked):
    point: Label | None = None
    indication: Quantity | None = None
    reference: Positive | None = None

    @property
    def error(self) -> Decimal | None:
        return None if self.indication is None or self.reference is None else self.indication - self.reference

    @property
    def lacks(self) -> str:
        if self.indication is None:
            return "isi penunjukan"
        return "isi nilai acuan" if self.reference is None else ""


class Observations(Seen):
    readings: ListOf[Reading] | None = None


def _attributes(capacity: str, capacity_en: str) -> tuple[Attribute, ...]:
    return (
        Attribute("capacity", capacity, capacity_en, "text"),
        Attribute("accuracy_class", "Kelas", "Accuracy class", "text", required=False),
    )


def _readings(unit: str) -> KindTest:
    return Rows(
        "readings",
        "Kebenaran",
        "Accuracy",
        columns=(
            Field("point", "Titik uji", "Test point", "text", required=False),
            Field("indication", "Penunjukan", "Indication", "quantity", unit),
            Field("reference", "Nilai acuan", "Reference value", "quantity", unit),
        ),
        results=error_results(unit),
    )


@dataclass(frozen=True, kw_only=True)
class Unsettled(Kind):
    unit: str
    limits: Parameter[Steps]

    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        accuracy_class = attributes.get("accuracy_class")
        return f"{attributes['capacity']}, kelas {accuracy_class}" if accuracy_class else str(attributes["capacity"])

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return read(Plate, attributes, "attributes").model_dump(exclude_unset=True)

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"readings": [{}]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        seen = read_seen(Observations, observations, VISUAL)
        evaluation = begin(service, VISUAL, seen)
        judge_only_list(
            evaluation,
            self.test("readings"),
            self.unit,
            observations,
            seen.readings,
            lambda row: self._judge(row.error, row.reference, row.lacks, rules),
            lambda row: not row.lacks,
        )
        if not rules[self.limits]:
            evaluation.reasons.append(f"{NOT_KNOWN}.")
        return evaluation.answer()

    def _judge(self, error: Decimal | None, reference: Decimal | None, lacks: str, rules: Rules) -> RowResult:
        if error is None or reference is None:
            return RowResult(why_open=lacks)
        step = next((step for step in rules[self.limits] if step.upto is None or reference <= step.upto), None)
        if step is None:
            return RowResult(error, why_open=NOT_KNOWN)
        return RowResult(error, step.limits(reference))


def unsettled(
    code: str,
    name: str,
    name_en: str,
    group: str,
    unit: str,
    months: int,
    *,
    capacity: tuple[str, str] = ("Kapasitas", "Capacity"),
    confirmed: bool = False,
    on_site_only: bool = False,
    known: tuple[Dated[Steps], ...] = NOTHING,
    called: str = "",
) -> Kind:
    """A kind of one list of readings in `unit`, due again after `months` (`confirmed`: nobody doubts how many).

    `capacity`: what its size is called, in both languages. `known`: limits that are known, with their legal basis.
    """
    limits = limits_of(code, unit, known)
    return Unsettled(
        code=code,
        family="unsettled",
        called=called,
        name=name,
        name_en=name_en,
        group=group,
        on_site_only=on_site_only,
        period=period(code, months, confirmed=confirmed),
        parameters=(limits,),
        attributes=_attributes(*capacity),
        tests=(VISUAL, _readings(unit)),
        method=f"Syarat Teknis {name}",
        marks=marks("D8, H dan SL6", "SP6 dan JP8", "pada lemping dan segel"),
        unit=unit,
        limits=limits,
    )
