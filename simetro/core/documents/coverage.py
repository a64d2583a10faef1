"""Which characters the packaged fonts draw. What they do not draw would be an empty box on paper, or nothing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.kit.errors import Conflict

HERE = Path(__file__).parent
FONTS = HERE.parent / "static" / "vendor"
# Codes alone have a font of their own, which falls back to the others; it draws nothing that stands elsewhere.
NAMED = re.compile(r"font-family: (?!\"JetBrains)[^;]+;.*url\(packaged:([^)]+\.woff2)\)")
INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}  # removed from paper, or what joins letters
LONGEST_QUOTE = 60


@cache
def drawn() -> frozenset[int]:
    """The characters of the fonts that print.css names. A font of the machine does not count: another has it not."""
    from fontTools.ttLib import TTFont  # reading them takes a moment, which only those pay who meet such a text

    names = dict.fromkeys(NAMED.findall((HERE / "print.css").read_text()))
    files = (BytesIO((FONTS / name).read_bytes()) for name in names)
    return frozenset(code for file in files for code in TTFont(file, lazy=True).getBestCmap())


def undrawable(text: str) -> str:
    """The characters of a text that cannot be printed, each once."""
    if text.isascii():
        return ""
    return "".join(dict.fromkeys(character for character in text if _is_undrawable(character)))


def _is_undrawable(character: str) -> bool:
    is_blank = character.isspace() or unicodedata.category(character) in INVISIBLE
    return not is_blank and ord(character) not in drawn()


def undrawable_in(facts: Any) -> dict[str, str]:
    """Each text within these facts (dicts, lists, texts) that cannot be printed, with its characters."""
    return {text: signs for text in _texts(facts) if (signs := undrawable(text))}


def _texts(facts: Any) -> Iterator[str]:
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, Mapping):
        for inner in facts.values():
            yield from _texts(inner)
    elif isinstance(facts, list | tuple):
        for inner in facts:
            yield from _texts(inner)


def listed(signs: str) -> str:
    """The characters as a sentence names them."""
    return ", ".join(signs[:10]) + (" …" if len(signs) > 10 else "")


def refuse_undrawable(facts: Any, what_to_do: str) -> None:
    """Refuses to make a document of facts that it could not show; what is frozen would lack them for good."""
    for text, signs in undrawable_in(facts).items():
        quote = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
        sentence = _("Huruf %(signs)s pada “%(text)s” tidak dapat dicetak pada surat.") % {
            "signs": listed(signs),
            "text": quote,
        }
        raise Conflict(f"{sentence} {what_to_do}", code="undrawable")
