"""The facts of one document, frozen; words and numbers stand here exactly as they are printed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from services.papers.letter import Letterhead
from services.papers.tested_item import TestedItem, UsedStandard

DocumentType = Literal["skhp", "rejection"]

_KNOWN_FIELDS_ONLY = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """All facts but the Issuance. The signatories approve the hash of exactly this."""

    __pydantic_config__ = _KNOWN_FIELDS_ONLY

    schema: Literal[1] = 1
    type: DocumentType
    letterhead: Letterhead
    order_number: str
    kind: str
    items: tuple[TestedItem, ...]
    owner: str
    address: str
    method: str
    result: str
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    remedy: tuple[str, ...] = ()
    standards: tuple[UsedStandard, ...] = ()
    replaces: str = ""

    @property
    def valid_until(self) -> date | None:
        """The first day on which something in this document expires."""
        return min((item.valid_until for item in self.items if item.valid_until), default=None)


@dataclass(frozen=True, kw_only=True)
class Initial:
    """The paraf (initial) of a lower tier."""

    title: str
    name: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """`title`: that of the last tier. `acting`: a.n., Plh. or Plt. Whoever signs a.n. has an `own_title` too."""

    name: str
    title: str
    nip: str = ""
    rank: str = ""
    acting: str = ""
    own_title: str = ""


@dataclass(frozen=True, kw_only=True)
class Issuance:
    """Known only after the last approval. `signed_by_bsre`: only when that is true."""

    number: str
    issued_on: date
    issued_in: str
    signatory: Signatory
    verify_url: str
    initials: tuple[Initial, ...] = ()
    signed_by_bsre: bool = False
