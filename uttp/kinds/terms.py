"""The words that verification turns on."""

from collections.abc import Iterable
from enum import StrEnum


class Service(StrEnum):
    TERA = "tera"
    TERA_ULANG = "tera_ulang"


class Verdict(StrEnum):
    SAH = "sah"
    BATAL = "batal"
    OPEN = "open"


BOTH = (Service.TERA, Service.TERA_ULANG)
TERA_ONLY = (Service.TERA,)
OPTIONAL: tuple[Service, ...] = ()


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Batal beats open beats sah; nothing to judge is open."""
    seen = set(verdicts)
    if Verdict.BATAL in seen:
        return Verdict.BATAL
    return Verdict.SAH if seen == {Verdict.SAH} else Verdict.OPEN
