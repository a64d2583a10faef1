"""Limits of non-automatic weighing instruments, dated (OIML R 76-1:2006; Syarat Teknis TBO 240/2023)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from simetro.core.kit.quantities import Quantity
from uttp.kinds.checked import Count, NotNegative, Positive
from uttp.kinds.dated import Dated, Parameter, Rules
from uttp.kinds.periods import SINCE
from uttp.kinds.terms import Occasion

BASIS = "OIML R 76-1:2006; Syarat Teknis TBO 240/2023"
CLASSES = ("I", "II", "III", "IIII")


@dataclass(frozen=True)
class ClassRule:
    """From this e (grams) up to the next row of the class; n = Max/e; Min is at least `min_intervals` e.

    R 76-1, table 3. Its gaps hold no 1, 2 or 5 x 10^k; only the e of an ungraduated scale falls there.
    """

    accuracy_class: str
    e_from: Quantity
    n_min: int
    n_max: int | None
    min_intervals: int


@dataclass(frozen=True)
class Band:
    """The limit is `limit` e for loads up to and including `upto` e; None: no upper end (R 76-1, table 6)."""

    upto: int | None
    limit: Quantity


def _rule(accuracy_class: str, e_from: str, n_min: int, n_max: int | None, min_intervals: int) -> ClassRule:
    return ClassRule(accuracy_class, Decimal(e_from), n_min, n_max, min_intervals)


def _bands(first: int, second: int, third: int | None) -> tuple[Band, ...]:
    return Band(first, Decimal("0.5")), Band(second, Decimal("1")), Band(third, Decimal("1.5"))


CLASS_RULES = Parameter(
    "nawi.class_rules",
    "e, n dan Min tiap kelas",
    (
        Dated(
            SINCE,
            (
                _rule("I", "0.001", 50_000, None, 100),
                _rule("II", "0.001", 100, 100_000, 20),
                _rule("II", "0.1", 5_000, 100_000, 50),
                _rule("III", "0.1", 100, 10_000, 20),
                _rule("III", "5", 500, 10_000, 20),
                _rule("IIII", "5", 100, 1_000, 10),
            ),
            BASIS,
        ),
    ),
    type=tuple[ClassRule, ...],
)

_BANDS: Mapping[str, tuple[Band, ...]] = {
    "I": _bands(50_000, 200_000, None),
    "II": _bands(5_000, 20_000, 100_000),
    "III": _bands(500, 2_000, 10_000),
    "IIII": _bands(50, 200, 1_000),
}
BANDS = Parameter(
    "nawi.bands", "BKD menurut muatan", (Dated(SINCE, _BANDS, BASIS),), "e", Mapping[str, tuple[Band, ...]]
)

TERA_ULANG_FACTOR = Parameter(
    "nawi.tera_ulang_factor",
    "Pengali BKD pada tera ulang",
    (Dated(SINCE, Decimal("2"), "Syarat Teknis TBO 240/2023; OIML menggandakan hanya dalam pemakaian", False),),
    type=Positive,
)
MAX_ZERO_ERROR = Parameter(
    "nawi.zero_error", "Batas kesalahan nol", (Dated(SINCE, Decimal("0.25"), BASIS),), "e", NotNegative
)

_WEIGHINGS: Mapping[str, int] = {"I": 6, "II": 6, "III": 3, "IIII": 3}
WEIGHINGS = Parameter(
    "nawi.weighings", "Penimbangan ulang tiap kelas", (Dated(SINCE, _WEIGHINGS, BASIS),), type=Mapping[str, Count]
)
ACCURACY_LOADS = Parameter("nawi.accuracy_loads", "Jumlah muatan kebenaran", (Dated(SINCE, 5, BASIS),), type=Count)


@dataclass(frozen=True)
class SensitivityLimit:
    """Millimetres that the pointer must move, for these classes up to and including this Max in grams."""

    classes: tuple[str, ...]
    max_upto: Quantity | None
    displacement_mm: Quantity


SENSITIVITY = Parameter(
    "nawi.sensitivity",
    "Kepekaan timbangan mekanik",
    (
        Dated(
            SINCE,
            (
                SensitivityLimit(("I", "II"), None, Decimal("1")),
                SensitivityLimit(("III", "IIII"), Decimal("30000"), Decimal("2")),
                SensitivityLimit(("III", "IIII"), None, Decimal("5")),
            ),
            BASIS,
            False,
        ),
    ),
    "mm",
    tuple[SensitivityLimit, ...],
)

DATED = (
    CLASS_RULES,
    BANDS,
    TERA_ULANG_FACTOR,
    MAX_ZERO_ERROR,
    WEIGHINGS,
    ACCURACY_LOADS,
    SENSITIVITY,
)


def class_rule(accuracy_class: str, e_grams: Decimal, rules: Rules) -> ClassRule | None:
    begun = [rule for rule in rules[CLASS_RULES] if rule.accuracy_class == accuracy_class and rule.e_from <= e_grams]
    return begun[-1] if begun else None


def factor(service: Occasion, rules: Rules) -> Decimal:
    return rules[TERA_ULANG_FACTOR] if service is Occasion.TERA_ULANG else Decimal(1)


def sensitivity_mm(accuracy_class: str, max_grams: Decimal, rules: Rules) -> Decimal:
    fitting = (
        rule.displacement_mm
        for rule in rules[SENSITIVITY]
        if accuracy_class in rule.classes and (rule.max_upto is None or max_grams <= rule.max_upto)
    )
    return next(fitting)
