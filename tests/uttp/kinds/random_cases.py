"""Cases of a kind by chance: real instruments, readings on and near every edge, with gaps and contradictions."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, cast

from simetro.core.kit.quantities import show_quantity
from tests.uttp.kinds.cases import RULES, Json, example
from uttp.kinds import Kind, Occasion
from uttp.kinds.capacity_measure import LIMITS as VOLUMES
from uttp.kinds.capacity_measure import Measure
from uttp.kinds.length_measure import Tape, limits_mm
from uttp.kinds.nawi import WeighingInstrument
from uttp.kinds.nawi.scale import Scale, scale
from uttp.kinds.water_meter import Meter
from uttp.kinds.weights import CLASSES, MILLIGRAMS, limit_mg

Case = tuple[str, Json, Json]
TINY = Decimal("0.0001")


def some(chance: Random, value: Any, likely: float = 0.93) -> Any:
    """The value, or now and then nothing."""
    return value if chance.random() < likely else None


def near(chance: Random, edge: Decimal, step: Decimal = TINY) -> str:
    return show_quantity(edge + chance.choice((-1, 0, 0, 0, 1)) * step)


def without_gaps(row: Json) -> Json:
    return {key: value for key, value in row.items() if value is not None}


def answers(chance: Random, kind: Kind, code: str) -> dict[str, bool]:
    items = kind.test(code).items
    if chance.random() < 0.5:
        return {item.code: True for item in items}
    return {item.code: chance.random() < 0.9 for item in items if chance.random() < 0.8}


def case_of(kind: Kind, chance: Random) -> Case:
    """Service, attributes and observations; now and then the observations contradict the attributes."""
    service = chance.choice(("tera", "tera_ulang"))
    maker = _scale if isinstance(kind, WeighingInstrument) else _MAKERS[kind.family]
    attributes, observations = maker(kind, service, chance)
    checklist = kind.checklist.code
    observations[checklist] = some(chance, answers(chance, kind, checklist), 0.8)
    return service, attributes, without_gaps(observations)


# --- weighing instruments

E = [Decimal(digit).scaleb(power) for digit in (1, 2, 5) for power in (-2, -1, 0, 1)]
INTERVALS = {"I": 60_000, "II": 6_000, "III": 3_000, "IIII": 300}


def _plate(kind: WeighingInstrument, chance: Random) -> Json:
    accuracy_class = chance.choice(tuple(INTERVALS))
    e = chance.choice([one for one in E if accuracy_class != "IIII" or one >= 5])
    most = e * INTERVALS[accuracy_class] * chance.choice((1, 1, 3))
    facts: Json = {"unit": "g", "max": most, "min": e * 100, "e": e, "accuracy_class": accuracy_class}
    if kind.digital:
        fine = chance.choice((e, e, e / 2, e / 5, e / 10))
        facts |= {"d": fine} | ({"extended_display": True} if fine != e else {})
    elif chance.random() < 0.4:
        facts["ungraduated"] = True
    written = {key: show_quantity(value) if isinstance(value, Decimal) else value for key, value in facts.items()}
    if kind.digital and facts["d"] == e and chance.random() < 0.2:
        half = {"max": show_quantity(most / 2), "e": written["e"], "d": written["e"]}
        upper = show_quantity(e * 2)
        written["ranges"] = [half, {"max": written["max"], "e": upper, "d": upper}]
    return written


def _scale(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    assert isinstance(kind, WeighingInstrument)
    attributes = _acceptable(kind, chance, lambda: _plate(kind, chance))
    one = scale(attributes, Occasion(service), RULES)
    faultless = _faultless(kind, service, attributes, one)
    seen = _weighings(kind, one, chance)
    return attributes, faultless | {key: seen[key] for key in seen if chance.random() < chance.choice((0, 0.1, 1))}


def _acceptable(kind: Kind, chance: Random, make: Callable[[], Json]) -> Json:
    """Tries until a name plate is one that can exist; the example of the kind at last."""
    for _ in range(20):
        made = make()
        try:
            return kind.check_attributes(made, RULES)
        except ValueError:
            continue
    return example(kind)[0]


def _load(one: Scale, chance: Random) -> Decimal:
    edges = [one.min, one.max, *one.change_overs(), one.max / 2, one.max / 3]
    return chance.choice(edges) + chance.choice((0, 0, 0, 1, -1)) * one.parts[0].e * chance.choice(
        (1, Decimal("0.001"))
    )


def _reading(one: Scale, load: Decimal, chance: Random) -> Json:
    part, limit = one.part(load), one.limit(load)
    error = chance.choice((0, limit, -limit, limit / 2, limit * 2)) + chance.choice((0, 0, 1, -1)) * part.e / 4
    if one.ungraduated:
        return {"balancing_load": some(chance, show_quantity(error))}
    row: Json = {"indication": some(chance, show_quantity(load + error))}
    if part.d is not None and chance.random() < 0.6:
        row["additional_load"] = show_quantity(part.d * chance.choice((0, 1, Decimal("0.5"), Decimal("0.3"))))
    if part.d is not None and chance.random() < 0.5:
        row["changed_after_half_e"] = chance.random() < 0.5
    if chance.random() < 0.01:
        row["additional_load"] = show_quantity(part.e * 3)
    return row


def _weighings(kind: WeighingInstrument, one: Scale, chance: Random) -> Json:
    rows = [_row(one, chance) | _standard_weights(kind, one, chance) for _ in range(chance.randint(0, 9))]
    heavy, load = _load(one, chance), _load(one, chance)
    corners = [{"position": str(n), **_reading(one, load, chance)} for n in range(chance.randint(0, 5))]
    spread = one.limit(heavy) if heavy <= one.max else one.max
    indications = [show_quantity(heavy + chance.choice((0, 0, spread))) for _ in range(chance.randint(0, 7))]
    e = one.parts[0].e
    zero = {"zero_error": some(chance, near(chance, e / 4, e / 100), 0.4)} if chance.random() < 0.8 else {}
    seen: Json = {
        **zero,
        "accuracy": some(chance, [without_gaps(row) for row in rows]),
        "repeatability": {"load": some(chance, show_quantity(heavy)), "indications": indications},
        "eccentricity": {"load": some(chance, show_quantity(load)), "rows": [without_gaps(row) for row in corners]},
        "zero_setting": _steps(one, chance),
        "tare": _steps(one, chance),
    }
    if kind.digital:
        seen["discrimination"] = {"changed": some(chance, chance.random() < 0.8)}
    else:
        seen["sensitivity"] = {"displacement_mm": near(chance, chance.choice((Decimal(1), Decimal(2), Decimal(5))))}
    return {
        key: without_gaps(value) if isinstance(value, dict) else value
        for key, value in seen.items()
        if chance.random() < 0.85
    }


def _standard_weights(kind: WeighingInstrument, one: Scale, chance: Random) -> Json:
    is_given = chance.random() < (0.3 if kind.code == "nawi.weighbridge" else 0.001)
    return {"standard_weights": show_quantity(one.max / chance.choice((2, 5, 100)))} if is_given else {}


def _faultless(kind: Kind, service: str, attributes: Json, one: Scale) -> Json:
    """Every required test, without any error."""
    reading = "balancing_load" if one.ungraduated else "indication"
    suggested = kind.suggested_rows(service, attributes, RULES)
    half = suggested["repeatability"]["load"]
    seen: Json = {
        "accuracy": [{**row, reading: "0" if one.ungraduated else row["load"]} for row in suggested["accuracy"]],
        "repeatability": {"load": half, "indications": [half] * 6},
    }
    if "eccentricity" in suggested:
        load = suggested["eccentricity"]["load"]
        corner = {reading: "0" if one.ungraduated else load}
        seen["eccentricity"] = {"load": load, "rows": [corner] * 4}
    if one.parts[0].d is None:
        return {**seen, "sensitivity": {"displacement_mm": "5"}}
    base, step = one.parts[0].e * 10, one.parts[0].d
    same, moved = show_quantity(base), show_quantity(base + step)
    zero = {"base": same, "after_quarter_e": same, "after_three_quarter_e": moved}
    return {**seen, "zero_setting": zero, "tare": zero}


def _row(one: Scale, chance: Random) -> Json:
    load = abs(_load(one, chance))
    return {"load": some(chance, show_quantity(load)), **_reading(one, min(load, one.max), chance)}


def _steps(one: Scale, chance: Random) -> Json:
    part = one.parts[0]
    base = part.e * 10
    moved = base + chance.choice((0, part.e, part.d or part.e))
    return {
        "base": some(chance, show_quantity(base)),
        "after_quarter_e": some(chance, show_quantity(chance.choice((base, base, base, moved)))),
        "after_three_quarter_e": some(chance, show_quantity(moved)),
    }


# --- the others


def _weights(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    def make() -> Json:
        piles = [
            {
                "nominal": str(digit * 10**power),
                "unit": chance.choice(tuple(MILLIGRAMS)),
                "count": str(chance.randint(1, 3)),
            }
            for digit, power in ((chance.choice((1, 2, 5)), chance.randint(0, 2)) for _ in range(chance.randint(1, 4)))
        ]
        return {"accuracy_class": chance.choice(CLASSES), "items": piles}

    attributes = _acceptable(kind, chance, make)
    rows = []
    for row in kind.suggested_rows(service, attributes, RULES)["weights"]:
        nominal = Decimal(row["nominal"])
        limit = limit_mg(attributes["accuracy_class"], nominal * MILLIGRAMS[row["unit"]], RULES)
        assert limit is not None
        uncertainty = some(chance, near(chance, limit / 4, limit / 8), 0.3)
        error = near(chance, limit * chance.choice((1, -1, 0)) - chance.choice((0, 0, limit / 4)))
        strange = {"nominal": "3"} if chance.random() < 0.01 else {}
        rows.append(without_gaps({**row, "error_mg": some(chance, error), "uncertainty_mg": uncertainty, **strange}))
    return attributes, {"weights": some(chance, rows[: chance.randint(len(rows) - 1, len(rows) + 1)])}


def _dispenser(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    runs = []
    offset = chance.choice([Decimal(one) for one in ("0", "-99.5", "100.5", "-100", "40")])
    for number in range(chance.choice((0, 3, 9, 9, 9, 10))):
        flow = ("max", "medium", "slow")[number % 3]
        run: Json = {"flow": some(chance, flow, 0.97), "indication": some(chance, "20", 0.97)}
        by_measure = chance.random() < 0.7
        if by_measure:
            run |= {"nominal": "20", "scale_reading_ml": some(chance, near(chance, offset, Decimal("0.1")), 0.97)}
            run["correction_ml"] = some(chance, str(chance.randint(-3, 3)), 0.2)
        if not by_measure or chance.random() < 0.01:
            run["true_volume"] = near(chance, 20 + offset / 1000, Decimal("0.01"))
        runs.append(without_gaps(run))
    displays = {"front": "20", "rear": some(chance, near(chance, Decimal("20.02"), Decimal("0.001")))}
    observations = {"runs": some(chance, runs), "displays": some(chance, without_gaps(displays), 0.4)}
    return example(kind)[0], observations | {"totalizer_before": some(chance, "100", 0.5)}


def _capacity(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    nominal = near(chance, Decimal(chance.choice((100, 200, 50, 1000))))
    attributes = {"use": chance.choice(("transfer", "drinking")), "filled_to": chance.choice(("line", "brim"))}
    attributes["nominal_ml"] = nominal
    measure = Measure.model_validate(attributes)
    limits = next(row for row in RULES[VOLUMES] if row.holds_for(measure)).limits(measure.nominal_ml)
    ends = (limits.low, limits.high, Decimal(0))
    rows = [
        {"true_volume_ml": near(chance, measure.nominal_ml + chance.choice(ends))} for _ in range(chance.randint(0, 4))
    ]
    return attributes, {
        "readings": some(chance, [row for row in rows if chance.random() < 0.9] + [{}] * (len(rows) > 3))
    }


def _length(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    attributes: Json = {"accuracy_class": chance.choice(("I", "II", "III")), "nominal_m": str(chance.randint(1, 50))}
    if chance.random() < 0.5:
        attributes["end_surface"] = chance.random() < 0.7
    tape = Tape.model_validate(attributes)
    rows = []
    for _ in range(chance.randint(0, 5)):
        length = abs(Decimal(chance.randint(1, int(tape.nominal_m))) + chance.choice((0, 0, TINY, -TINY)))
        limit = limits_mm(tape, length, RULES).high
        error = near(chance, limit * chance.choice((1, -1, 0)))
        rows.append(without_gaps({"length_m": some(chance, show_quantity(length)), "error_mm": some(chance, error)}))
    return attributes, {"readings": some(chance, rows)}


def _water(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    attributes = {
        "q3": chance.choice(("1", "1.6", "2.5", "4", "63")),
        "ratio_r": chance.choice(("63", "80", "100", "160")),
    }
    attributes |= {"accuracy_class": chance.choice(("1", "2")), "dn_mm": chance.choice(("15", "50", "80"))}
    meter = Meter.model_validate(attributes)
    edges = [meter.q1, meter.q2, meter.q4, *(end for _, low, high in meter.test_flows() for end in (low, high))]
    rows = []
    for _ in range(chance.choice((0, 1, 3, 6, 9))):
        edge = chance.choice(edges)
        flow = Decimal(round(edge * 10**6)) / 10**6 + chance.choice((0, 0, 0, Decimal("0.000001")))
        volume = Decimal(100)
        error = chance.choice((1, 2, 3, 4, 5, 6, 10)) * chance.choice((1, -1, 0, Decimal("0.5")))
        row = {"flow": some(chance, show_quantity(flow)), "indication_l": some(chance, near(chance, volume + error))}
        rows.append(without_gaps({**row, "true_l": some(chance, "100"), "temperature": some(chance, "30.5", 0.3)}))
    return attributes, {"runs": some(chance, rows)}


def _kwh(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    attributes = {**example(kind)[0], "accuracy_class": chance.choice("ABCD")}
    errors = (near(chance, Decimal(chance.choice(("2", "-1", "0.5", "0.2", "0")))) for _ in range(chance.randint(0, 5)))
    return attributes, {
        "readings": some(chance, [without_gaps({"error_percent": some(chance, one)}) for one in errors])
    }


def _unsettled(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    pairs = [(near(chance, Decimal(101)), near(chance, Decimal(100))) for _ in range(chance.randint(0, 4))]
    rows = [without_gaps({"indication": some(chance, a), "reference": some(chance, b)}) for a, b in pairs]
    return example(kind)[0], {"readings": some(chance, rows)}


def _tanker(kind: Kind, service: str, chance: Random) -> tuple[Json, Json]:
    rows = [
        without_gaps(
            {
                "nominal_l": some(chance, "8000"),
                "true_volume_l": some(chance, near(chance, Decimal(8016))),
                "t3": "10",
                "t4": some(chance, "5"),
                "T": some(chance, chance.choice(("15", "15", "15", "16")), 0.5),
            }
        )
        for _ in range(chance.randint(0, 3))
    ]
    return example(kind)[0], {"compartments": some(chance, rows)}


_MAKERS = {
    "weights": _weights,
    "fuel_dispenser": _dispenser,
    "capacity_measure": _capacity,
    "length_measure": _length,
    "water_meter": _water,
    "kwh_meter": _kwh,
    "unsettled": _unsettled,
    "road_tanker": _tanker,
}


def answer_of(kind: Kind, case: Case) -> Json:
    """What Python makes of it: the Evaluation, or the fields that contradict the instrument."""
    try:
        return kind.evaluate(*case, RULES)
    except ValueError as error:
        refusal = cast(Any, error)
        return {"errors": [{"field": one.field, "message": one.message} for one in refusal.errors]}
