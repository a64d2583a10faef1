"""Days as old registers have them, and what is less than a day: a month or a year."""

import re
from datetime import date, timedelta

EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"]
_OTHER_MONTHS = {"may": 5, "aug": 8, "agt": 8, "ags": 8, "oct": 10, "dec": 12, "nop": 11, "peb": 2}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[-/. ]+([a-z]{3,})\.?[-/. ]+(\d{4}|\d{2})", re.IGNORECASE)
_MONTH = re.compile(
    r"(?:(?:bulan|bln|awal|akhir)\.?\s+)?([a-z]{3,})\.?[-/. ']*(?:tahun |thn?\.? ?)?((?:19|20)?\d{2})", re.IGNORECASE
)
_MONTH_NUMBER = re.compile(r"(?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{2}")
_YEAR = re.compile(r"(?:(?:tahun|thn|th)\.?\s*)?(?:19|20)\d{2}", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu),?\s+", re.IGNORECASE)
_CENTURY_TURNS = 80  # two digits from here on are of the last century


def day_of(text: str) -> date | None:
    """22/11/2025, 22-11-25, 22 November 2025, 2025-11-22 or the number that Excel keeps; the day stands first."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            return date(_year(match[3]), int(match[2]), int(match[1]))
        if match := _NAMED.fullmatch(text):
            return date(_year(match[3]), _month(match[2]), int(match[1]))
        return EXCEL_EPOCH + timedelta(days=int(text)) if re.fullmatch(r"[2-6]\d{4}", text) else None
    except ValueError:
        return None


def is_month_or_year(text: str) -> bool:
    """Whether the text names a month or a year and no day, as in "Maret 2024", "03/2024" or "2024"."""
    text = text.strip()
    month = _MONTH.fullmatch(text)
    if month and _month(month[1]):
        return True
    return bool(_MONTH_NUMBER.fullmatch(text) or _YEAR.fullmatch(text))


def swapped(day: date) -> date:
    """The day whose month a spreadsheet program took for its day."""
    return day.replace(day=day.month, month=day.day)


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return (1900 if int(text) >= _CENTURY_TURNS else 2000) + int(text)


def _month(text: str) -> int:
    start = text[:3].casefold()
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER_MONTHS.get(start, 0)
