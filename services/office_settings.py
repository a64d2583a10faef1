from dataclasses import dataclass

from simetro.core.models import OfficeSettings


@dataclass(frozen=True)
class ServiceSettings(OfficeSettings):
    """What the office promises. Days are working days; `onsite_minutes`: of all penera together, on a usual day.

    `referral`: whom to turn to with what this office may not verify.
    """

    service_days: int
    repair_days: int
    onsite_minutes: int
    referral: str
