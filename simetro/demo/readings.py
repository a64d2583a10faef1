"""Observations as a penera would have typed them: every load met, small errors, here and there a failure."""

from decimal import Decimal
from random import Random
from typing import Any

from simetro.core.kit.quantities import show_quantity
from uttp.kinds import Kind, Rules

Json = dict[str, Any]
STEP = Decimal("0.1")


def observe(kind: Kind, service: str, attributes: Json, rules: Rules, chance: Random, *, good: bool) -> Json:
    """Complete observations; not `good` ones have one reading far outside the limit."""
    suggested = kind.suggested_rows(service, attributes, rules)
    observations = _MAKERS.get(kind.family, _scale)(suggested, service, attributes, chance)
    observations[kind.checklist.code] = {place.key: True for place in kind.checklist.places_for(service)}
    if not good:
        _spoil(observations)
    return observations


def _scale(suggested: Json, service: str, attributes: Json, chance: Random) -> Json:
    load = suggested["repeatability"]["load"]
    weighings = 6 if attributes["accuracy_class"] in ("I", "II") else 3
    observations: Json = {
        "accuracy": [_row(row["load"], attributes, chance) for row in suggested["accuracy"]],
        "repeatability": {"load": load, "indications": [_on_scale(load, attributes)] * weighings},
    }
    if "eccentricity" in suggested:
        observations["eccentricity"] = _eccentricity(suggested["eccentricity"], attributes, chance)
    if "d" not in attributes:
        return {**observations, "sensitivity": {"displacement_mm": str(chance.randint(5, 9))}}
    zero = _zero(attributes)
    return {**observations, "zero_setting": zero, **({"tare": zero} if service == "tera" else {})}


def _eccentricity(suggested: Json, attributes: Json, chance: Random) -> Json:
    load = _on_scale(suggested["load"], attributes)
    row = _row(load, attributes, chance)
    del row["load"]
    return {"load": load, "rows": [{"position": corner["position"], **row} for corner in suggested["rows"]]}


def _row(load: str, attributes: Json, chance: Random) -> Json:
    row = {"load": load, "indication": _on_scale(load, attributes)}
    if "d" in attributes:
        extra = Decimal(attributes["d"]) * STEP * chance.randint(2, 8)
        row["additional_load"] = show_quantity(extra)
    return row


def _on_scale(load: str, attributes: Json) -> str:
    """The load as the display or dial shows it."""
    step = Decimal(attributes["d"] if "d" in attributes else attributes["e"])
    return show_quantity((Decimal(load) / step).to_integral_value() * step)


def _zero(attributes: Json) -> Json:
    base = Decimal(attributes["e"]) * 10
    shown = show_quantity(base)
    after = show_quantity(base + Decimal(attributes["d"]))
    return {"base": shown, "after_quarter_e": shown, "after_three_quarter_e": after}


def _dispenser(suggested: Json, service: str, attributes: Json, chance: Random) -> Json:
    begin = chance.randint(100_000, 900_000)
    offset = chance.randint(-40, 40)
    runs = [
        {
            "flow": row["flow"],
            "indication": "20",
            "nominal": "20",
            "scale_reading_ml": str(offset + chance.randint(-5, 5)),
            "correction_ml": "2",
        }
        for row in suggested["runs"]
    ]
    return {"runs": runs, "totalizer_before": str(begin), "totalizer_after": str(begin + 20 * len(runs))}


def _weights(suggested: Json, service: str, attributes: Json, chance: Random) -> Json:
    """The limits of M2 and M3 begin at 1.2 mg; heavier pieces are further off, as they are in markets."""
    grams = {"mg": Decimal("0.001"), "g": Decimal(1), "kg": Decimal(1000)}
    rows = [(row, Decimal(row["nominal"]) * grams[row["unit"]]) for row in suggested["weights"]]
    off = (show_quantity(chance.randint(-100, 100) * (1 + mass / 10).quantize(STEP) / 100) for _row, mass in rows)
    return {"weights": [{**row, "error_mg": error} for (row, _mass), error in zip(rows, off, strict=True)]}


def _capacity(suggested: Json, service: str, attributes: Json, chance: Random) -> Json:
    volume = Decimal(attributes["nominal_ml"]) + chance.randint(2, 30)
    return {"readings": [{"true_volume_ml": show_quantity(volume)}]}


def _length(suggested: Json, service: str, attributes: Json, chance: Random) -> Json:
    errors = (show_quantity(chance.randint(-6, 6) * STEP) for _ in suggested["readings"])
    return {"readings": [{**row, "error_mm": error} for row, error in zip(suggested["readings"], errors, strict=True)]}


_MAKERS = {
    "fuel_dispenser": _dispenser,
    "weights": _weights,
    "capacity_measure": _capacity,
    "length_measure": _length,
}


def _spoil(observations: Json) -> None:
    if "runs" in observations:
        for run in observations["runs"]:
            run["scale_reading_ml"] = str(int(run["scale_reading_ml"]) - 180)
        return
    if "weights" in observations:
        observations["weights"][0]["error_mg"] = "-26000"
        return
    if "readings" in observations:
        observations["readings"][0] |= {key: "90" for key in observations["readings"][0] if key != "length_m"}
        return
    row = observations["accuracy"][-2]
    row["indication"] = show_quantity(Decimal(row["indication"]) * Decimal("0.9"))
