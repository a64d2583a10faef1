"""What must hold for all readings of the families with one list of rows."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simetro.core.kit.quantities import show_quantity
from tests.uttp.kinds.cases import KWH, ON, TAPE, UNSETTLED, WATER, Json, rows_of
from uttp.kinds import Dated, Rules, all_parameters, get_kind
from uttp.kinds.weights import MILLIGRAMS

WORSE = {"sah": 0, "open": 1, "batal": 2}
hundredths = st.integers(-20_000, 20_000).map(lambda number: Decimal(number) / 100)
services = st.sampled_from(["tera", "tera_ulang"])


def piece(nominal: str, unit: str, error: Decimal, **more: str) -> Json:
    attributes = {"accuracy_class": "M1", "items": [{"nominal": nominal, "unit": unit, "count": "1"}]}
    row = {"nominal": nominal, "unit": unit, "error_mg": show_quantity(error), **more}
    return rows_of("weights", attributes, "weights", [row])[0]


def weight(error: Decimal, service: str) -> str:
    return str(piece("1", "kg", error)["verdict"])


def measure(error: Decimal, service: str) -> str:
    attributes = {"use": "transfer", "filled_to": "line", "nominal_ml": "1000"}
    rows = [{"true_volume_ml": show_quantity(1000 + error)}]
    return str(rows_of("capacity_measure", attributes, "readings", rows, service)[0]["verdict"])


def tape(error: Decimal, service: str) -> str:
    rows = [{"length_m": "5", "error_mm": show_quantity(error / 50)}]
    return str(rows_of("length_measure", TAPE, "readings", rows, service)[0]["verdict"])


def water(error: Decimal, service: str) -> str:
    rows = [{"flow": "2.5", "indication_l": show_quantity(1000 + error), "true_l": "1000"}]
    return str(rows_of("water_meter", WATER, "runs", rows, service)[0]["verdict"])


def kwh(error: Decimal, service: str) -> str:
    rows = [{"error_percent": show_quantity(error / 100)}]
    return str(rows_of("kwh_meter", KWH, "readings", rows, service)[0]["verdict"])


judged = st.sampled_from([weight, measure, tape, water, kwh])


@given(judged, hundredths, st.integers(1, 5_000), services)
def test_moving_away_from_nominal_never_helps(
    judge: Callable[[Decimal, str], str], error: Decimal, step: int, service: str
) -> None:
    away = error + (Decimal(step) / 100).copy_sign(error)
    assert WORSE[judge(away, service)] >= WORSE[judge(error, service)]


@given(judged, hundredths)
def test_tera_ulang_is_never_stricter(judge: Callable[[Decimal, str], str], error: Decimal) -> None:
    assert WORSE[judge(error, "tera_ulang")] <= WORSE[judge(error, "tera")]


@given(st.sampled_from(["1", "2", "5", "10", "500"]), st.sampled_from(["g", "kg"]), hundredths)
def test_same_mass_is_judged_alike_in_every_unit(nominal: str, unit: str, error: Decimal) -> None:
    if (nominal, unit) == ("500", "kg"):
        return
    found = piece(nominal, unit, error)
    for other, milligrams in MILLIGRAMS.items():
        mass = Fraction(Decimal(nominal) * MILLIGRAMS[unit]) / Fraction(milligrams)
        written = show_quantity(Decimal(mass.numerator) / mass.denominator)
        if len(written) < 12:
            again = piece(written, other, error)
            assert (again["verdict"], again["mpe"]) == (found["verdict"], found["mpe"])


@given(hundredths, st.integers(0, 2_500), st.integers(0, 2_500))
def test_greater_uncertainty_never_helps(error: Decimal, one: int, other: int) -> None:
    less, more = (show_quantity(Decimal(number) / 100) for number in sorted((one, other)))
    told = [piece("1", "kg", error, uncertainty_mg=uncertainty)["verdict"] for uncertainty in (less, more)]
    assert told[1] != "sah" or told[0] == "sah"


@given(hundredths, st.integers(0, 20_000), st.integers(0, 20_000))
def test_wider_limit_never_hurts(error: Decimal, one: int, other: int) -> None:
    parameter = all_parameters()["taximeter.limits"]
    readings = {"readings": [{"indication": show_quantity(1000 + error), "reference": "1000"}]}

    def under(limit: int) -> str:
        steps = parameter.read([{"upto": None, "limit": show_quantity(Decimal(limit) / 100)}])
        rules = Rules(ON, {parameter.code: [Dated(ON, steps, "SK")]})
        evaluation = get_kind("taximeter").evaluate("tera", UNSETTLED, readings, rules)
        return str(evaluation["tests"][0]["verdict"])

    narrow, wide = sorted((one, other))
    assert WORSE[under(wide)] <= WORSE[under(narrow)]
