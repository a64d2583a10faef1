"""Meter kWh: the error in percent at each load, by accuracy class."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from simetro.core.kit.quantities import Quantity, comma
from uttp.kinds.checked import Checked, Label, ListOf, NotNegative, Positive, read
from uttp.kinds.common import TYPE_APPROVAL, Seen, begin, classes, judge_only_list, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Field, error_results
from uttp.kinds.judging import JsonDict, Limits, RowResult
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.shapes import Rows
from uttp.kinds.terms import Occasion

BASIS = "OIML R 46-1/-2:2012; batas di Indonesia belum dipastikan"
LIMITS = Parameter(
    "kwh_meter.limits",
    "BKD",
    (
        Dated(
            SINCE,
            {"A": Decimal(2), "B": Decimal(1), "C": Decimal("0.5"), "D": Decimal("0.2")},
            BASIS,
            confirmed=False,
        ),
    ),
    "%",
    dict[str, NotNegative],
)
ATTRIBUTES = (
    Attribute("accuracy_class", "Kelas", "Accuracy class", "choice", choices=classes("A", "B", "C", "D")),
    Attribute("voltage_v", "Tegangan nominal", "Nominal voltage", "quantity", "V"),
    Attribute("current", "Arus dasar (maksimum)", "Basic (maximum) current", "text", hint="Misalnya 5(60) A"),
)
VISUAL = visual(TYPE_APPROVAL)
READINGS = Rows(
    "readings",
    "Kebenaran",
    "Accuracy",
    columns=(
        Field("point", "Arus dan faktor daya", "Current and power factor", "text", hint="Misalnya Imaks, cos phi 1"),
        Field("error_percent", "Kesalahan", "Error", "quantity", "%"),
    ),
    results=error_results("%")[1:],  # the error is what was read
)


class Meter(Checked):
    accuracy_class: Literal["A", "B", "C", "D"]
    voltage_v: Positive
    current: Label


class Reading(Checked):
    point: Label | None = None
    error_percent: Quantity | None = None


class Observations(Seen):
    readings: ListOf[Reading] | None = None


@dataclass(frozen=True, kw_only=True)
class KwhMeter(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        return f"{comma(attributes['voltage_v'])} V, {attributes['current']}, kelas {attributes['accuracy_class']}"

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return read(Meter, attributes, "attributes").model_dump()

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"readings": [{}]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        seen = read_seen(Observations, observations, VISUAL)
        evaluation = begin(service, VISUAL, seen)
        judge_only_list(
            evaluation,
            READINGS,
            "%",
            observations,
            seen.readings,
            lambda row: _judge(row, attributes["accuracy_class"], rules),
            lambda row: row.error_percent is not None,
        )
        return evaluation.answer()


def _judge(row: Reading, accuracy_class: str, rules: Rules) -> RowResult:
    limits = Limits.around(rules[LIMITS][accuracy_class])
    return RowResult(row.error_percent, limits, "isi kesalahan" if row.error_percent is None else "")


KINDS: tuple[Kind, ...] = (
    KwhMeter(
        code="kwh_meter",
        family="kwh_meter",
        called="meter listrik, kwh",
        name="Meter kWh",
        name_en="Electricity meter",
        group="Meter",
        period=period("kwh_meter", 120, confirmed=False),
        parameters=(LIMITS,),
        attributes=ATTRIBUTES,
        tests=(VISUAL, READINGS),
        method="Syarat Teknis Meter kWh, mengacu OIML R 46:2012",
        marks=marks("D8, H dan SL6", "SP6", "pada segel penutup meter"),
    ),
)
