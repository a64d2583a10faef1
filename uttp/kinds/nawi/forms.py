"""How the attributes and tests of weighing instruments are shown and filled in."""

from dataclasses import replace
from typing import Any

from uttp.kinds.common import COMPLETE, MARKS, classes, visual_of
from uttp.kinds.describe import Attribute, Choice, Field, Item, error_results, value_results
from uttp.kinds.nawi.rules import CLASSES
from uttp.kinds.shapes import KindTest, Record, RecordRows, Rows, Value
from uttp.kinds.terms import BOTH, OPTIONAL, TERA_ONLY, Occasion

_OWN = "unit"  # the attribute that holds the unit of loads and indications

_UNITS = (Choice("g", "g", "g"), Choice("kg", "kg", "kg"))


def _own(code: str, label: str, label_en: str, **facts: Any) -> Field:
    return Field(code, label, label_en, "quantity", unit_from=_OWN, **facts)


_INTERVALS = ("d", "e")  # a mechanical instrument has no d
UNIT = Attribute("unit", "Satuan", "Unit", "choice", choices=_UNITS)
MAX = _own("max", "Kapasitas maksimum (Max)", "Maximum capacity (Max)", step_from=_INTERVALS)
MIN = _own("min", "Kapasitas minimum (Min)", "Minimum capacity (Min)", step_from=_INTERVALS, most_from="max")
E = _own(
    "e", "Interval skala verifikasi (e)", "Verification scale interval (e)", hint="1, 2 atau 5 x 10^k", most_from="max"
)
D = _own("d", "Daya baca (d)", "Actual scale interval (d)", hint="Biasanya sama dengan e", most_from="max")
CLASS = Attribute("accuracy_class", "Kelas", "Accuracy class", "choice", choices=classes(*CLASSES))
EXTENDED = Attribute(
    "extended_display", "Tampilan diperluas untuk pengujian", "Extended display", "boolean", required=False
)
AUXILIARY = Attribute(
    "auxiliary_device", "Alat penunjuk tambahan", "Auxiliary indicating device", "boolean", required=False
)
UNGRADUATED = Attribute(
    "ungraduated",
    "Tidak berskala",
    "Ungraduated",
    "boolean",
    required=False,
    hint="Timbangan meja e = Max/1000, neraca obat e = Max/10000",
)


def _ranges(*fields: Field) -> Attribute:
    hint = "Hanya bila lebih dari satu rentang; dari Max terkecil"
    return Attribute("ranges", "Rentang timbang", "Ranges", "rows", required=False, hint=hint, fields=fields)


ELECTRONIC_ATTRIBUTES = (UNIT, MAX, MIN, E, D, CLASS, EXTENDED, AUXILIARY, _ranges(MAX, E, D))
MECHANICAL_ATTRIBUTES = (UNIT, MAX, MIN, E, CLASS, UNGRADUATED, _ranges(MAX, E))

_LOAD = _own("load", "Muatan", "Load", most_from="max")
_INDICATION = _own("indication", "Penunjukan", "Indication", step_from=("d",), most_from="max")
_FINER = (
    _own(
        "additional_load",
        "Imbuh (ΔL)",
        "Additional load",
        required=False,
        hint="Saat tampilan naik, 0 sampai d",
    ),
    Field("changed_after_half_e", "Berubah setelah +0,5 e", "Changed after +0.5 e", "boolean", required=False),
)
_BALANCING = _own(
    "balancing_load",
    "Muatan penyeimbang",
    "Balancing load",
    required=False,
    hint="Di lantai muatan positif, di lantai anak timbangan negatif",
)
_STANDARD_WEIGHTS = _own(
    "standard_weights",
    "Massa standar",
    "Standard weights",
    required=False,
    hint="Anak timbangan dalam muatan ini bila selebihnya beban pengganti",
)
_POSITION = Field("position", "Posisi", "Position", "text", required=False)

