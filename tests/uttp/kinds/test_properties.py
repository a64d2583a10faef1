"""What must hold for all readings."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.uttp.kinds.cases import COUNTER, NOZZLE, SCALE, Json, judge, result, row_of

KIND = "nawi.electronic"
FINE: Json = {**SCALE, "d": "0.2", "extended_display": True}
WORSE = {"sah": 0, "open": 1, "batal": 2}
services = st.sampled_from(["tera", "tera_ulang"])
loads = st.integers(0, 60_000).map(lambda tenths: Decimal(tenths) / 10)
errors = st.integers(-800, 800).map(lambda hundredths: Decimal(hundredths) / 100)
scales = st.sampled_from([SCALE, FINE])


def shown(value: Decimal) -> str:
    return format(value, "f")


def verdict(attributes: Json, load: Decimal, error: Decimal, service: str, **more: object) -> str:
    row = {"load": shown(load), "indication": shown(load + error), **more}
    return row_of(KIND, attributes, row, service)["verdict"]  # type: ignore[no-any-return]


@given(scales, loads, errors, st.integers(1, 500), services)
def test_moving_away_from_nominal_never_helps(
    attributes: Json, load: Decimal, error: Decimal, step: int, service: str
) -> None:
    away = error + (Decimal(step) / 100).copy_sign(error)
    assert WORSE[verdict(attributes, load, away, service)] >= WORSE[verdict(attributes, load, error, service)]


@given(scales, loads, errors)
def test_wider_limit_of_tera_ulang_never_hurts(attributes: Json, load: Decimal, error: Decimal) -> None:
    assert WORSE[verdict(attributes, load, error, "tera_ulang")] <= WORSE[verdict(attributes, load, error, "tera")]


@given(loads, errors, services, st.integers(0, 200))
def test_additional_load_always_settles_and_never_contradicts(
    load: Decimal, error: Decimal, service: str, hundredths: int
) -> None:
    plain = verdict(SCALE, load, error, service)
    settled = verdict(SCALE, load, error, service, additional_load=shown(Decimal(hundredths) / 100))
    assert settled != "open"
    row = row_of(KIND, SCALE, {"load": shown(load), "indication": shown(load + error)}, service)
    on_the_edge = abs(abs(error) - 1) == Decimal(row["mpe"])  # there one end of the interval is the limit itself
    assert plain in ("open", settled) or on_the_edge


@given(loads, errors, services, st.booleans())
def test_half_e_never_contradicts_the_plain_reading(load: Decimal, error: Decimal, service: str, changed: bool) -> None:
    plain = verdict(SCALE, load, error, service)
    halved = verdict(SCALE, load, error, service, changed_after_half_e=changed)
    assert plain in ("open", halved)


@given(scales, loads, errors, services)
def test_grams_and_kilograms_give_the_same_verdict(
    attributes: Json, load: Decimal, error: Decimal, service: str
) -> None:
    sizes = {name: shown(Decimal(attributes[name]) / 1000) for name in ("max", "min", "e", "d")}
    in_kilograms = {**attributes, **sizes, "unit": "kg"}
    assert verdict(in_kilograms, load / 1000, error / 1000, service) == verdict(attributes, load, error, service)


@given(st.lists(st.tuples(loads, errors), max_size=6), services, st.randoms())
def test_company_and_order_never_change_a_row(
    pairs: list[tuple[Decimal, Decimal]], service: str, random: object
) -> None:
    rows = [{"load": shown(load), "indication": shown(load + error)} for load, error in pairs]
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    judged = result(judge(KIND, SCALE, {"accuracy": shuffled}, service), "accuracy")["rows"]
    assert judged == [row_of(KIND, SCALE, row, service) for row in shuffled]


@given(loads, errors, services)
def test_exactly_read_row_is_sah_or_batal_by_its_error(load: Decimal, error: Decimal, service: str) -> None:
    row = row_of(KIND, FINE, {"load": shown(load), "indication": shown(load + error)}, service)
    assert Decimal(row["error"]) == error
    assert row["verdict"] == ("sah" if abs(error) <= Decimal(row["mpe"]) else "batal")


@given(st.integers(0, 10_000), errors, services)
def test_pointer_is_judged_like_an_exact_reading(grams: int, error: Decimal, service: str) -> None:
    load = Decimal(grams) / 1000
    given_row = {"load": shown(load), "indication": shown(load + error / 1000)}
    row = row_of("nawi.mechanical", COUNTER, given_row, service)
    assert row["verdict"] == ("sah" if abs(error / 1000) <= Decimal(row["mpe"]) else "batal")


@given(st.integers(1, 10**14), st.integers(1, 10**14))
def test_nozzle_is_judged_on_the_exact_quotient(indication: int, volume: int) -> None:
    run = {"flow": "max", "indication": str(indication), "true_volume": str(volume)}
    row = result(judge("fuel_dispenser", NOZZLE, {"runs": [run]}), "runs")["rows"][0]
    assert row["verdict"] == ("sah" if abs(indication - volume) * 200 <= volume else "batal")
