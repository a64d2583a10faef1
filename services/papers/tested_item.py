from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.enums import Place
from services.models import Verification
from services.papers.facts import Officer, printed
from services.papers.readings import Finding, PrintedFact, findings, noted_facts
from simetro.core.kit.quantities import Quantity, parse_quantity
from uttp.enums import Verdict


@dataclass(frozen=True, kw_only=True)
class UsedStandard:
    name: str
    accuracy_class: str = ""
    certificate_number: str = ""
    traceability: str = ""


@dataclass(frozen=True, kw_only=True)
class TestedItem:
    """One verification: the instrument as it was on that day, and the findings. Temperature in °C, humidity in %."""

    uttp_id: str
    brand: str
    model: str = ""
    serial_number: str = ""
    made_in: str = ""
    capacity: str = ""
    details: tuple[PrintedFact, ...] = ()
    service: str
    verdict: str
    tested_on: date
    tested_by: Officer
    valid_until: date | None = None
    place: str = ""
    temperature: Quantity | None = None
    humidity: Quantity | None = None
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()


def item_of(verification: Verification) -> TestedItem:
    instrument = verification.item.instrument
    kind = instrument.kind
    attributes, observations = verification.attributes, verification.observations
    is_batal = verification.verdict == Verdict.BATAL
    return TestedItem(
        uttp_id=instrument.uttp_id,
        brand=instrument.brand,
        model=instrument.model,
        serial_number=instrument.serial_number,
        made_in=instrument.made_in,
        capacity=kind.describe_capacity(attributes),
        details=noted_facts(kind, attributes, observations),
        service=verification.item.service,
        verdict=verification.verdict,
        tested_on=verification.tested_on,
        tested_by=Officer(name=verification.penera.name, nip=verification.penera.nip),
        valid_until=verification.valid_until,
        place=verification.place or printed(Place(verification.item.order.place)),
        temperature=parse_quantity(verification.temperature) if verification.temperature else None,
        humidity=parse_quantity(verification.humidity) if verification.humidity else None,
        findings=findings(kind, attributes, observations, verification.evaluation),
        reasons=tuple(verification.evaluation["reasons"]) if is_batal else (),
    )


def standards_of(verifications: Iterable[Verification]) -> tuple[UsedStandard, ...]:
    used = dict.fromkeys(standard for verification in verifications for standard in verification.standards.all())
    return tuple(
        UsedStandard(
            name=standard.name,
            accuracy_class=standard.accuracy_class,
            certificate_number=standard.certificate_number,
            traceability=standard.traceability,
        )
        for standard in used
    )
