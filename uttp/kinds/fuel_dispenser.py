"""Pompa ukur BBM: the nozzle is the unit of verdict (OIML R 117; Kepdirjen PKTN 5/2026)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from simetro.core.kit.quantities import Quantity, comma, show_quantity
from uttp.kinds.checked import Answers, Checked, Count, Label, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import TYPE_APPROVAL, read_seen
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Choice, Field, Item, Mark, error_results, value_results
from uttp.kinds.judging import Evaluation, JsonDict, Limits, RowResult, given_rows, rounded
from uttp.kinds.kind import Kind
from uttp.kinds.periods import SINCE, period
from uttp.kinds.shapes import Checklist, Derived, Record, Rows, Value
from uttp.kinds.terms import OPTIONAL, Occasion, TestVerdict

BASIS = "OIML R 117; Kepdirjen PKTN 5/2026"
MAX_ERROR = Parameter("fuel_dispenser.max_error", "BKD", (Dated(SINCE, Decimal("0.5"), BASIS),), "%", Positive)
MAX_RANGE = Parameter(
    "fuel_dispenser.repeatability",
    "Batas kemampuan ulang",
    (Dated(SINCE, Decimal("0.1"), BASIS, confirmed=False),),
    "%",
    Positive,
)
MAX_DISPLAY_DIFFERENCE = Parameter(
    "fuel_dispenser.display_difference",
    "Batas selisih dua tampilan",
    (Dated(SINCE, Decimal("20"), BASIS, confirmed=False),),
    "mL",
    Positive,
)
RUNS_PER_FLOW = Parameter(
    "fuel_dispenser.runs_per_flow", "Pengujian tiap laju alir", (Dated(SINCE, 3, BASIS),), type=Count
)

FLOWS = (
    Choice("max", "Maksimum", "Maximum"),
    Choice("medium", "Sedang (0,5-0,75 Qmax)", "Medium (0.5-0.75 Qmax)"),
    Choice("slow", "Lambat (0,15-0,25 Qmax)", "Slow (0.15-0.25 Qmax)"),
)

ATTRIBUTES = (
    Attribute("fuel", "Jenis BBM", "Fuel", "text", hint="Misalnya Pertalite"),
    Attribute("nozzle", "Nomor nozel", "Nozzle number", "text"),
    Attribute("q_max", "Laju alir maksimum (Qmax)", "Maximum flow (Qmax)", "quantity", "L/min"),
    Attribute("q_min", "Laju alir minimum (Qmin)", "Minimum flow (Qmin)", "quantity", "L/min"),
)

PRECHECKS = Checklist(
    "prechecks",
    "Pemeriksaan awal",
    "Pre-checks",
    items=(
        TYPE_APPROVAL,
        Item("marks", "Tanda tera utuh dan tidak ada alat tambahan", "Marks intact and nothing added"),
        Item("nameplate", "Lemping identitas lengkap", "Nameplate complete"),
        Item("complete_clean", "Pompa lengkap dan bersih", "Complete and clean"),
        Item("fixed", "Pompa terpasang kokoh", "Firmly fixed"),
        Item("display_cover", "Penutup tampilan baik", "Display cover sound"),
        Item("sight_glass", "Gelas penglihat baik", "Sight glass sound"),
        Item("totals", "Harga satuan, volume dan jumlah harga benar", "Unit price, volume and total right"),
        Item("hose", "Selang baik", "Hose sound"),
        Item("nozzle_stop", "Nozel menutup dengan baik", "Nozzle stops the flow"),
        Item("no_leaks", "Tidak ada kebocoran", "No leaks"),
    ),
    hint="Satu saja jawaban “Tidak” berarti Batal; pengujian dihentikan.",
)
RUNS = Rows(
    "runs",
    "Kebenaran",
    "Accuracy",
    columns=(
        Field("flow", "Laju alir", "Flow", "choice", choices=FLOWS),
        Field("indication", "Penunjukan", "Indication", "quantity", "L"),
        Field(
            "true_volume",
            "Volume sebenarnya",
            "True volume",
            "quantity",
            "L",
            required=False,
            hint="Diisi langsung, atau kosongkan dan isi pembacaan bejana.",
        ),
        Field("nominal", "Nominal bejana", "Nominal of the measure", "quantity", "L", required=False),
        Field(
            "scale_reading_ml",
            "Pembacaan skala bejana",
            "Scale reading",
            "quantity",
            "mL",
            required=False,
            hint="Negatif bila kurang dari nominal.",
        ),
        Field(
            "correction_ml",
            "Koreksi sertifikat bejana",
            "Certificate correction",
            "quantity",
            "mL",
            required=False,
        ),
    ),
    results=error_results("%"),
    hint="Tiga kali pada tiap laju alir.",
)
REPEATABILITY = Derived(
    "repeatability",
    "Kemampuan ulang",
    "Repeatability",
    results=value_results("Selisih kesalahan terbesar", "Largest range of errors", "%"),
)
DISPLAYS = Record(
    "displays",
    "Selisih dua tampilan",
    "Difference of displays",
    OPTIONAL,
    fields=(
        Field("front", "Tampilan depan", "Front display", "quantity", "L"),
        Field("rear", "Tampilan belakang", "Rear display", "quantity", "L"),
    ),
    results=value_results("Selisih", "Difference", "mL"),
)

TOTALIZERS = (
    Value("totalizer_before", "Totalisator sebelum", "Totalizer before", OPTIONAL, unit="L", judged=False),
    Value("totalizer_after", "Totalisator sesudah", "Totalizer after", OPTIONAL, unit="L", judged=False),
)


class Nozzle(Checked):
    fuel: Label
    nozzle: Label
    q_max: Positive
    q_min: Positive


class Run(Checked):
    flow: Literal["max", "medium", "slow"] | None = None
    indication: Quantity | None = None
    true_volume: Positive | None = None
    nominal: Positive | None = None
    scale_reading_ml: Quantity | None = None
    correction_ml: Quantity | None = None

    def derived_volume(self) -> Decimal | None:
        """Litres, by the standard measure: nominal + scale reading + certificate correction."""
        if self.nominal is None or self.scale_reading_ml is None:
            return None
        return self.nominal + (self.scale_reading_ml + (self.correction_ml or 0)) * Decimal("0.001")

    def volume(self) -> Decimal | None:
        return self.derived_volume() if self.true_volume is None else self.true_volume

    def error(self) -> Fraction | None:
        """Percent of the true volume; positive when the customer got less."""
        volume = self.volume()
        if self.indication is None or volume is None:
            return None
        return Fraction(self.indication - volume) / Fraction(volume) * 100

    def lacks(self) -> str:
        if self.indication is None:
            return "isi penunjukan"
        return "" if self.volume() is not None else "isi volume sebenarnya, atau nominal dan pembacaan skala bejana"


class Displays(Checked):
    front: Quantity | None = None
    rear: Quantity | None = None


class Observations(Checked):
    prechecks: Answers | None = None
    runs: ListOf[Run] | None = None
    displays: Displays | None = None
    totalizer_before: NotNegative | None = None
    totalizer_after: NotNegative | None = None


def _read(observations: object) -> Observations:
    seen = read_seen(Observations, observations, PRECHECKS)
    problems = Problems()
    for index, run in enumerate(seen.runs or ()):
        _check_volume(run, f"observations.runs.{index}", problems)
    problems.raise_any()
    return seen


_EMPTY = "Volume sebenarnya menjadi nol atau kurang. Periksa pembacaan skala."
_TWO_VOLUMES = "Isi volume sebenarnya saja, atau pembacaan bejana saja: keduanya berbeda."


def _check_volume(run: Run, path: str, problems: Problems) -> None:
    derived = run.derived_volume()
    by_measure = (run.nominal, run.scale_reading_ml, run.correction_ml) != (None, None, None)
    if derived is not None and derived <= 0:
        problems.add(f"{path}.scale_reading_ml", _EMPTY)
    elif run.true_volume is not None and by_measure and derived != run.true_volume:
        problems.add(f"{path}.true_volume", _TWO_VOLUMES)


@dataclass(frozen=True, kw_only=True)
class FuelDispenser(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        return f"Nozel {attributes['nozzle']}, {attributes['fuel']}, Qmax {comma(attributes['q_max'])} L/min"

    def alike(self, attributes: Mapping[str, Any], number: int) -> JsonDict:
        """The next nozzles of a station: their numbers follow that of the first, if it has one."""
        nozzle = attributes["nozzle"]
        return {**attributes, "nozzle": str(int(nozzle) + number) if nozzle.isdecimal() else f"{nozzle}-{number + 1}"}

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        nozzle = read(Nozzle, attributes, "attributes")
        problems = Problems()
        if nozzle.q_min >= nozzle.q_max:
            problems.add("attributes.q_min", "Laju alir minimum harus di bawah laju alir maksimum.")
        problems.raise_any()
        return nozzle.model_dump()

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        runs = rules[RUNS_PER_FLOW]
        return {"runs": [{"flow": flow.value} for flow in FLOWS for _ in range(runs)]}

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        seen = _read(observations)
        evaluation = Evaluation(service)
        stopped = evaluation.checklist(PRECHECKS, seen.prechecks) is TestVerdict.BATAL
        if seen.runs is not None:
            _judge_runs(evaluation, seen.runs, given_rows(observations, "runs"), rules)
            _judge_repeatability(evaluation, seen.runs, rules)
        if not stopped:
            _note_missing_runs(evaluation, seen.runs or [], rules)
        if seen.displays is not None:
            _judge_displays(evaluation, seen.displays, rules)
        return evaluation.answer()


def _judge_runs(evaluation: Evaluation, runs: list[Run], given: list[JsonDict], rules: Rules) -> None:
    limits = Limits.around(rules[MAX_ERROR])
    results = (RowResult(run.error(), limits, run.lacks()) for run in runs)
    evaluation.error_rows(RUNS, "%", given, results)


def _errors_by_flow(runs: list[Run]) -> dict[str, list[Fraction]]:
    by_flow: dict[str, list[Fraction]] = {flow.value: [] for flow in FLOWS}
    for run in runs:
        error = run.error()
        if run.flow is not None and error is not None:
            by_flow[run.flow].append(error)
    return by_flow


def _judge_repeatability(evaluation: Evaluation, runs: list[Run], rules: Rules) -> None:
    """Runs at one flow are compared with each other; a single run says nothing."""
    by_flow = _errors_by_flow(runs)
    ranges = {flow: max(errors) - min(errors) for flow, errors in by_flow.items() if len(errors) > 1}
    limit = rules[MAX_RANGE]
    if not ranges:
        evaluation.judged(REPEATABILITY.code, TestVerdict.OPEN, limit=show_quantity(limit))
        return
    verdict = TestVerdict.SAH
    for flow in FLOWS:
        if ranges.get(flow.value, Fraction(0)) > Fraction(limit):
            verdict = TestVerdict.BATAL
            spread = f"selisih kesalahan {comma(rounded(ranges[flow.value]))} %, batasnya {comma(limit)} %"
            evaluation.reasons.append(f"{REPEATABILITY.label}, laju alir {flow.label}: {spread}.")
    evaluation.judged(REPEATABILITY.code, verdict, value=rounded(max(ranges.values())), limit=show_quantity(limit))


def _note_missing_runs(evaluation: Evaluation, runs: list[Run], rules: Rules) -> None:
    needed, by_flow = rules[RUNS_PER_FLOW], _errors_by_flow(runs)
    lacking = {flow.label: needed - len(by_flow[flow.value]) for flow in FLOWS}
    short = ", ".join(f"{label} {count} kali" for label, count in lacking.items() if count > 0)
    if short:
        evaluation.lacks(RUNS, f"{RUNS.label}: pengujian belum lengkap, masih kurang {short}.")


def _judge_displays(evaluation: Evaluation, displays: Displays, rules: Rules) -> None:
    if displays.front is None or displays.rear is None:
        evaluation.judged(DISPLAYS.code, TestVerdict.OPEN)
        evaluation.reasons.append(f"{DISPLAYS.label}: isi tampilan depan dan belakang.")
        return
    difference = abs(displays.front - displays.rear) * 1000
    evaluation.range_test(DISPLAYS, difference, rules[MAX_DISPLAY_DIFFERENCE], "mL")


KINDS: tuple[Kind, ...] = (
    FuelDispenser(
        code="fuel_dispenser",
        family="fuel_dispenser",
        called="pompa ukur, pompa ukur bahan bakar minyak, pubbm, pu bbm, pompa bbm, nozzle, nozel",
        name="Pompa ukur BBM",
        name_en="Fuel dispenser",
        group="Pompa ukur",
        on_site_only=True,
        period=period("fuel_dispenser", 12, confirmed=True),
        parameters=(MAX_ERROR, MAX_RANGE, MAX_DISPLAY_DIFFERENCE, RUNS_PER_FLOW),
        attributes=ATTRIBUTES,
        tests=(PRECHECKS, RUNS, DISPLAYS, *TOTALIZERS),
        derived_tests=(REPEATABILITY,),
        method="Syarat Teknis Pompa Ukur BBM (Kepdirjen PKTN 5/2026), mengacu OIML R 117",
        marks=(
            Mark(Occasion.TERA, "D4, H dan SL4", "pada lemping"),
            Mark(Occasion.TERA, "JP8", "pada segel lemping"),
            Mark(Occasion.TERA, "SP6", "pada kepala hitung"),
            Mark(Occasion.TERA_ULANG, "SP6", "pada lemping, kepala hitung dan justir"),
            Mark(Occasion.TERA_ULANG, "JP8", "pada badan ukur, pembangkit pulsa dan penghubungnya"),
        ),
    ),
)
