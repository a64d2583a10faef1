"""Re-verification periods in months (Permendag 24/2024 Lampiran I)."""

from datetime import date

from uttp.kinds.checked import Count
from uttp.kinds.dated import Dated, Parameter

# The regulation's own day of effect is still to be entered; nothing of this office is older.
SINCE = date(2024, 1, 1)
BASIS = "Permendag 24/2024 Lampiran I"


def period(kind: str, months: int, *, confirmed: bool, which: str = "") -> Parameter[int]:
    """The period of the kind with this code; `which` names the instruments that it holds for, if not for all."""
    row = Dated(SINCE, months, BASIS, confirmed)
    return Parameter(f"{kind}.period_months", f"Jangka waktu tera ulang{which}", (row,), "bulan", Count)
