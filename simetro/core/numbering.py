from datetime import date

from simetro.core.models import NumberSeries

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def take_number(series: str, year: int) -> int:
    """The next number of a gapless series. Locks its counter until the transaction ends: take it last."""
    NumberSeries.objects.get_or_create(name=series, year=year)
    counter = NumberSeries.objects.select_for_update().get(name=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def format_number(template: str, seq: int, on: date) -> str:
    return template.format(seq=seq, roman_month=ROMAN_MONTHS[on.month - 1], month=on.month, year=on.year)
