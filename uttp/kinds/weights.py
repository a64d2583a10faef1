"""Anak timbangan, one or a set: piece by piece (OIML R 111-1:2004, table 1)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator
from pydantic import Field as Bounded

from simetro.core.kit.quantities import Quantity, comma
from uttp.kinds.checked import MAX_ROWS, Checked, ListOf, NotNegative, Positive, Problems, read
from uttp.kinds.common import Seen, begin, classes, marks, read_seen, visual
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.describe import Attribute, Choice, Field, error_results
from uttp.kinds.judging import JsonDict, Limits, RowResult, given_rows
from uttp.kinds.kind import Kind
from uttp.kinds.masses import GRAMS
from uttp.kinds.periods import SINCE, period
from uttp.kinds.registers import Plain
from uttp.kinds.sets import UNREADABLE, pieces_of
from uttp.kinds.shapes import Rows
from uttp.kinds.terms import Occasion

BASIS = "OIML R 111-1:2004"
CLASSES = ("E2", "F1", "F2", "M1", "M2", "M3")
MILLIGRAMS = {unit: GRAMS[unit] / GRAMS["mg"] for unit in ("mg", "g", "kg")}
GOOD_ENOUGH = 3  # a standard, and an uncertainty, is good enough up to this part of the limit

Unit = Literal["mg", "g", "kg"]


@dataclass(frozen=True)
class WeightLimits:
    """The limits in mg at one nominal value; a class that is not named has none there."""

    nominal: Quantity
    unit: Unit
    limits_mg: Mapping[str, Quantity]

    @property
    def milligrams(self) -> Decimal:
        return self.nominal * MILLIGRAMS[self.unit]


def _limits(nominal: str, unit: Unit, limits: str, table: tuple[str, ...] = CLASSES) -> WeightLimits:
    written = zip(table, limits.split(), strict=False)
    return WeightLimits(Decimal(nominal), unit, {name: Decimal(limit) for name, limit in written})


_MEDIUM = ("M1", "M2", "M3")
_FINE = ("E2", "F1", "F2")
_TABLE = (
    _limits("50", "kg", "2500 8000 25000", _MEDIUM),
    _limits("20", "kg", "1000 3000 10000", _MEDIUM),
    _limits("10", "kg", "500 1600 5000", _MEDIUM),
    _limits("5", "kg", "8 25 80 250 800 2500"),
    _limits("2", "kg", "3 10 30 100 300 1000"),
    _limits("1", "kg", "1.6 5 16 50 160 500"),
    _limits("500", "g", "0.8 2.5 8 25 80 250"),
    _limits("200", "g", "0.3 1 3 10 30 100"),
    _limits("100", "g", "0.16 0.5 1.6 5 16 50"),
    _limits("50", "g", "0.1 0.3 1 3 10 30"),
    _limits("20", "g", "0.08 0.25 0.8 2.5 8 25"),
    _limits("10", "g", "0.06 0.2 0.6 2 6 20"),
    _limits("5", "g", "0.05 0.16 0.5 1.6 5 16"),
    _limits("2", "g", "0.04 0.12 0.4 1.2 4 12"),
    _limits("1", "g", "0.03 0.1 0.3 1 3 10"),
    _limits("500", "mg", "0.025 0.08 0.25 0.8 2.5"),
    _limits("200", "mg", "0.02 0.06 0.2 0.6 2"),
    _limits("100", "mg", "0.016 0.05 0.16 0.5 1.6"),
    _limits("50", "mg", "0.012 0.04 0.12 0.4"),
    _limits("20", "mg", "0.01 0.03 0.1 0.3"),
    _limits("10", "mg", "0.008 0.025 0.08 0.25"),
    _limits("5", "mg", "0.006 0.02 0.06 0.2"),
    _limits("2", "mg", "0.006 0.02 0.06 0.2"),
    _limits("1", "mg", "0.006 0.02 0.06 0.2"),
)
_HEAVY_AND_FINE = (
    _limits("50", "kg", "80 250 800", _FINE),
    _limits("20", "kg", "30 100 300", _FINE),
    _limits("10", "kg", "16 50 160", _FINE),
)
LIMITS = Parameter("weights.limits", "BKD", (Dated(SINCE, _TABLE, BASIS),), "mg", tuple[WeightLimits, ...])
HEAVY_AND_FINE = Parameter(
    "weights.limits_heavy_and_fine",
    "BKD E2, F1 dan F2 di atas 5 kg",
    (Dated(SINCE, _HEAVY_AND_FINE, BASIS, confirmed=False),),
    "mg",
    tuple[WeightLimits, ...],
)


def limit_mg(accuracy_class: str, milligrams: Decimal, rules: Rules) -> Decimal | None:
    """None where the class has no limit at this nominal value."""
    for row in (*rules[LIMITS], *rules[HEAVY_AND_FINE]):
        if row.milligrams == milligrams and accuracy_class in row.limits_mg:
            return row.limits_mg[accuracy_class]
    return None


_UNITS = tuple(Choice(unit, unit, unit) for unit in MILLIGRAMS)
_NOMINAL = Field("nominal", "Nominal", "Nominal", "quantity")
_UNIT = Field("unit", "Satuan", "Unit", "choice", choices=_UNITS)
_CLASSES = classes(*CLASSES)
ATTRIBUTES = (
    Attribute("accuracy_class", "Kelas", "Accuracy class", "choice", choices=_CLASSES),
    Attribute(
        "items",
        "Isi set",
        "Pieces",
        "rows",
        hint="Satu baris tiap nominal; satu set didaftarkan sekali.",
        fields=(_NOMINAL, _UNIT, Field("count", "Jumlah", "Count", "quantity")),
        row_words="{count} x {nominal} {unit}",
        unreadable=UNREADABLE,
    ),
)
VISUAL = visual()
WEIGHTS = Rows(
    "weights",
    "Massa konvensional",
    "Conventional mass",
    columns=(
        _NOMINAL,
        _UNIT,
        Field("error_mg", "Kesalahan", "Error", "quantity", "mg", hint="Massa konvensional dikurangi nominal."),
        Field(
            "uncertainty_mg",
            "Ketidakpastian (k=2)",
            "Uncertainty (k=2)",
            "quantity",
            "mg",
            required=False,
            hint="Bila diisi, BKD dikurangi ketidakpastian.",
        ),
    ),
    results=error_results("mg")[1:],  # the error is what was read
    hint="Satu baris tiap anak timbangan.",
)


def _class(plain: Plain) -> str:
    return plain.get("accuracy_class", "").strip().upper()


def _whole(value: str) -> str:
    if not 0 < int(value) <= MAX_ROWS:
        raise ValueError(f"Isi dengan bilangan bulat dari 1 sampai {MAX_ROWS}.")
    return value


def _as_text(value: object) -> object:
    """A count is no quantity: a program may send it as a plain number too."""
    return str(value) if type(value) is int else value


Pieces = Annotated[str, Bounded(pattern=r"^[0-9]{1,3}$"), AfterValidator(_whole), BeforeValidator(_as_text)]


class Piece(Checked):
    nominal: Positive
    unit: Unit

    @property
    def milligrams(self) -> Decimal:
        return self.nominal * MILLIGRAMS[self.unit]

    @property
    def name(self) -> str:
        return f"{comma(self.nominal)} {self.unit}"


class Pile(Piece):
    count: Pieces


class Set(Checked):
    accuracy_class: Literal["E2", "F1", "F2", "M1", "M2", "M3"]
    items: Annotated[list[Pile], Bounded(min_length=1, max_length=MAX_ROWS)]

    def pieces(self) -> Counter[Decimal]:
        counted: Counter[Decimal] = Counter()
        for pile in self.items:
            counted[pile.milligrams] += int(pile.count)
        return counted


class Weighed(Checked):
    nominal: Positive | None = None
    unit: Unit | None = None
    error_mg: Quantity | None = None
    uncertainty_mg: NotNegative | None = None

    @property
    def milligrams(self) -> Decimal | None:
        return None if self.nominal is None or self.unit is None else self.nominal * MILLIGRAMS[self.unit]

    @property
    def lacks(self) -> str:
        return "isi nominal dan satuan" if self.milligrams is None else "isi kesalahan" if self.error_mg is None else ""


class Observations(Seen):
    weights: ListOf[Weighed] | None = None


def _no_limit(accuracy_class: str, rules: Rules, masses: Iterable[tuple[str, Decimal | None]]) -> None:
    problems = Problems()
    for path, milligrams in masses:
        if milligrams is not None and limit_mg(accuracy_class, milligrams, rules) is None:
            problems.add(path, f"Kelas {accuracy_class} tidak punya BKD pada nominal ini. Periksa nominal dan satuan.")
    problems.raise_any()


def _judge(row: Weighed, accuracy_class: str, rules: Rules) -> RowResult:
    limit = None if row.milligrams is None else limit_mg(accuracy_class, row.milligrams, rules)
    if limit is None:
        return RowResult(why_open=row.lacks)
    uncertainty = row.uncertainty_mg or Decimal(0)
    too_vague = uncertainty * GOOD_ENOUGH > limit
    why_open = f"ketidakpastian di atas sepertiga BKD {comma(limit)} mg, pakai standar yang lebih baik"
    return RowResult(row.error_mg, Limits.around(limit), row.lacks or (why_open if too_vague else ""), uncertainty)


@dataclass(frozen=True, kw_only=True)
class Weights(Kind):
    def describe_capacity(self, attributes: Mapping[str, Any]) -> str:
        seen = Set.model_validate(attributes)
        masses = sorted(seen.items, key=lambda pile: pile.milligrams)
        count = seen.pieces().total()
        span = masses[0].name if len(masses) == 1 else f"{masses[0].name} sampai {masses[-1].name}"
        return f"{f'{count} buah, ' if count > 1 else ''}{span}, kelas {seen.accuracy_class}"

    def why_standard_unfit(self, accuracy_class: str, attributes: Mapping[str, Any], rules: Rules) -> str:
        """A weight as standard: its own limit at most a third of that of the weight under test (R 111-1 6.3)."""
        seen = Set.model_validate(attributes)
        for pile in seen.items:
            own = limit_mg(seen.accuracy_class, pile.milligrams, rules)
            its = limit_mg(accuracy_class, pile.milligrams, rules)
            if own and its and its * GOOD_ENOUGH > own:
                return (
                    f"Standar kelas {accuracy_class} belum cukup teliti untuk {pile.name} kelas {seen.accuracy_class}: "
                    f"BKD-nya {comma(its)} mg, paling besar sepertiga dari {comma(own)} mg. Pakai yang lebih baik."
                )
        return ""

    def _check_attributes(self, attributes: object, rules: Rules) -> JsonDict:
        seen = read(Set, attributes, "attributes")
        masses = ((f"attributes.items.{n}.nominal", pile.milligrams) for n, pile in enumerate(seen.items))
        _no_limit(seen.accuracy_class, rules, masses)
        problems = Problems()
        if seen.pieces().total() > MAX_ROWS:
            problems.add("attributes.items", f"Satu set paling banyak {MAX_ROWS} buah. Daftarkan sisanya tersendiri.")
        problems.raise_any()
        return seen.model_dump()

    def _from_register(self, plain: Plain, rules: Rules) -> JsonDict:
        text = plain.get("capacity", "")
        return {"items": pieces_of(text, plain.get("count", "")) or None, "accuracy_class": _class(plain)}

    def _suggested_rows(self, service: Occasion, attributes: JsonDict, rules: Rules) -> JsonDict:
        piles = attributes["items"]
        return {
            "weights": [
                {"nominal": pile["nominal"], "unit": pile["unit"]} for pile in piles for _ in range(int(pile["count"]))
            ]
        }

    def _evaluate(self, service: Occasion, attributes: JsonDict, observations: object, rules: Rules) -> JsonDict:
        own = Set.model_validate(attributes)
        seen = read_seen(Observations, observations, VISUAL)
        rows = seen.weights or []
        masses = ((f"observations.weights.{n}.nominal", row.milligrams) for n, row in enumerate(rows))
        _no_limit(own.accuracy_class, rules, masses)
        evaluation = begin(service, VISUAL, seen)
        if seen.weights is not None:
            given = given_rows(observations, WEIGHTS.code)
            results = [_judge(row, own.accuracy_class, rules) for row in rows]
            evaluation.error_rows(WEIGHTS, "mg", given, results)
        weighed = Counter(row.milligrams for row in rows if row.milligrams is not None and not row.lacks)
        lacking = (own.pieces() - weighed).total()
        if lacking:
            evaluation.lacks(WEIGHTS, f"{WEIGHTS.label}: {lacking} anak timbangan belum diisi.")
        return evaluation.answer()


KINDS: tuple[Kind, ...] = (
    Weights(
        code="weights",
        family="weights",
        called="at, anak timbangan biasa, atb, anak timbang",
        name="Anak timbangan",
        name_en="Weights",
        group="Anak timbangan",
        period=period("weights", 12, confirmed=False),
        parameters=(LIMITS, HEAVY_AND_FINE),
        attributes=ATTRIBUTES,
        tests=(VISUAL, WEIGHTS),
        method="Syarat Teknis Anak Timbangan, mengacu OIML R 111-1:2004",
        marks=marks("SL6 dan D8", "SL6", "pada tubuh atau lubang justir"),
    ),
)
