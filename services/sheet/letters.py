"""What the office's letters about an order or a test say."""

from dataclasses import dataclass
from datetime import date

from services.sheet.item import Officer
from services.sheet.letterhead import Letterhead


@dataclass(frozen=True, kw_only=True)
class Signature:
    """The head of the office signs by hand; without a name there is room to write one."""

    place: str
    on: date
    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, kw_only=True)
class Member(Officer):
    """Of the team that is sent."""

    rank: str = ""


@dataclass(frozen=True, kw_only=True)
class AssignmentSheet:
    """`work`: what is to be tested, one line per kind and service."""

    letterhead: Letterhead
    number: str
    basis: tuple[str, ...]
    officers: tuple[Member, ...]
    purpose: str
    work: tuple[str, ...]
    owner: str
    phone: str
    place: str
    on: date
    until: date | None = None
    hours: str = ""
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class ReportRow:
    """One instrument, with its kind and capacity; `outcome` as people read it, such as 'Sah' or 'Diperbaiki'."""

    kind: str
    instrument: str
    capacity: str
    uttp_id: str
    service: str
    outcome: str
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteReport:
    """`days`: on which something was tested. `totals`: label and number."""

    letterhead: Letterhead
    order_number: str
    assignment_number: str
    days: tuple[date, ...]
    place: str
    officers: tuple[Officer, ...]
    owner: str
    address: str
    rows: tuple[ReportRow, ...]
    totals: tuple[tuple[str, int], ...]
    city: str


@dataclass(frozen=True, kw_only=True)
class MarkStatementSheet:
    letterhead: Letterhead
    number: str
    order_number: str
    kind: str
    instrument: str
    capacity: str
    uttp_id: str
    owner: str
    address: str
    service: str
    tested_on: date
    tested_by: Officer
    valid_until: date | None
    marks: tuple[str, ...]
    reason: str
    instrument_url: str
    signature: Signature
