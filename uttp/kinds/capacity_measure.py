"""Takaran kering and basah: one volume, filled to a line or to the brim (OIML R 138)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from simetro.core.kit.quantities import Quantity, comma, show_quantity
from uttp.kinds.checked import Checked, ListOf, NotNegative, Positive, read
from uttp.kinds.common import Seen, begin, judge_only_list, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Choice, Field, Item, skewed_results
from uttp.kinds.judging import JsonDict, Limits, RowResult
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.registers import Plain, size
from uttp.kinds.shapes import Rows
from uttp.kinds.terms import Occasion

BASIS = "OIML R 138:2007; batas takaran di Indonesia belum dipastikan"

MILLILITRES = {
    **dict.fromkeys(("ml", "cc"), Decimal(1)),
    "cl": Decimal(10),
    "dl": Decimal(100),
    **dict.fromkeys(("l", "lt", "ltr", "liter"), Decimal(1000)),
}

Use = Literal["transfer", "drinking"]
Filling = Literal["line", "brim"]


@dataclass(frozen=True)
class VolumeLimit:
    """Below this nominal (None: no upper end) the limit is a fixed volume plus a share of the nominal.

    Filled to the brim a measure may only be too large.
    """

    use: Use
    filled_to: Filling
    below_ml: Quantity | None
    fixed_ml: Quantity
    percent: Quantity

    def holds_for(self, measure: "Measure") -> bool:
        is_below = self.below_ml is None or measure.nominal_ml < self.below_ml
        return is_below and (self.use, self.filled_to) == (measure.use, measure.filled_to)

    def limits(self, nominal_ml: Decimal) -> Limits:
        high = self.fixed_ml + nominal_ml * self.percent * Decimal("0.01")
        return Limits.around(high) if self.filled_to == "line" else Limits(Decimal(0), high)


def _limit(use: Use, filled_to: Filling, below: str | None, fixed: str, percent: str) -> VolumeLimit:
    return VolumeLimit(use, filled_to, below and Decimal(below), Decimal(fixed), Decimal(percent))  # type: ignore[arg-type]


LIMITS = Parameter(
    "capacity_measure.limits",
    "BKD",
    (
        Dated(
            SINCE,
            (
                _limit("transfer", "line", "100", "2", "0"),
                _limit("transfer", "line", None, "0", "3"),
                _limit("drinking", "line", "200", "0", "5"),
                _limit("drinking", "line", None, "5", "2.5"),
                _limit("transfer", "brim", "100", "4", "0"),
                _limit("transfer", "brim", None, "0", "6"),
                _limit("drinking", "brim", "200", "0", "10"),
                _limit("drinking", "brim", None, "10", "5"),
            ),
            BASIS,
            confirmed=False,
        ),
    ),
    "mL",
    tuple[VolumeLimit, ...],
)

_USES = (
    Choice("transfer", "Takaran jual beli", "Transfer measure"),
    Choice("drinking", "Gelas minum", "Drinking measure"),
)
_FILLINGS = (Choice("line", "Sampai garis", "To a line"), Choice("brim", "Sampai bibir", "To the brim"))
ATTRIBUTES = (
    Attribute("use", "Kegunaan", "Use", "choice", choices=_USES),
    Attribute("filled_to", "Diisi", "Filled", "choice", choices=_FILLINGS),
    Attribute("nominal_ml", "Volume nominal", "Nominal volume", "quantity", "mL"),
)
VISUAL = visual(Item("shape", "Bentuk tidak berubah, tidak bocor", "Not deformed, no leaks"))
READINGS = Rows(
    "readings",
    "Volume sebenarnya",
    "True volume",
    columns=(Field("true_volume_ml", "Volume sebenarnya", "True volume", "quantity", "mL"),),
    results=skewed_results("mL"),
)


class Measure(Checked):
    use: Use
    filled_to: Filling
    nominal_ml: Positive


class Reading(Checked):
    true_volume_ml: NotNegative | None = None


class Observations(Seen):
    readings: ListOf[Reading] | None = None


@dataclass(frozen=True, kw_only=True)
class CapacityMeasure(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        filled_to = "garis" if attributes["filled_to"] == "line" else "bibir"
        return f"{comma(attributes['nominal_ml'])} mL, diisi sampai {filled_to}"

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return read(Measure, attributes, "attributes").model_dump()

    def _from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        volume = size(plain, MILLILITRES, "1 L")
        return {"nominal_ml": "" if volume is None else show_quantity(volume)}

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"readings": [{}]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        measure = Measure.model_validate(attributes)
        seen = read_seen(Observations, observations, VISUAL)
        evaluation = begin(service, VISUAL, seen)
        judge_only_list(
            evaluation,
            READINGS,
            "mL",
            observations,
            seen.readings,
            lambda row: _judge(row, measure, rules),
            lambda row: row.true_volume_ml is not None,
        )
        return evaluation.answer()


def _judge(row: Reading, measure: Measure, rules: Rules) -> RowResult:
    limits = next(limit for limit in rules[LIMITS] if limit.holds_for(measure)).limits(measure.nominal_ml)
    if row.true_volume_ml is None:
        return RowResult(limits=limits, why_open="isi volume sebenarnya")
    return RowResult(row.true_volume_ml - measure.nominal_ml, limits)


def _measure(code: str, name: str, name_en: str, called: str = "") -> Kind:
    return CapacityMeasure(
        code=code,
        family="capacity_measure",
        called=called,
        name=name,
        name_en=name_en,
        group="Takaran",
        period=period(code, 12, confirmed=True),
        parameters=(LIMITS,),
        attributes=ATTRIBUTES,
        tests=(VISUAL, READINGS),
        method="Syarat Teknis Takaran, mengacu OIML R 138:2007",
        marks=marks("SL6 dan D8", "SL6", "pada bibir atau dekat garis volume"),
    )


KINDS: tuple[Kind, ...] = (
    _measure(
        "capacity_measure", "Takaran basah", "Capacity measure for liquids", called="takaran, takaran minyak, liter"
    ),
    _measure("capacity_measure.dry", "Takaran kering", "Capacity measure for dry goods", called="takaran beras, tk"),
)
