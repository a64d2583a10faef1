"""Tangki ukur mobil: compartment by compartment; its limits are entered as those of the kinds in table.py are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simetro.core.kit.quantities import comma
from uttp.kinds.checked import Checked, Label, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import Seen, begin, marks, read_seen
from uttp.kinds.dated import Rules
from uttp.kinds.describe import Attribute, Field, error_results
from uttp.kinds.judging import JsonDict, given_rows
from uttp.kinds.kind import Kind
from uttp.kinds.periods import period
from uttp.kinds.shapes import Rows
from uttp.kinds.terms import Occasion
from uttp.kinds.unsettled import NOT_KNOWN, VISUAL, Unsettled, limits_of


class Tanker(Checked):
    compartments: Positive
    capacity: Label


class Compartment(Checked):
    """Millimetres, except volumes in litres and the sensitivity in L/mm; T = t3 + t4."""

    compartment: Label | None = None
    nominal_l: Positive | None = None
    true_volume_l: Positive | None = None
    t1: NotNegative | None = None
    t2: NotNegative | None = None
    t3: NotNegative | None = None
    t4: NotNegative | None = None
    T: NotNegative | None = None
    d: NotNegative | None = None
    p: NotNegative | None = None
    q: NotNegative | None = None
    s: NotNegative | None = None
    sensitivity: NotNegative | None = None

    @property
    def error(self) -> Decimal | None:
        if self.true_volume_l is None or self.nominal_l is None:
            return None
        return self.true_volume_l - self.nominal_l

    @property
    def lacks(self) -> str:
        return "isi volume nominal dan volume sebenarnya" if self.error is None else ""

    @property
    def adds_up(self) -> bool:
        return self.T is None or self.t3 is None or self.t4 is None or self.t3 + self.t4 == self.T


class TankerObservations(Seen):
    compartments: ListOf[Compartment] | None = None


def _millimetres() -> Iterator[Field]:
    for code in ("t1", "t2", "t3", "t4", "T", "d", "p", "q", "s"):
        yield Field(code, code, code, "quantity", "mm", required=False)


COMPARTMENTS = Rows(
    "compartments",
    "Kompartemen",
    "Compartments",
    columns=(
        Field("compartment", "Kompartemen", "Compartment", "text", required=False),
        Field("nominal_l", "Volume nominal", "Nominal volume", "quantity", "L"),
        Field("true_volume_l", "Volume sebenarnya", "True volume", "quantity", "L"),
        *_millimetres(),
        Field("sensitivity", "Kepekaan", "Sensitivity", "quantity", "L/mm", required=False),
    ),
    results=error_results("L"),
    hint="T = t3 + t4.",
)


@dataclass(frozen=True, kw_only=True)
class RoadTanker(Unsettled):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        return f"{attributes['capacity']}, {comma(attributes['compartments'])} kompartemen"

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return read(Tanker, attributes, "attributes").model_dump()

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        count = min(int(Decimal(attributes["compartments"])), 20)
        return {"compartments": [{"compartment": str(number)} for number in range(1, count + 1)]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        seen = read_seen(TankerObservations, observations, VISUAL)
        rows = seen.compartments or []
        _check_sums(rows)
        evaluation = begin(service, VISUAL, seen)
        if seen.compartments is not None:
            results = [self._judge(row.error, row.nominal_l, row.lacks, rules) for row in rows]
            evaluation.error_rows(COMPARTMENTS, self.unit, given_rows(observations, COMPARTMENTS.code), results)
        if sum(not row.lacks for row in rows) < Decimal(attributes["compartments"]):
            evaluation.lacks(COMPARTMENTS, f"{COMPARTMENTS.label}: isi semua kompartemen.")
        if not rules[self.limits]:
            evaluation.reasons.append(f"{NOT_KNOWN}.")
        return evaluation.answer()


def _check_sums(rows: list[Compartment]) -> None:
    problems = Problems()
    for number, row in enumerate(rows):
        if not row.adds_up:
            problems.add(f"observations.compartments.{number}.T", "T harus sama dengan t3 + t4. Periksa ketiganya.")
    problems.raise_any()


LIMITS = limits_of("road_tanker", "L")
KINDS: tuple[Kind, ...] = (
    RoadTanker(
        code="road_tanker",
        family="road_tanker",
        called="tum, tangki ukur mobil",
        name="Tangki ukur mobil (TUM) BBM",
        name_en="Road tanker for fuel",
        group="Tangki ukur",
        period=period("road_tanker", 24, confirmed=True),
        parameters=(LIMITS,),
        attributes=(
            Attribute("compartments", "Jumlah kompartemen", "Number of compartments", "quantity"),
            Attribute("capacity", "Kapasitas", "Capacity", "text", hint="Misalnya 16000 L"),
        ),
        tests=(VISUAL, COMPARTMENTS),
        method="Syarat Teknis Tangki Ukur Mobil",
        marks=marks("D8, H dan SL6", "SP6", "pada tiap kompartemen dan segel katup"),
        unit="L",
        limits=LIMITS,
    ),
)
