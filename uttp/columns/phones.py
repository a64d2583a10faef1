"""The telephone number in a cell that people filled: the first complete one, or none where one cannot be sure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from simetro.core.spreadsheets import Mark

_DIGITS = re.compile(r"[+(]?[0-9][0-9\s.()-]*")
_BEFORE = re.compile(r"(?:hp|wa|telp|tlp|tel|telepon|telpon|no|ph|phone|mobile|kontak)[.:]*$", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:\b(?:ext|ekst|extension|psw|pswt|pes|pesawat|x)[.:]?|#)\s*$", re.IGNORECASE)
_AREA = re.compile(r"\b(0[2-9][0-9]{1,2})\s*/\s*(?=[0-9]{5,8}\b)")  # 0281/636363
_COMPLETE = re.compile(r"08[1-9][0-9]{7,10}|0[2-79][0-9]{7,10}")
_ABROAD = re.compile(r"\+(?!62)[1-9][0-9]{7,14}")
_AROUND = " \t/,;:&|-–.()"


@dataclass(frozen=True)
class Phone:
    """`number` is empty where none is certain. `rest`: what else the cell says, all of it where there is no number."""

    number: str
    rest: str = ""


def phone_in(text: str, mark: str = "") -> Phone:
    """The number begins with 0, also where a spreadsheet program dropped it, or with the + of another country."""
    if mark in (Mark.LONG, Mark.DAY) or not text:
        return Phone("", text)
    if _COMPLETE.fullmatch(text):
        return Phone(text)
    text = _AREA.sub(r"\1-", text)
    for start, end, number in _numbers(text):
        return Phone(number, _rest(text, start, end))
    return Phone("", text)


def _rest(text: str, start: int, end: int) -> str:
    before = _BEFORE.sub("", text[:start].rstrip(_AROUND)).strip(_AROUND)
    return " ".join(part for part in (before, text[end:].strip(_AROUND)) if part)


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each complete number begins and ends, and the number."""
    for run in _DIGITS.finditer(text):
        if _is_alone(text, run.start(), run.end()):
            yield from _complete_in(run.group(), run.start())


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the digits are no extension and no part of a word, an exponent or a decimal number."""
    before, after = text[:start], text[end:]
    if _EXTENSION.search(before):
        return False
    glued = before[-1:].isalnum() and not _BEFORE.search(before)
    broken = text[end - 1].isdigit() and (after[:1].isalpha() or re.match(r"[,][0-9]", after) is not None)
    return not glued and not broken and not re.search(r"[0-9][,]$", before)


def _complete_in(run: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """The complete numbers that groups of digits make up, from the left; each group belongs to one number."""
    groups = list(re.finditer(r"[+(]*[0-9]+", run))
    first = 0
    while first < len(groups):
        last = _longest(groups, first)
        if last is None:
            first += 1
            continue
        yield offset + groups[first].start(), offset + groups[last].end(), _number(groups, first, last)
        first = last + 1


def _longest(groups: list[re.Match[str]], first: int) -> int | None:
    """The last group of the number that begins with this group; a new number is never taken in."""
    longest = None
    for last in range(first, len(groups)):
        if longest is not None and re.match(r"[+(]*(?:0|62|8[1-9])", groups[last].group()):
            break
        if _number(groups, first, last):
            longest = last
    return longest


def _number(groups: list[re.Match[str]], first: int, last: int) -> str:
    """The number that these groups make, or an empty text where they make none."""
    joined = "".join(group.group().replace("(", "") for group in groups[first : last + 1])
    if _ABROAD.fullmatch(joined):
        return joined
    if "+" in joined[1:]:
        return ""
    digits = re.sub(r"^(?:\+|00)?62(?:0(?=8|2))?", "0", joined) if re.match(r"(?:\+|00)?62", joined) else joined
    digits = re.sub(r"^(?=8[1-9])", "0", digits)
    return digits if _COMPLETE.fullmatch(digits) else ""
