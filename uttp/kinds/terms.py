"""The words that verification turns on."""

from collections.abc import Iterable
from enum import StrEnum


class Occasion(StrEnum):
    """Whether an instrument is verified for the first time (tera) or again (tera ulang)."""

    TERA = "tera"
    TERA_ULANG = "tera_ulang"


class TestVerdict(StrEnum):
    """The verdict of one test, or of all of them; open while readings are missing."""

    __test__ = False  # pytest would collect it for its name

    SAH = "sah"
    BATAL = "batal"
    OPEN = "open"


BOTH = (Occasion.TERA, Occasion.TERA_ULANG)
TERA_ONLY = (Occasion.TERA,)
OPTIONAL: tuple[Occasion, ...] = ()


def worst(verdicts: Iterable[TestVerdict]) -> TestVerdict:
    """The worst verdict: batal before open before sah. No verdict at all is open."""
    seen = set(verdicts)
    if TestVerdict.BATAL in seen:
        return TestVerdict.BATAL
    return TestVerdict.SAH if seen == {TestVerdict.SAH} else TestVerdict.OPEN
