from dataclasses import dataclass

from simetro.core.models import OfficeSettings


@dataclass(frozen=True)
class ComplaintSettings(OfficeSettings):
    """The number of working days within which a complaint is answered."""

    complaint_days: int
