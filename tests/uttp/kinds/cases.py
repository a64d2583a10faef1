"""Complete, good readings to start a case from, and short ways to judge one."""

from copy import deepcopy
from datetime import date
from typing import Any

from uttp.kinds import InvalidInput, Kind, Rules, get_kind
from uttp.kinds.nawi import WeighingInstrument

ON = date(2026, 3, 31)
RULES = Rules(ON)
Json = dict[str, Any]

SCALE: Json = {"unit": "g", "max": "6000", "min": "40", "e": "2", "d": "2", "accuracy_class": "III"}
COUNTER: Json = {"unit": "kg", "max": "10", "min": "0.1", "e": "0.005", "accuracy_class": "III"}
TWO_RANGES: Json = {
    **SCALE,
    "max": "15000",
    "ranges": [{"max": "6000", "e": "2", "d": "2"}, {"max": "15000", "e": "5", "d": "5"}],
}
UNGRADUATED: Json = {
    "unit": "g",
    "max": "3000",
    "min": "60",
    "e": "3",
    "accuracy_class": "III",
    "ungraduated": True,
}
WEIGHTS: Json = {"accuracy_class": "M2", "items": [{"nominal": "1", "unit": "kg", "count": "2"}]}
TAKARAN: Json = {"use": "transfer", "filled_to": "brim", "nominal_ml": "1000"}
TAPE: Json = {"accuracy_class": "II", "nominal_m": "5"}
WATER: Json = {"q3": "2.5", "ratio_r": "80", "accuracy_class": "2", "dn_mm": "15"}
KWH: Json = {"accuracy_class": "B", "voltage_v": "230", "current": "5(60) A"}
TANKER: Json = {"compartments": "2", "capacity": "16000 L"}
UNSETTLED: Json = {"capacity": "Sampai 100"}
NOZZLE: Json = {"fuel": "Pertalite", "nozzle": "3", "q_max": "50", "q_min": "5"}


def without(data: Json, *keys: str) -> Json:
    return {key: value for key, value in data.items() if key not in keys}


def yes(kind: str, test: str) -> dict[str, bool]:
    return {item.code: True for item in get_kind(kind).test(test).items}


def exact_rows(*loads: str) -> list[Json]:
    return [{"load": load, "indication": load} for load in loads]


def scale_readings(**changes: Any) -> Json:
    """All tests of SCALE, without any error."""
    readings: Json = {
        "visual": yes("nawi.electronic", "visual"),
        "accuracy": exact_rows("40", "1000", "2000", "4000", "6000"),
        "repeatability": {"load": "3000", "indications": ["3000", "3000", "3000"]},
        "eccentricity": {
            "load": "2000",
            "rows": [{"position": str(number), "indication": "2000"} for number in range(1, 6)],
        },
        "zero_setting": {"base": "20", "after_quarter_e": "20", "after_three_quarter_e": "22"},
        "tare": {"base": "20", "after_quarter_e": "20", "after_three_quarter_e": "22"},
    }
    return {**readings, **changes}


def counter_readings(**changes: Any) -> Json:
    """All tests of COUNTER, without any error."""
    readings: Json = {
        "visual": yes("nawi.mechanical", "visual"),
        "accuracy": exact_rows("0.1", "2.5", "5", "7.5", "10"),
        "repeatability": {"load": "5", "indications": ["5", "5", "5"]},
        "eccentricity": {
            "load": "3.5",
            "rows": [{"position": str(number), "indication": "3.5"} for number in range(1, 5)],
        },
        "sensitivity": {"displacement_mm": "2"},
    }
    return {**readings, **changes}


def nozzle_runs(indication: str = "20", true_volume: str = "20") -> list[Json]:
    flows = ("max", "medium", "slow")
    return [{"flow": flow, "indication": indication, "true_volume": true_volume} for flow in flows for _ in range(3)]


def nozzle_readings(**changes: Any) -> Json:
    return {"prechecks": yes("fuel_dispenser", "prechecks"), "runs": nozzle_runs(), **changes}


def judge(kind: str, attributes: Any, observations: Any, service: str = "tera") -> Json:
    return get_kind(kind).evaluate(service, deepcopy(attributes), deepcopy(observations), RULES)


def rows_of(kind: str, attributes: Json, test: str, rows: list[Json], service: str = "tera") -> list[Json]:
    evaluation = judge(kind, attributes, {test: rows}, service)
    return result(evaluation, test)["rows"]  # type: ignore[no-any-return]


def result(evaluation: Json, test: str) -> Json:
    (found,) = [one for one in evaluation["tests"] if one["test"] == test]
    return found  # type: ignore[no-any-return]


def row_of(kind: str, attributes: Json, row: Json, service: str = "tera", **more: Any) -> Json:
    evaluation = judge(kind, attributes, {"accuracy": [row], **more}, service)
    return result(evaluation, "accuracy")["rows"][0]  # type: ignore[no-any-return]


def refused_fields(kind: str, attributes: Any, observations: Any, service: str = "tera") -> set[str]:
    try:
        judge(kind, attributes, observations, service)
    except InvalidInput as refusal:
        return {one.field for one in refusal.errors}
    return set()


def _others() -> dict[str, tuple[Json, str, list[Json]]]:
    """Attributes, the test beside the checklist, and its rows, for the families that have no more than that."""
    piece = {"nominal": "1", "unit": "kg", "error_mg": "10"}
    flows = ("0.03125", "0.05", "2.5")
    return {
        "weights": (WEIGHTS, "weights", [piece, {**piece, "uncertainty_mg": "50"}]),
        "capacity_measure": (TAKARAN, "readings", [{"true_volume_ml": "1001"}]),
        "length_measure": (TAPE, "readings", [{"length_m": "5", "error_mm": "-1"}]),
        "water_meter": (WATER, "runs", [{"flow": flow, "indication_l": "100", "true_l": "100"} for flow in flows]),
        "kwh_meter": (KWH, "readings", [{"point": "Imaks", "error_percent": "0.5"}]),
        "road_tanker": (TANKER, "compartments", [{"nominal_l": "8000", "true_volume_l": "8001", "t3": "1"}] * 2),
        "unsettled": (UNSETTLED, "readings", [{"indication": "101", "reference": "100"}]),
    }


def example(kind: Kind) -> tuple[Json, Json]:
    """Attributes and complete readings without a fault."""
    if kind.family == "fuel_dispenser":
        return NOZZLE, nozzle_readings()
    if isinstance(kind, WeighingInstrument):
        return (SCALE, scale_readings()) if kind.digital else (COUNTER, counter_readings())
    attributes, test, rows = _others()[kind.family]
    return attributes, {"visual": yes(kind.code, "visual"), test: rows}
