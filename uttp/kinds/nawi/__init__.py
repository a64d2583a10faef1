"""Non-automatic weighing instruments (timbangan bukan otomatis)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from simetro.core.kit.quantities import comma, parse_quantity
from uttp.kinds.dated import Rules
from uttp.kinds.describe import Mark
from uttp.kinds.judging import Evaluation, JsonDict
from uttp.kinds.kind import Kind
from uttp.kinds.nawi.attributes import check
from uttp.kinds.nawi.forms import (
    ELECTRONIC_ATTRIBUTES,
    ELECTRONIC_TESTS,
    MECHANICAL_ATTRIBUTES,
    WEIGHBRIDGE_TESTS,
    graduated,
    mechanical_tests,
    ungraduated,
)
from uttp.kinds.nawi.judge import Case, below_min, judge, too_much_substituted
from uttp.kinds.nawi.observations import read_observations
from uttp.kinds.nawi.register import from_register
from uttp.kinds.nawi.rules import DATED
from uttp.kinds.nawi.scale import scale
from uttp.kinds.nawi.suggest import suggest
from uttp.kinds.periods import period
from uttp.kinds.registers import Plain
from uttp.kinds.shapes import KindTest
from uttp.kinds.terms import OPTIONAL, Occasion


@dataclass(frozen=True, kw_only=True)
class WeighingInstrument(Kind):
    digital: bool
    corners: int = 4

    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        if attributes.get("ranges"):
            return _describe_ranges(attributes)
        fine = [f"e = {_mass(attributes['e'], attributes['unit'])}"]
        if attributes.get("d", attributes["e"]) != attributes["e"]:
            fine.append(f"d = {_mass(attributes['d'], attributes['unit'])}")
        most = f"Max {comma(attributes['max'])} {attributes['unit']}"
        return ", ".join((most, *fine, f"kelas {attributes['accuracy_class']}"))

    def questions(self, attributes: Mapping[str, Any], observations: JsonDict, evaluation: JsonDict) -> list[str]:
        too_light = below_min(attributes, observations.get("accuracy", []), self.test("accuracy"))
        substituted = too_much_substituted(attributes, observations.get("accuracy", []), evaluation)
        return [*too_light, *substituted, *super().questions(attributes, observations, evaluation)]

    def shows_zero_errors(self, attributes: Mapping[str, Any]) -> bool:
        """A digital scale with d = e, in every range."""
        parts = attributes.get("ranges") or [attributes]
        return self.digital and all(Decimal(part.get("d", part["e"])) == Decimal(part["e"]) for part in parts)

    def tests_for(self, attributes: Mapping[str, Any]) -> tuple[KindTest, ...]:
        return ungraduated(self.tests) if attributes.get("ungraduated") else graduated(self.tests)

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        return check(attributes, rules, digital=self.digital)

    def _from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        return from_register(plain, rules)

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        codes = {test.code for test in self.tests if service in test.required_for}
        return suggest(scale(attributes, service, rules), self.corners, codes)

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        instrument = scale(attributes, service, rules)
        seen = read_observations(observations, instrument, self.tests)
        given = observations if isinstance(observations, dict) else {}
        case = Case(instrument, seen, given, Evaluation(service), self.corners)
        judge(case, self.tests)
        return case.evaluation.answer()


def _describe_ranges(attributes: Mapping[str, Any]) -> str:
    unit, ranges = attributes["unit"], attributes["ranges"]
    most = "/".join(comma(part["max"]) for part in ranges)
    fine = "/".join(_mass(part["e"], unit) for part in ranges)
    return f"Max {most} {unit}, e = {fine}, kelas {attributes['accuracy_class']}"


def _mass(value: str, unit: str) -> str:
    """Intervals below one kilogram read better in grams."""
    mass = parse_quantity(value)
    return f"{comma(mass * 1000)} g" if unit == "kg" and mass < Decimal(1) else f"{comma(mass)} {unit}"


_METHOD = "Syarat Teknis Timbangan Bukan Otomatis (TBO) 240/2023, mengacu OIML R 76-1:2006"
_MARKS = (
    Mark(Occasion.TERA, "SL6, D8 dan H", "pada lemping"),
    Mark(Occasion.TERA, "JP8", "pada segel lemping"),
    Mark(Occasion.TERA_ULANG, "SP6 dan JP8", "pada justir"),
)


def _electronic(
    code: str, name: str, name_en: str, group: str, tests: tuple[KindTest, ...] = ELECTRONIC_TESTS, **more: Any
) -> WeighingInstrument:
    return WeighingInstrument(
        code=code,
        family="nawi",
        name=name,
        name_en=name_en,
        group=group,
        period=period(code, 12, confirmed=False),
        parameters=DATED,
        attributes=ELECTRONIC_ATTRIBUTES,
        tests=tests,
        method=_METHOD,
        marks=_MARKS,
        digital=True,
        **more,
    )


def _mechanical(code: str, name: str, name_en: str, *, called: str = "", off_centre: bool = True) -> WeighingInstrument:
    return WeighingInstrument(
        code=code,
        family="nawi",
        called=called,
        name=name,
        name_en=name_en,
        group="Timbangan mekanik",
        period=period(code, 12, confirmed=False),
        parameters=DATED,
        attributes=MECHANICAL_ATTRIBUTES,
        tests=mechanical_tests() if off_centre else mechanical_tests(OPTIONAL),
        method=_METHOD,
        marks=_MARKS,
        digital=False,
    )


KINDS: tuple[Kind, ...] = (
    _electronic(
        "nawi.electronic",
        "Timbangan elektronik",
        "Electronic scale",
        "Timbangan elektronik",
        called="timbangan digital, te, tbo elektronik, timb. elektronik, timbangan elektronik (te)",
    ),
    _mechanical("nawi.mechanical", "Timbangan mekanik", "Mechanical scale"),
    _mechanical(
        "nawi.mechanical.counter",
        "Timbangan meja",
        "Counter scale",
        called="meja, tm, timbangan meja beranger, meja beranger, timb. meja",
    ),
    _mechanical("nawi.mechanical.spring", "Timbangan pegas", "Spring scale", called="pegas, tp, timb. pegas"),
    _mechanical(
        "nawi.mechanical.steelyard", "Dacin", "Steelyard", called="timbangan dacin, dacin logam", off_centre=False
    ),
    _mechanical(
        "nawi.mechanical.centesimal",
        "Timbangan sentisimal",
        "Centesimal scale",
        called="sentisimal, ts, timb. sentisimal, centesimal",
    ),
    _mechanical(
        "nawi.mechanical.sliding_poise",
        "Timbangan bobot ingsut",
        "Sliding poise scale",
        called="bobot ingsut, tbi, timb. bobot ingsut",
    ),
    _mechanical("nawi.mechanical.balance", "Neraca", "Balance", called="neraca emas, timbangan emas, neraca obat"),
    _electronic(
        "nawi.weighbridge",
        "Jembatan timbang",
        "Weighbridge",
        "Jembatan timbang",
        WEIGHBRIDGE_TESTS,
        called="jt, timbangan jembatan, truck scale",
        on_site_only=True,
        corners=3,
    ),
)
