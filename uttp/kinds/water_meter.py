"""Meter air: three flows, the limit depends on where the flow lies (OIML R 49-1, R 49-2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from simetro.core.kit.quantities import Quantity, comma
from uttp.kinds.checked import Checked, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import TYPE_APPROVAL, Seen, begin, classes, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import VERDICT, Attribute, Field, error_results
from uttp.kinds.judging import Evaluation, JsonDict, Limits, RowResult, given_rows
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.shapes import Derived, Rows
from uttp.kinds.terms import Occasion, TestVerdict

BASIS = "OIML R 49-1:2013"
Q2_OF_Q1, Q4_OF_Q3 = Fraction(8, 5), Fraction(5, 4)  # R 49-1, 4.1.3.4 and 4.1.3.5
WARM = Decimal(30)  # degrees Celsius


@dataclass(frozen=True)
class FlowLimits:
    """Percent: below Q2; from Q2 on; from Q2 on in water above 30 degrees Celsius."""

    lower: NotNegative
    upper: NotNegative
    upper_warm: NotNegative


LIMITS = Parameter(
    "water_meter.limits",
    "BKD",
    (
        Dated(
            SINCE,
            {
                "1": FlowLimits(Decimal(3), Decimal(1), Decimal(2)),
                "2": FlowLimits(Decimal(5), Decimal(2), Decimal(3)),
            },
            BASIS,
        ),
    ),
    "%",
    dict[str, FlowLimits],
)
TERA_ULANG_FACTOR = Parameter(
    "water_meter.tera_ulang_factor",
    "Pengali BKD pada tera ulang",
    (Dated(SINCE, Decimal(2), BASIS, confirmed=False),),
    type=Positive,
)
SHARE_OF_ONE_SIGN = Parameter(
    "water_meter.one_sign",
    "Bagian BKD yang harus dipenuhi satu kesalahan bila semuanya bertanda sama",
    (Dated(SINCE, Decimal("0.5"), BASIS, confirmed=False),),
    type=Positive,
)
LARGE_DN = Decimal(50)
PERIOD = period("water_meter", 60, confirmed=False)
PERIOD_LARGE = period("water_meter.large", 24, confirmed=False, which=" di atas DN 50 mm")

ATTRIBUTES = (
    Attribute("q3", "Debit permanen (Q3)", "Permanent flow rate (Q3)", "quantity", "m³/h"),
    Attribute("ratio_r", "Rasio Q3/Q1 (R)", "Ratio Q3/Q1 (R)", "quantity"),
    Attribute("accuracy_class", "Kelas", "Accuracy class", "choice", choices=classes("1", "2")),
    Attribute("dn_mm", "Diameter nominal (DN)", "Nominal diameter (DN)", "quantity", "mm"),
)
VISUAL = visual(TYPE_APPROVAL)
RUNS = Rows(
    "runs",
    "Kebenaran",
    "Accuracy",
    columns=(
        Field("flow", "Debit", "Flow", "quantity", "m³/h"),
        Field("indication_l", "Penunjukan meter", "Indicated volume", "quantity", "L"),
        Field("true_l", "Volume standar", "True volume", "quantity", "L"),
        Field("temperature", "Suhu air", "Water temperature", "quantity", "°C", required=False),
    ),
    results=error_results("%"),
    hint="Tiga debit: Q1 sampai 1,1 Q1; Q2 sampai 1,1 Q2; 0,9 Q3 sampai Q3.",
)
ONE_SIGN = Derived("one_sign", "Tanda kesalahan", "Sign of errors", results=(VERDICT,))


class Meter(Checked):
    q3: Positive
    ratio_r: Positive
    accuracy_class: Literal["1", "2"]
    dn_mm: Positive

    @property
    def q1(self) -> Fraction:
        return Fraction(self.q3) / Fraction(self.ratio_r)

    @property
    def q2(self) -> Fraction:
        return self.q1 * Q2_OF_Q1

    @property
    def q4(self) -> Fraction:
        return Fraction(self.q3) * Q4_OF_Q3

    def test_flows(self) -> tuple[tuple[str, Fraction, Fraction], ...]:
        """The three ranges that a test must cover (R 49-2, 10.1.2)."""
        q3 = Fraction(self.q3)
        above = Fraction(11, 10)
        return ("Q1", self.q1, self.q1 * above), ("Q2", self.q2, self.q2 * above), ("Q3", q3 * Fraction(9, 10), q3)


class Run(Checked):
    flow: Positive | None = None
    indication_l: NotNegative | None = None
    true_l: Positive | None = None
    temperature: Quantity | None = None

    @property
    def lacks(self) -> str:
        read = (("debit", self.flow), ("penunjukan meter", self.indication_l), ("volume standar", self.true_l))
        return next((f"isi {name}" for name, value in read if value is None), "")

    def error(self) -> Fraction | None:
        """Percent of the standard's volume; positive when the meter counts too much."""
        if self.indication_l is None or self.true_l is None:
            return None
        return Fraction(self.indication_l - self.true_l) / Fraction(self.true_l) * 100


