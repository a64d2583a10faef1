"""Text as people read and type it."""

import unicodedata
from functools import lru_cache

from django.utils.functional import Promise

Text = str | Promise  # a sentence, also one that is translated only when it is shown

# What one line may not hold, as the inside of a character class: control characters, which nobody types and
# PostgreSQL may refuse, and those that turn or hide what is printed.
HIDDEN = r"\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"

MOST_TERMS = 6
APOSTROPHES = "'’‘‛ʼʻʽʾʿʹ′`´＇ꞌ"  # a name is written with any of these
_ONE_SIGN = str.maketrans(APOSTROPHES, "'" * len(APOSTROPHES))

# What people write where there is nothing to write, without blanks and full stops at the end.
_NOTHING = {"", "-", "–", "—", "--", "- -", "n/a", "tidak ada", "tdk ada", "none"}


def search_terms(search: str) -> list[str]:
    """The words of a search text, limited in number because each costs an index scan."""
    return search.split()[:MOST_TERMS]


def composed(text: str) -> str:
    """The one Unicode form in which text is stored (NFC): one code point for a letter with its accent."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=1 << 16)  # a register folds the same brands and places again and again
def folded(text: str) -> str:
    """What all spellings of a text have in common: Unicode form, case, blanks and apostrophes do not count."""
    return " ".join(composed(composed(text).translate(_ONE_SIGN).casefold()).split())


def says_nothing(text: str) -> bool:
    """Whether a text only says that there is nothing: "-", "n/a", "tidak ada"."""
    return folded(text).rstrip(". ") in _NOTHING
