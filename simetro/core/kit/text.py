"""Text as people read and type it."""

from django.utils.functional import Promise

Text = str | Promise  # a sentence, also one that is translated only when it is shown

# What one line may not hold, as the inside of a character class: control characters, which nobody types and
# PostgreSQL may refuse, and those that turn or hide what is printed.
HIDDEN = r"\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"

MOST_TERMS = 6


def search_terms(search: str) -> list[str]:
    """The words of a search text, limited in number because each costs an index scan."""
    return search.split()[:MOST_TERMS]
