"""How a spreadsheet program shows a whole number under a number format that people made for codes: 0042, SN-0042."""

import re
from decimal import Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|([0#])|([-/ ().])|_.|(.)')
_MONEY = re.compile(r"\brp\b|idr|\$", re.IGNORECASE)
PLACES = "0#"


def shown(value: Decimal, code: str) -> str | None:
    """The text that one sees, or None where the format only dresses a number (decimals, thousands, dates, money)."""
    section = code.split(";")[0]
    if value != value.to_integral_value() or value < 0:
        return None
    tokens = _tokens(section)
    if tokens is None or not _tells_more_than_the_number(tokens):
        return None
    return _filled(tokens, str(int(value)))


def _tokens(section: str) -> list[tuple[str, bool]] | None:
    """Texts and places of digits in order; each with whether it is a place. None for any other kind of format."""
    tokens: list[tuple[str, bool]] = []
    for quoted, escaped, place, plain, other in _TOKEN.findall(section):
        if other or plain == ".":
            return None
        if place:
            tokens.append((place, True))
        elif text := quoted or escaped or plain:
            tokens.append((text, False))
    return tokens


def _tells_more_than_the_number(tokens: list[tuple[str, bool]]) -> bool:
    places = "".join(text for text, is_place in tokens if is_place)
    texts = "".join(text for text, is_place in tokens if not is_place)
    return bool(places) and not _MONEY.search(texts) and (places.count("0") > 1 or bool(texts.strip(" ()")))


def _filled(tokens: list[tuple[str, bool]], digits: str) -> str:
    """The digits put into their places from the right; those that are left over stand in the first place."""
    left, parts = list(digits), []
    remaining = sum(is_place for _text, is_place in tokens)
    for text, is_place in reversed(tokens):
        if not is_place:
            parts.append(text)
            continue
        remaining -= 1
        if remaining == 0:
            parts.append("".join(left) or ("0" if text == "0" else ""))
        else:
            parts.append(left.pop() if left else ("0" if text == "0" else ""))
    return "".join(reversed(parts))
