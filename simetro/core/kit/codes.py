"""Numbers that people read aloud and type: Crockford base 32 with a check character over GF(32).

Each character has its own power of a primitive element as weight, so the check finds every wrong character and
every swap of two neighbours (their weights differ, and a field has no zero divisors).
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


_VALUE = {char: value for value, char in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}


_PRIMITIVE_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1


def _times_alpha(value: int) -> int:
    value <<= 1
    return value ^ _PRIMITIVE_POLYNOMIAL if value & 32 else value


def _weighted_sum(values: list[int]) -> int:
    """Horner's scheme: the last value has weight 1, the one before it alpha, then alpha squared ..."""
    total = 0
    for value in values:
        total = _times_alpha(total) ^ value
    return total


def with_check(body: str) -> str:
    return body + ALPHABET[_weighted_sum([_VALUE[char] for char in body] + [0])]


def parse(text: str, length: int) -> str | None:
    """The `length` characters meant by `text`, or None where it cannot be such a code."""
    compact = text.upper().replace("-", "").replace(" ", "")
    if len(compact) != length or any(char not in _VALUE for char in compact):
        return None
    values = [_VALUE[char] for char in compact]
    return "".join(ALPHABET[value] for value in values) if _weighted_sum(values) == 0 else None


def random_code(length: int) -> str:
    return with_check("".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(length)))


def parse_lettered(letter: str, text: str) -> str | None:
    """Parses a code that begins with a fixed letter. The letter may be left out: no code contains it."""
    code = parse(text.strip().removeprefix(letter).removeprefix(letter.lower()), 8)
    return code and lettered(letter, code)


def lettered(letter: str, code: str) -> str:
    return f"{letter}-{code[:4]}-{code[4:]}"