VISUAL = visual_of(
    Item("nameplate", "Lemping identitas lengkap dan terbaca", "Nameplate complete and legible"),
    COMPLETE,
    Item("clean", "Bersih dan bebas bergerak", "Clean and free to move"),
    Item("level", "Kedudukan datar dan kokoh", "Level and firm"),
    Item("function", "Penunjukan bekerja baik", "Indication works"),
    MARKS,
)
ZERO_ERROR = Value(
    "zero_error",
    "Kesalahan nol (E0)",
    "Zero error (E0)",
    OPTIONAL,
    unit_from=_OWN,
    results=value_results("Kesalahan nol", "Zero error", unit_from=_OWN),
    hint="Pada nol atau 10 e; kosong berarti 0.",
)
_SENSITIVITY = Record(
    "sensitivity",
    "Kepekaan",
    "Sensitivity",
    fields=(Field("displacement_mm", "Pergeseran jarum", "Pointer displacement", "quantity", "mm"),),
    results=value_results("Pergeseran", "Displacement", "mm"),
    hint="Tambahkan muatan sebesar BKD, baca pergeseran jarum.",
)
_DISCRIMINATION = Record(
    "discrimination",
    "Daya pisah",
    "Discrimination",
    OPTIONAL,
    fields=(
        _LOAD,
        Field("changed", "Tampilan berubah setelah +1,4 d", "Display changed after +1.4 d", "boolean"),
    ),
)


def _accuracy(columns: tuple[Field, ...]) -> KindTest:
    return Rows(
        "accuracy",
        "Kebenaran",
        "Accuracy",
        columns=(_LOAD, *columns),
        results=error_results(unit_from=_OWN),
        hint="Paling sedikit 5 muatan, termasuk Min, titik pergantian BKD, dan Max.",
    )


def _eccentricity(columns: tuple[Field, ...], required_for: tuple[Occasion, ...] = BOTH) -> KindTest:
    return RecordRows(
        "eccentricity",
        "Eksentrisitas",
        "Eccentricity",
        required_for,
        fields=(_LOAD,),
        columns=(_POSITION, *columns),
        results=error_results(unit_from=_OWN),
        hint="Muatan sekitar sepertiga Max.",
    )


_REPEATABILITY = Record(
    "repeatability",
    "Kemampuan ulang",
    "Repeatability",
    fields=(
        _LOAD,
        Field(
            "indications",
            "Penunjukan",
            "Indications",
            "quantities",
            unit_from=_OWN,
            step_from=("d",),
            most_from="max",
        ),
    ),
    results=value_results("Selisih terbesar", "Range", unit_from=_OWN),
    hint="Muatan sekitar setengah Max; 3 kali, kelas I dan II 6 kali.",
)

_STEPS = (
    _own("base", "Penunjukan awal", "Base indication", hint="Pada muatan 10 e"),
    _own("after_quarter_e", "Penunjukan setelah +0,25 e", "After +0.25 e"),
    _own("after_three_quarter_e", "Penunjukan setelah +0,75 e", "After +0.75 e"),
)
_ZERO = Record("zero_setting", "Penyetel nol", "Zero setting", fields=_STEPS)
_TARE = Record("tare", "Penyetel tara", "Tare", TERA_ONLY, fields=_STEPS)
_ZERO_OPTIONAL = Record("zero_setting", "Penyetel nol", "Zero setting", OPTIONAL, fields=_STEPS)
_TARE_OPTIONAL = Record("tare", "Penyetel tara", "Tare", OPTIONAL, fields=_STEPS)

ELECTRONIC_TESTS = (
    VISUAL,
    ZERO_ERROR,
    _accuracy((_INDICATION, *_FINER)),
    _REPEATABILITY,
    _eccentricity((_INDICATION, *_FINER)),
    _ZERO,
    _TARE,
    _DISCRIMINATION,
)


WEIGHBRIDGE_TESTS = tuple(
    replace(test, columns=(_LOAD, _STANDARD_WEIGHTS, *test.columns[1:])) if test.code == "accuracy" else test
    for test in ELECTRONIC_TESTS
)


def mechanical_tests(eccentricity_for: tuple[Occasion, ...] = BOTH) -> tuple[KindTest, ...]:
    """A pointer has no display that steps: zero setting and tare are judged when given."""
    return (
        VISUAL,
        ZERO_ERROR,
        _accuracy((_INDICATION, _BALANCING)),
        _REPEATABILITY,
        _eccentricity((_INDICATION, _BALANCING), eccentricity_for),
        _SENSITIVITY,
        _ZERO_OPTIONAL,
        _TARE_OPTIONAL,
    )


def _dropping(tests: tuple[KindTest, ...], column: str) -> tuple[KindTest, ...]:
    kept = [tuple(field for field in test.columns if field.code != column) for test in tests]
    return tuple(replace(test, columns=columns) for test, columns in zip(tests, kept, strict=True))


def graduated(tests: tuple[KindTest, ...]) -> tuple[KindTest, ...]:
    return _dropping(tests, _BALANCING.code)


def ungraduated(tests: tuple[KindTest, ...]) -> tuple[KindTest, ...]:
    """The extra load that restores balance is the reading."""
    return _dropping(tests, _INDICATION.code)
