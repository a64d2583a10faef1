"""What the attendance list of a market session says."""

from dataclasses import dataclass

from services.sheet.letterhead import Letterhead


@dataclass(frozen=True, kw_only=True)
class Attender:
    """Without `queue_number` and `came_at` while he is expected; `instruments`: count and kind."""

    name: str
    village: str
    instruments: tuple[str, ...]
    queue_number: int | None = None
    came_at: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceList:
    letterhead: Letterhead
    sidang: str
    when: str
    place: str
    rows: tuple[Attender, ...]
    came: int
    instruments: int
