"""What the small papers say: stickers on instruments, the slip of a queue, the list of what is handed back."""

from dataclasses import dataclass
from datetime import date

from services.sheet.letterhead import Letterhead


@dataclass(frozen=True, kw_only=True)
class Sticker:
    """`valid_until`: None where it is not valid; nothing that tells whose it is."""

    uttp_id: str
    kind: str
    url: str
    office: str
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class QueueSlip:
    number: int
    name: str
    session: str
    place: str
    order_number: str
    status_url: str
    instruments: int
    came_on: date
    office: str


@dataclass(frozen=True, kw_only=True)
class HandedRow:
    """One instrument; `outcome` as people read it, `document` what is handed over with it."""

    kind: str
    instrument: str
    uttp_id: str
    outcome: str
    document: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class HandOver:
    letterhead: Letterhead
    order_number: str
    owner: str
    address: str
    on: date
    rows: tuple[HandedRow, ...]
