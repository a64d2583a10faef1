from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """From top to bottom: the regency, the office (dinas), the unit, its address, then phone and e-mail lines."""

    regency: str
    office: str
    unit: str
    address: str
    contacts: tuple[str, ...] = ()
