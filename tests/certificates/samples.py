"""Sheets of real kinds with real evaluations: a scale, a station with as many nozzles as wanted, and what fails."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from certificates.sheet.facts import (
    Initial,
    Issuance,
    Sheet,
    Signatory,
)
from certificates.sheet.sentences import notes, remedy, result_sentence
from services.papers.facts import Officer
from services.papers.letter import Letterhead
from services.papers.readings import findings, noted_facts
from services.papers.tested_item import TestedItem, UsedStandard
from tests.uttp.kinds.cases import NOZZLE, SCALE, nozzle_readings, nozzle_runs, scale_readings
from uttp.kinds import Rules, get_kind

TESTED_ON = date(2026, 11, 20)
LETTERHEAD = Letterhead(
    regency="Pemerintah Kabupaten Banyumas",
    office="Dinas Perindustrian dan Perdagangan",
    unit="Bidang Metrologi",
    address="Jl. D.I. Panjaitan, Purwokerto",
    contacts=("Telepon (0281) 000000",),
)
ISSUANCE = Issuance(
    number="500.2.3.15/0042/BID-K/XI/2026",
    issued_on=date(2026, 11, 22),
    issued_in="Purwokerto",
    signatory=Signatory(name="Bambang Prasetyo", title="Kepala Dinas", nip="19690317 199403 1 004"),
    verify_url="https://simetro.test/verifikasi/k3J9x2mQ7pR1vT8wY5zA4b",
    initials=(
        Initial(title="Subkoor", name="Retno Astuti", on=date(2026, 11, 21)),
        Initial(title="Kabid", name="Agus Santoso", on=date(2026, 11, 21)),
        Initial(title="Sekdis", name="Endang Kusuma", on=date(2026, 11, 22)),
    ),
)


def judged(kind: str, attributes: Mapping[str, Any], observations: Mapping[str, Any], **facts: Any) -> TestedItem:
    tests = get_kind(kind)
    evaluation = tests.evaluate("tera_ulang", attributes, observations, Rules(TESTED_ON))
    known: dict[str, Any] = {
        "uttp_id": "U-7KQ4-M9XD",
        "brand": "Quattro",
        "model": "SW-1",
        "serial_number": "2205118",
        "made_in": "Indonesia",
        "capacity": tests.describe_capacity(attributes),
        "details": noted_facts(tests, attributes, observations),
        "service": "tera_ulang",
        "verdict": evaluation["verdict"],
        "tested_on": TESTED_ON,
        "tested_by": Officer(name="Sri Wahyuningsih", nip="19880412 201101 2 007"),
        "valid_until": tests.valid_until(TESTED_ON, attributes, Rules(TESTED_ON))
        if evaluation["verdict"] == "sah"
        else None,
        "place": "Pasar Wage",
        "temperature": Decimal("27.4"),
        "humidity": Decimal(68),
        "findings": findings(tests, attributes, observations, evaluation),
        "reasons": tuple(evaluation["reasons"]),
    }
    return TestedItem(**(known | facts))


def sheet(kind: str, *items: TestedItem, **facts: Any) -> Sheet:
    is_skhp = all(item.verdict == "sah" for item in items)
    known: dict[str, Any] = {
        "type": "skhp" if is_skhp else "rejection",
        "letterhead": LETTERHEAD,
        "order_number": "7KQ4-M9XD-R2P",
        "kind": get_kind(kind).name,
        "items": items,
        "owner": "Toko Sumber Rejeki",
        "address": "Pasar Wage Blok C-14",
        "method": get_kind(kind).method,
        "result": result_sentence(items),
        "notes": notes(items, LETTERHEAD.unit) if is_skhp else (),
        "marks": tuple(map(str, get_kind(kind).marks_for("tera_ulang"))) if is_skhp else (),
        "remedy": () if is_skhp else remedy(),
        "standards": (UsedStandard(name="Anak timbangan", accuracy_class="M1", certificate_number="510/MET/2026"),),
    }
    return Sheet(**(known | facts))


def scale(**facts: Any) -> Sheet:
    return sheet("nawi.electronic", judged("nawi.electronic", SCALE, scale_readings()), **facts)


def long_scale(rows: int = 12) -> Sheet:
    """As many accuracy readings as an office writes down at most."""
    readings = scale_readings()
    loads = ["40", "1000", "2000", "4000", "6000", *(str(3000 + 100 * more) for more in range(rows - 5))]
    readings["accuracy"] = [{"load": load, "indication": load, "additional_load": "1"} for load in loads]
    return sheet("nawi.electronic", judged("nawi.electronic", SCALE, readings))


def bad_scale() -> Sheet:
    readings = scale_readings()
    readings["accuracy"][3]["indication"] = "3980"
    return sheet("nawi.electronic", judged("nawi.electronic", SCALE, readings))


def nozzle(number: int, *, volume: str = "20", **facts: Any) -> TestedItem:
    attributes = {**NOZZLE, "nozzle": str(number)}
    readings = nozzle_readings(runs=nozzle_runs(true_volume=volume), totalizer_after=str(18000 + number))
    known = {"uttp_id": f"U-7KQ4-M{number:03}", "brand": "Tatsuno", "serial_number": f"TS-{number:04}"}
    return judged("fuel_dispenser", attributes, readings, **(known | facts))


def station(nozzles: int, *, volume: str = "20") -> Sheet:
    return sheet("fuel_dispenser", *(nozzle(number, volume=volume) for number in range(1, nozzles + 1)))


def acting(kind: str, **facts: Any) -> Issuance:
    return replace(ISSUANCE, signatory=replace(ISSUANCE.signatory, acting=kind, **facts))
