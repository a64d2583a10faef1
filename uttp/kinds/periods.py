"""Re-verification periods in months (Permendag 24/2024 Lampiran I)."""

from datetime import date

from uttp.kinds.dated import Dated, Parameter
from uttp.kinds.shapes import Count

# The regulation's own day of effect is still to be entered; nothing of this office is older.
SINCE = date(2024, 1, 1)
BASIS = "Permendag 24/2024 Lampiran I"


def period(kind: str, months: int, *, confirmed: bool) -> Parameter[int]:
    """Of the kind with this code, or of some of its instruments, such as the larger ones."""
    row = Dated(SINCE, months, BASIS, confirmed)
    return Parameter(f"{kind}.period_months", "Jangka waktu tera ulang", (row,), "bulan", Count)
