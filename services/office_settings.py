from dataclasses import dataclass

from simetro.core.models import OfficeSettings


@dataclass(frozen=True)
class ServiceSettings(OfficeSettings):
    """What the office promises. Days are working days.

    `onsite_minutes`: penera-minutes for on-site work on a usual day, all penera together. `referral`: where to send
    instruments that this office may not verify.
    """

    service_days: int
    repair_days: int
    onsite_minutes: int
    referral: str
