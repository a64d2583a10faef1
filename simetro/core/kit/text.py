"""A line of text: what it may not hold, as the inside of a character class, and its words."""

# Control characters, which nobody types and PostgreSQL may refuse, and those that turn or hide what is printed.
HIDDEN = r"\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"

MOST_WORDS = 6


def words_of(search: str) -> list[str]:
    """What is searched for, word by word; each costs a look through an index."""
    return search.split()[:MOST_WORDS]
