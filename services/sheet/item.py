"""One verification as documents tell it; words and numbers stand here exactly as they are printed."""

from dataclasses import dataclass
from datetime import date

from services.sheet.readings import Fact, Finding
from simetro.core.kit.quantities import Quantity


@dataclass(frozen=True, kw_only=True)
class Officer:
    name: str
    nip: str = ""

    def __str__(self) -> str:
        return f"{self.name}, NIP {self.nip}" if self.nip else self.name


@dataclass(frozen=True, kw_only=True)
class UsedStandard:
    name: str
    accuracy_class: str = ""
    certificate_number: str = ""
    traceability: str = ""


@dataclass(frozen=True, kw_only=True)
class TestedItem:
    """One verification: the instrument as it was that day, and what was found. Temperature in °C, humidity in %."""

    uttp_id: str
    brand: str
    model: str = ""
    serial_number: str = ""
    made_in: str = ""
    capacity: str = ""
    details: tuple[Fact, ...] = ()
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
