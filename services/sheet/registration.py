"""What the registration form says: all that its template may see."""

from dataclasses import dataclass
from datetime import date

from services.sheet.letterhead import Letterhead


@dataclass(frozen=True, kw_only=True)
class FormRow:
    """Instruments of one sort; `service` as people read it, such as 'Tera ulang'."""

    kind: str
    brand: str
    serial_number: str
    capacity: str
    count: int
    service: str


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """Where and when the instruments are brought to a sidang."""

    sidang: str
    venue: str
    when: str


@dataclass(frozen=True, kw_only=True)
class RegistrationForm:
    letterhead: Letterhead
    order_number: str
    status_url: str
    registered_on: date
    applicant: str
    address: str
    phone: str
    place: str
    certificate_name: str
    certificate_address: str
    rows: tuple[FormRow, ...]
    expected_on: date | None = None
    received_by: str = ""
    handed_over_by: str = ""
    appointment: Appointment | None = None

    @property
    def total(self) -> int:
        return sum(row.count for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class SignUpSlip:
    """What somebody without an account takes home; `rows`: kind and count. It names nobody."""

    letterhead: Letterhead
    number: str
    url: str
    appointment: Appointment
    rows: tuple[tuple[str, int], ...]
