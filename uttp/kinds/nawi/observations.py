"""The readings of a weighing instrument: shapes, and what contradicts the instrument."""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import StrictBool

from simetro.core.kit.quantities import Quantity, comma
from simetro.core.kit.sentences import field_errors
from uttp.kinds.checked import Answers, Checked, Label, ListOf, NotNegative, Problems, read, refuse_unknown_items
from uttp.kinds.errors import InvalidInput
from uttp.kinds.nawi.forms import VISUAL
from uttp.kinds.nawi.scale import Scale
from uttp.kinds.shapes import KindTest


class Reading(Checked):
    indication: Quantity | None = None
    additional_load: NotNegative | None = None
    changed_after_half_e: StrictBool | None = None
    balancing_load: Quantity | None = None

    @property
    def has_reading(self) -> bool:
        return self.indication is not None or self.balancing_load is not None


class Row(Reading):
    load: NotNegative | None = None
    standard_weights: NotNegative | None = None


class Corner(Reading):
    position: Label | None = None


class Repeatability(Checked):
    load: NotNegative | None = None
    indications: ListOf[Quantity] | None = None


class Eccentricity(Checked):
    load: NotNegative | None = None
    rows: ListOf[Corner] | None = None


class Steps(Checked):
    """Zero setting or tare: the display with a base load, with 0.25 e more, with 0.75 e more."""

    base: Quantity | None = None
    after_quarter_e: Quantity | None = None
    after_three_quarter_e: Quantity | None = None


class Sensitivity(Checked):
    displacement_mm: Quantity | None = None


class Discrimination(Checked):
    load: NotNegative | None = None
    changed: StrictBool | None = None


class Observations(Checked):
    visual: Answers | None = None
    zero_error: Quantity | None = None
    accuracy: ListOf[Row] | None = None
    repeatability: Repeatability | None = None
    eccentricity: Eccentricity | None = None
    zero_setting: Steps | None = None
    tare: Steps | None = None
    sensitivity: Sensitivity | None = None
    discrimination: Discrimination | None = None

    def loads(self) -> Iterator[tuple[str, Decimal | None]]:
        for index, row in enumerate(self.accuracy or ()):
            yield f"accuracy.{index}.load", row.load
        for test in ("repeatability", "eccentricity", "discrimination"):
            if getattr(self, test) is not None:
                yield f"{test}.load", getattr(self, test).load

    def readings(self) -> Iterator[tuple[str, Reading, Decimal | None]]:
        """Each reading with its place and its load."""
        for index, row in enumerate(self.accuracy or ()):
            yield f"accuracy.{index}", row, row.load
        if self.eccentricity is not None:
            for index, corner in enumerate(self.eccentricity.rows or ()):
                yield f"eccentricity.rows.{index}", corner, self.eccentricity.load


def read_observations(data: object, scale: Scale, tests: tuple[KindTest, ...]) -> Observations:
    seen = read(Observations, data, "observations")
    _refuse_other_tests(seen, tests)
    refuse_unknown_items(seen.visual, VISUAL)
    problems = Problems()
    too_heavy = f"Muatan tidak boleh di atas Max {comma(scale.max)} {scale.unit}."
    for place, load in seen.loads():
        if load is not None and load > scale.max:
            problems.add(f"observations.{place}", too_heavy)
    for place, reading, load in seen.readings():
        _check_reading(f"observations.{place}", reading, load, scale, problems)
    _check_standard_weights(seen, tests, problems)
    problems.raise_any()
    return seen


def _refuse_other_tests(seen: Observations, tests: tuple[KindTest, ...]) -> None:
    strange = sorted(seen.model_fields_set - {test.code for test in tests})
    if strange:
        errors = [{"type": "extra_forbidden", "loc": (code,)} for code in strange]
        raise InvalidInput(field_errors(errors, prefix="observations"))


def _check_standard_weights(seen: Observations, tests: tuple[KindTest, ...], problems: Problems) -> None:
    is_weighbridge = any(column.code == "standard_weights" for test in tests for column in test.columns)
    for index, row in enumerate(seen.accuracy or ()):
        path = f"observations.accuracy.{index}.standard_weights"
        if row.standard_weights is not None and not is_weighbridge:
            problems.add(path, "Hanya untuk jembatan timbang. Kosongkan.")
        elif row.standard_weights is not None and row.load is not None and row.standard_weights > row.load:
            problems.add(path, "Massa standar tidak boleh di atas muatan baris ini.")


_DIGITAL = ("additional_load", "changed_after_half_e")
_GRADUATED = ("indication", *_DIGITAL)


def _check_reading(path: str, reading: Reading, load: Decimal | None, scale: Scale, problems: Problems) -> None:
    part = scale.parts[-1] if load is None else scale.part(load)
    foreign: tuple[str, ...]
    if scale.ungraduated:
        foreign, why = _GRADUATED, "Timbangan tidak berskala dibaca dengan muatan penyeimbang. Kosongkan."
    elif part.d is None:
        foreign, why = (
            (*_DIGITAL, "balancing_load"),
            "Timbangan berskala mekanik dibaca tanpa ini. Kosongkan.",
        )
    else:
        foreign, why = ("balancing_load",), "Hanya untuk timbangan tidak berskala. Kosongkan."
    for field in foreign:
        if getattr(reading, field) is not None:
            problems.add(f"{path}.{field}", why)
    if part.d is not None and reading.additional_load is not None and reading.additional_load > part.d:
        most = f"d = {comma(part.d)} {scale.unit}"
        problems.add(f"{path}.additional_load", f"Imbuh paling besar {most}. Periksa satuan.")
