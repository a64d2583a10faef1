"""Kinds whose limits nobody has found yet: readings are taken and kept, and stay open until limits are entered.

A super admin enters the limits of a kind as a dated row of its parameter: a list of steps, each with the reference
value up to which it holds (none: without end), the limit, and whether that is in percent of the reference value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from pydantic import StrictBool

from simetro.core.quantities import MAX_DIGITS, Quantity, comma
from uttp.kinds.checked import Checked, Label, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import TYPE_APPROVAL, Seen, begin, judge_only_list, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Field, error_results
from uttp.kinds.judging import JsonDict, Limits, RowResult, given_rows
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.shapes import KindTest, Rows
from uttp.kinds.terms import Service

NOT_KNOWN = "BKD jenis UTTP ini belum ditetapkan, minta super admin mengisinya"
VISUAL = visual(TYPE_APPROVAL)


@dataclass(frozen=True)
class Step:
    """Up to and including this reference value; None: without an upper end."""

    upto: Positive | None
    limit: NotNegative
    percent: StrictBool = False

    def limits(self, reference: Decimal) -> Limits:
        """In the kind's unit, as the error is."""
        if not self.percent:
            return Limits.around(self.limit)
        with localcontext(prec=2 * MAX_DIGITS):
            return Limits.around((self.limit * reference).scaleb(-2).normalize())


Steps = tuple[Step, ...]


def limits_of(code: str, unit: str) -> Parameter[Steps]:
    nothing: Dated[Steps] = Dated(SINCE, (), "belum ditemukan", confirmed=False)
    return Parameter(f"{code}.limits", "BKD menurut nilai acuan", (nothing,), unit, Steps)


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

    def _suggested_rows(self, service: Service, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"readings": [{}]}

    def _evaluate(self, service: Service, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
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

    def _suggested_rows(self, service: Service, attributes: JsonDict, rules: Rules) -> JsonDict:
        count = min(int(Decimal(attributes["compartments"])), 20)
        return {"compartments": [{"compartment": str(number)} for number in range(1, count + 1)]}

    def _evaluate(self, service: Service, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
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


_LEMPING = "pada lemping dan segel"


def _unsettled(
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
) -> Kind:
    limits = limits_of(code, unit)
    return Unsettled(
        code=code,
        family="unsettled",
        name=name,
        name_en=name_en,
        group=group,
        on_site_only=on_site_only,
        period=period(code, months, confirmed=confirmed),
        parameters=(limits,),
        attributes=_attributes(*capacity),
        tests=(VISUAL, _readings(unit)),
        method=f"Syarat Teknis {name}",
        marks=marks("D8, H dan SL6", "SP6 dan JP8", _LEMPING),
        unit=unit,
        limits=limits,
    )


_TANKER_LIMITS = limits_of("road_tanker", "L")
_AUTOMATIC = "Timbangan otomatis"
_GAS, _LIQUID, _TANKS = "Meter gas", "Meter arus", "Tangki ukur"
KINDS: tuple[Kind, ...] = (
    RoadTanker(
        code="road_tanker",
        family="road_tanker",
        name="Tangki ukur mobil (TUM) BBM",
        name_en="Road tanker for fuel",
        group=_TANKS,
        period=period("road_tanker", 24, confirmed=True),
        parameters=(_TANKER_LIMITS,),
        attributes=(
            Attribute("compartments", "Jumlah kompartemen", "Number of compartments", "quantity"),
            Attribute("capacity", "Kapasitas", "Capacity", "text", hint="Misalnya 16000 L"),
        ),
        tests=(VISUAL, COMPARTMENTS),
        method="Syarat Teknis Tangki Ukur Mobil",
        marks=marks("D8, H dan SL6", "SP6", "pada tiap kompartemen dan segel katup"),
        unit="L",
        limits=_TANKER_LIMITS,
    ),
    _unsettled(
        "tank.vertical",
        "Tangki ukur tetap silinder tegak",
        "Vertical cylindrical tank",
        _TANKS,
        "L",
        72,
        confirmed=True,
        on_site_only=True,
    ),
    _unsettled(
        "tank.spherical", "Tangki ukur bola", "Spherical tank", _TANKS, "L", 144, confirmed=True, on_site_only=True
    ),
    _unsettled(
        "level_gauge",
        "Alat ukur permukaan cairan otomatis",
        "Automatic level gauge",
        _TANKS,
        "mm",
        24,
        confirmed=True,
        on_site_only=True,
    ),
    _unsettled(
        "taximeter", "Meter taksi", "Taximeter", "Meter", "m", 12, capacity=("Konstanta", "Constant"), confirmed=True
    ),
    _unsettled(
        "parking_meter",
        "Meter parkir",
        "Parking meter",
        "Meter",
        "menit",
        12,
        capacity=("Konstanta", "Constant"),
        confirmed=True,
        on_site_only=True,
    ),
    _unsettled(
        "moisture_meter", "Meter kadar air", "Moisture meter", "Meter", "%", 12, capacity=("Komoditas", "Commodity")
    ),
    _unsettled("lpg_dispenser", "Pompa ukur elpiji", "LPG dispenser", "Pompa ukur", "L", 12, on_site_only=True),
    _unsettled("cng_dispenser", "Pompa ukur BBG", "CNG dispenser", "Pompa ukur", "kg", 12, on_site_only=True),
    _unsettled("fuel_flow_meter", "Meter arus BBM", "Fuel flow meter", _LIQUID, "L", 12, on_site_only=True),
    _unsettled("gas_meter.rotary", "Meter gas rotari dan turbin", "Rotary and turbine gas meter", _GAS, "m³", 60),
    _unsettled("gas_meter.diaphragm", "Meter gas diafragma", "Diaphragm gas meter", _GAS, "m³", 120),
    _unsettled("automatic.belt", "Timbangan ban berjalan", "Belt weigher", _AUTOMATIC, "kg", 12, on_site_only=True),
    _unsettled(
        "automatic.wim",
        "Timbangan kendaraan bergerak (WIM)",
        "Weigh-in-motion scale",
        _AUTOMATIC,
        "kg",
        12,
        on_site_only=True,
    ),
    _unsettled("automatic.rail", "Timbangan kereta api", "Rail-weighbridge", _AUTOMATIC, "kg", 12, on_site_only=True),
    _unsettled(
        "automatic.catch", "Timbangan pengecek dan penyortir", "Catchweigher", _AUTOMATIC, "g", 12, on_site_only=True
    ),
)
