"""Phone numbers as people write them, and as WhatsApp wants them: E.164 without its plus."""

import re

# Each is replaced by what follows; PostgreSQL understands the same patterns.
STEPS = (("[^0-9]", ""), ("^00", ""), ("^(?:62|0|(?=8))0*", "62"))
REACHABLE = "^62[1-9][0-9]{7,12}$"


def international(phone: str) -> str:
    """The number with country code; a number without a leading 0, 8 or 62 stays as it is."""
    for pattern, replacement in STEPS:
        phone = re.sub(pattern, replacement, phone)
    return phone
