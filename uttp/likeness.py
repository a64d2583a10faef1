"""Whether two owners may be the same: the one answer of the API, the forms and the import."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.translation import gettext as _

from simetro.core.kit.text import APOSTROPHES, folded

SUBSCRIBER_DIGITS = 9  # last ones of a phone: what stands before them is 0, 62 or +62
ALIKE = 0.85
_ADDRESSED = {"bp", "bpk", "bapak", "pak", "pa", "ibu", "bu", "sdr", "sdri", "tn", "ny", "nn"}
_TITLES = {"h", "hj", "haji", "hajah", "mbah", "mbak", "mas", "alm", "almh", "dr", "drs", "dra", "ir", "kh", "ust"}
_BODIES = {"pt", "cv", "ud", "pd", "fa", "tbk", "toko", "kios"}
_LETTERS = re.compile(r"[^\W_]+")
Facts = Mapping[str, str]


@lru_cache(maxsize=1 << 16)  # within an import each name stands in many rows and is compared with many
def identity(name: str) -> str:
    """What remains of a name whose owner is taken for the same unasked: forms of address fall away, titles stay.

    The form of a company stands before or behind its name.
    """
    words = [word for word in _words(name) if word not in _ADDRESSED] or _words(name)
    return " ".join(sorted(words, key=_BODIES.__contains__))


@lru_cache(maxsize=1 << 16)
def plain_name(name: str) -> str:
    """What remains of a name that is compared for likeness: also without titles and the forms of companies."""
    words = _words(name)
    return " ".join(word for word in words if word not in _ADDRESSED | _TITLES | _BODIES) or " ".join(words)


def _words(name: str) -> list[str]:
    """The words in lower case; apostrophes within a word fall away, other signs part words."""
    return _LETTERS.findall(folded(name).replace(APOSTROPHES[0], "").replace("c.v", "cv").replace("p.t", "pt"))


def line_of(phone: str) -> str:
    """The digits that tell one telephone from another."""
    return re.sub(r"\D", "", phone)[-SUBSCRIBER_DIGITS:]


def is_same_line(phone: str, other: str) -> bool:
    return bool(line_of(phone)) and line_of(phone) == line_of(other)


def why_alike(facts: Facts, other: Facts) -> str:
    """Why two owners may be the same, as a sentence, or an empty text. `facts`: name, phone, village, district."""
    if is_same_line(facts["phone"], other["phone"]):
        return _("nomor teleponnya sama")
    if not _are_alike(plain_name(facts["name"]), plain_name(other["name"])):
        return ""
    if _is_same_place(facts, other):
        return _("namanya mirip, di desa yang sama")
    return _("namanya mirip, di tempat lain") if " " in plain_name(facts["name"]) else ""


def _are_alike(name: str, other: str) -> bool:
    if not name or not other or _numbers(name) != _numbers(other):  # shops are told apart by their number
        return False
    matcher = SequenceMatcher(None, name, other)
    return name == other or (matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE)


def _numbers(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)


def _is_same_place(facts: Facts, other: Facts) -> bool:
    """Whether both are of one village, or one does not say where he is."""
    place, another = place_of(facts), place_of(other)
    return place == another or not any(place) or not any(another)


def place_of(facts: Facts) -> tuple[str, str]:
    return folded(facts["village"]), folded(facts["district"])
