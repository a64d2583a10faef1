from dataclasses import dataclass

from simetro.core.models import OfficeSettings


@dataclass(frozen=True)
class ComplaintSettings(OfficeSettings):
    """In how many working days a complaint is answered."""

    complaint_days: int
