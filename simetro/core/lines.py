"""What one line of text may not hold, as the inside of a character class."""

# Control characters, which nobody types and PostgreSQL may refuse, and those that turn or hide what is printed.
HIDDEN = r"\x00-\x1f\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
