"""What the print-out of one verification's readings (cerapan) says."""

from dataclasses import dataclass
from datetime import date, datetime

from services.sheet.item import Officer, TestedItem, UsedStandard
from services.sheet.letterhead import Letterhead
from services.sheet.readings import Answers, Fact, Finding


@dataclass(frozen=True, kw_only=True)
class Correction:
    """Of an attempt at the same instrument: the day of its test, and why it does not count any more."""

    tested_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ObservationSheet:
    """`finalized_at` is empty as long as it is a draft; `verdict` is then what the readings say so far."""

    letterhead: Letterhead
    order_number: str
    kind: str
    item: TestedItem
    plate: tuple[Fact, ...]
    owner: str
    address: str
    service: str
    verdict: str
    method: str
    testers: tuple[Officer, ...]
    standards: tuple[UsedStandard, ...] = ()
    answers: tuple[Answers, ...] = ()
    noted: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    remark: str = ""
    finalized_at: datetime | None = None
    corrects: Correction | None = None
    corrected_by: Correction | None = None