class Observations(Seen):
    runs: ListOf[Run] | None = None


@dataclass(frozen=True)
class Bench:
    """One meter under the rules of a day."""

    meter: Meter
    service: Occasion
    rules: Rules

    def limits(self, run: Run) -> Limits | None:
        if run.flow is None:
            return None
        own = self.rules[LIMITS][self.meter.accuracy_class]
        is_warm = run.temperature is not None and run.temperature > WARM
        upper = own.upper_warm if is_warm else own.upper
        limit = own.lower if Fraction(run.flow) < self.meter.q2 else upper
        factor = self.rules[TERA_ULANG_FACTOR] if self.service is Occasion.TERA_ULANG else Decimal(1)
        return Limits.around(limit * factor)

    def judge(self, run: Run) -> RowResult:
        return RowResult(run.error(), self.limits(run), run.lacks)


def _read(observations: object, meter: Meter) -> Observations:
    seen = read_seen(Observations, observations, VISUAL)
    problems = Problems()
    for number, run in enumerate(seen.runs or ()):
        if run.flow is not None and not meter.q1 <= run.flow <= meter.q4:
            problems.add(f"observations.runs.{number}.flow", "Debit harus dari Q1 sampai Q4 meter ini. Periksa satuan.")
    problems.raise_any()
    return seen


def _uncovered(meter: Meter, runs: Iterable[Run]) -> list[str]:
    flows = [Fraction(run.flow) for run in runs if run.flow is not None and not run.lacks]
    return [name for name, low, high in meter.test_flows() if not any(low <= flow <= high for flow in flows)]


def _judge_signs(evaluation: Evaluation, results: Iterable[RowResult], share: Decimal, *, is_complete: bool) -> None:
    """If all errors have one sign, one of them at least must be well within its limit (R 49-2, 10.1.3)."""
    judged = [(result.error, result.limits) for result in results if result.verdict is not TestVerdict.OPEN]
    signs = {(error > 0) - (error < 0) for error, _ in judged if error is not None}
    is_good = len(signs) > 1 or any(
        abs(Fraction(error)) <= Fraction(limits.high * share)
        for error, limits in judged
        if limits and error is not None
    )
    verdict = TestVerdict.SAH if is_good else TestVerdict.BATAL if is_complete else TestVerdict.OPEN
    if verdict is TestVerdict.BATAL:
        fault = f"semua kesalahan bertanda sama dan tidak satu pun di dalam {comma(share)} kali BKD"
        evaluation.reasons.append(f"{ONE_SIGN.label}: {fault}.")
    evaluation.judged(ONE_SIGN.code, verdict)


@dataclass(frozen=True, kw_only=True)
class WaterMeter(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        size = f"DN {comma(attributes['dn_mm'])} mm, Q3 {comma(attributes['q3'])} m³/h"
        return f"{size}, R {comma(attributes['ratio_r'])}, kelas {attributes['accuracy_class']}"

    def period_of(self, attributes: Mapping[str, Any]) -> Parameter[int]:
        return PERIOD_LARGE if Meter.model_validate(attributes).dn_mm > LARGE_DN else PERIOD

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        meter = read(Meter, attributes, "attributes")
        problems = Problems()
        if meter.q2 > meter.q3:
            problems.add(
                "attributes.ratio_r", "Rasio R terlalu kecil: Q2 menjadi di atas Q3. Periksa tanda pada meter."
            )
        problems.raise_any()
        return meter.model_dump()

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        return {"runs": [{}, {}, {}]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        bench = Bench(Meter.model_validate(attributes), service, rules)
        seen = _read(observations, bench.meter)
        runs = seen.runs or []
        evaluation = begin(service, VISUAL, seen)
        uncovered = _uncovered(bench.meter, runs)
        if seen.runs is not None:
            results = [bench.judge(run) for run in runs]
            evaluation.error_rows(RUNS, "%", given_rows(observations, RUNS.code), results)
            _judge_signs(evaluation, results, rules[SHARE_OF_ONE_SIGN], is_complete=not uncovered)
        if uncovered:
            evaluation.lacks(RUNS, f"{RUNS.label}: belum lengkap, kurang debit {', '.join(uncovered)}.")
        return evaluation.answer()


KINDS: tuple[Kind, ...] = (
    WaterMeter(
        code="water_meter",
        family="water_meter",
        called="pdam, meteran air",
        name="Meter air",
        name_en="Water meter",
        group="Meter",
        period=PERIOD,
        parameters=(PERIOD_LARGE, LIMITS, TERA_ULANG_FACTOR, SHARE_OF_ONE_SIGN),
        attributes=ATTRIBUTES,
        tests=(VISUAL, RUNS),
        derived_tests=(ONE_SIGN,),
        method="Syarat Teknis Meter Air, mengacu OIML R 49:2013",
        marks=marks("D8, H dan SL6", "SP6", "pada segel badan dan penutup meter"),
    ),
)
