"""Meter kayu, ban ukur and depth tape: marked lengths against a standard (OIML R 35-1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any, Literal

from pydantic import StrictBool

from simetro.core.kit.quantities import Quantity, comma, show_quantity
from uttp.kinds.checked import Checked, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import Seen, begin, classes, judge_only_list, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Field, Item, error_results
from uttp.kinds.judging import JsonDict, Limits, RowResult
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.registers import Plain, class_of, size
from uttp.kinds.shapes import Rows
from uttp.kinds.terms import Occasion

BASIS = "OIML R 35-1:2007"
METRES = {**dict.fromkeys(("m", "meter", "mtr"), Decimal(1)), "cm": Decimal("0.01")}


@dataclass(frozen=True)
class Coefficients:
    """The limit is a + b L in mm, L in metres rounded up to a whole one."""

    a: NotNegative
    b: NotNegative


COEFFICIENTS = Parameter(
    "length_measure.coefficients",
    "BKD: a + b L",
    (
        Dated(
            SINCE,
            {
                "I": Coefficients(Decimal("0.1"), Decimal("0.1")),
                "II": Coefficients(Decimal("0.3"), Decimal("0.2")),
                "III": Coefficients(Decimal("0.6"), Decimal("0.4")),
            },
            BASIS,
        ),
    ),
    "mm",
    dict[str, Coefficients],
)
END_SURFACE = Parameter(
    "length_measure.end_surface",
    "Tambahan BKD bila diukur dari ujung",
    (Dated(SINCE, {"I": Decimal("0.1"), "II": Decimal("0.2"), "III": Decimal("0.3")}, BASIS, confirmed=False),),
    "mm",
    dict[str, NotNegative],
)

ATTRIBUTES = (
    Attribute("accuracy_class", "Kelas", "Accuracy class", "choice", choices=classes("I", "II", "III")),
    Attribute("nominal_m", "Panjang nominal", "Nominal length", "quantity", "m"),
    Attribute("end_surface", "Diukur dari ujung", "Measured from an end surface", "boolean", required=False),
)
VISUAL = visual(Item("scale", "Skala jelas dan rata", "Scale clear and even"))
READINGS = Rows(
    "readings",
    "Kebenaran panjang",
    "Accuracy of length",
    columns=(
        Field("length_m", "Panjang", "Length", "quantity", "m"),
        Field("error_mm", "Kesalahan", "Error", "quantity", "mm"),
    ),
    results=error_results("mm")[1:],  # the error is what was read
)


class Tape(Checked):
    accuracy_class: Literal["I", "II", "III"]
    nominal_m: Positive
    end_surface: StrictBool = False


class Reading(Checked):
    length_m: Positive | None = None
    error_mm: Quantity | None = None


class Observations(Seen):
    readings: ListOf[Reading] | None = None


def limits_mm(tape: Tape, length_m: Decimal, rules: Rules) -> Limits:
    own = rules[COEFFICIENTS][tape.accuracy_class]
    more = rules[END_SURFACE][tape.accuracy_class] if tape.end_surface else Decimal(0)
    return Limits.around(own.a + own.b * length_m.to_integral_value(ROUND_CEILING) + more)


def _judge(row: Reading, tape: Tape, rules: Rules) -> RowResult:
    if row.length_m is None:
        return RowResult(why_open="isi panjang")
    limits = limits_mm(tape, row.length_m, rules)
    return RowResult(row.error_mm, limits, "isi kesalahan" if row.error_mm is None else "")


def _read(observations: object, tape: Tape) -> Observations:
    seen = read_seen(Observations, observations, VISUAL)
    problems = Problems()
    for number, row in enumerate(seen.readings or ()):
        if row.length_m is not None and row.length_m > tape.nominal_m:
            too_long = f"Panjang tidak boleh di atas nominal {comma(tape.nominal_m)} m."
            problems.add(f"observations.readings.{number}.length_m", too_long)
    problems.raise_any()
    return seen


@dataclass(frozen=True, kw_only=True)
class LengthMeasure(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        return f"{comma(attributes['nominal_m'])} m, kelas {attributes['accuracy_class']}"

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return read(Tape, attributes, "attributes").model_dump(exclude_unset=True)

    def _from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        length = size(plain, METRES, "5 m")
        nominal = "" if length is None else show_quantity(length)
        return {"nominal_m": nominal, "accuracy_class": class_of(plain)}

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"readings": [{"length_m": attributes["nominal_m"]}]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        tape = Tape.model_validate(attributes)
        seen = _read(observations, tape)
        evaluation = begin(service, VISUAL, seen)
        judge_only_list(
            evaluation,
            READINGS,
            "mm",
            observations,
            seen.readings,
            lambda row: _judge(row, tape, rules),
            lambda row: row.length_m is not None and row.error_mm is not None,
        )
        return evaluation.answer()


def _tape(code: str, name: str, name_en: str, called: str = "") -> Kind:
    return LengthMeasure(
        code=code,
        family="length_measure",
        called=called,
        name=name,
        name_en=name_en,
        group="Ukuran panjang",
        period=period(code, 12, confirmed=True),
        parameters=(COEFFICIENTS, END_SURFACE),
        attributes=ATTRIBUTES,
        tests=(VISUAL, READINGS),
        method="Syarat Teknis Ukuran Panjang, mengacu OIML R 35-1:2007",
        marks=marks("SL4 dan D4", "SL4", "pada ujung awal skala"),
    )


KINDS: tuple[Kind, ...] = (
    _tape("length_measure", "Ban ukur", "Tape measure", called="meteran, meteran gulung, rol meter"),
    _tape("length_measure.wooden", "Meter kayu", "Wooden metre"),
    _tape("length_measure.depth_tape", "Depth tape", "Depth tape"),
    _tape("length_measure.uti", "Ullage temperature interface (UTI)", "Ullage temperature interface (UTI)"),
)
