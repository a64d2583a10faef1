import re
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.errors import Invalid
from simetro.core.kit.sentences import FieldError
from simetro.core.models import NumberSeries, Office

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST = 120  # as long as a document can keep
_PLACE = re.compile(r"\{(?:roman_month|(seq|month|year)(?::0?[1-9])?)\}")
_LATE, _LONG_MONTH = 99_999, date(2026, 8, 31)


def take_number(series: str, year: int) -> int:
    """The next number of a gapless series. Locks its counter until the transaction ends: take it last."""
    NumberSeries.objects.get_or_create(name=series, year=year)
    counter = NumberSeries.objects.select_for_update().get(name=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def format_number(template: str, seq: int, on: date) -> str:
    return template.format(seq=seq, roman_month=ROMAN_MONTHS[on.month - 1], month=on.month, year=on.year)


@dataclass(frozen=True)
class Series:
    """A gapless series. `name`: of its counter; `template`: the field of the office that says how it is written."""

    name: str
    template: str

    def next(self, on: date) -> str:
        """The next number of that day's year, taken last in its transaction: it locks the counter."""
        return format_number(getattr(Office.current(), self.template), take_number(self.name, on.year), on)


def template_fields() -> list[str]:
    return [series.template for hooks in all_hooks() for series in hooks.number_series]


def check_templates(office: Office) -> None:
    """Refuses templates by which a document could not be numbered, or two would get the same number."""
    flaws = {name: _flaw(getattr(office, name)) for name in template_fields()}
    flaws = flaws if any(flaws.values()) else {name: _likeness(office, name) for name in template_fields()}
    errors = [FieldError(name, flaw) for name, flaw in flaws.items() if flaw]
    if errors:
        raise Invalid(errors[0].message, errors=errors)


def samples_of(office: Office, on: date) -> list[tuple[str, str]]:
    """Each template by its name, and the first number of the year that it would give on a day."""
    return [(capfirst(_label(name)), _first(getattr(office, name), on)) for name in template_fields()]


def _label(name: str) -> str:
    return next(str(field.verbose_name) for field in Office._meta.fields if field.name == name)


def _first(template: str, on: date) -> str:
    return "–" if _flaw(template) else format_number(template, 1, on)


def _likeness(office: Office, name: str) -> str:
    """The sentence that refuses a template whose numbers an earlier template gives already; empty if none does."""
    sample = _sample(getattr(office, name))
    fields = template_fields()
    earlier = fields[: fields.index(name)]
    other = next((field for field in earlier if _sample(getattr(office, field)) == sample), None)
    if other is None:
        return ""
    return _("Pola ini memberi nomor yang sama dengan %(other)s. Bedakan kodenya.") % {"other": _label(other)}


def _flaw(template: str) -> str:
    if set("{}") & set(_PLACE.sub("", template)):
        return _("Pola hanya boleh memuat {seq}, {seq:04}, {month}, {roman_month}, dan {year} di dalam kurung kurawal.")
    if not {"seq", "year"} <= {place[1] for place in _PLACE.finditer(template)}:
        return _("Pola harus memuat {seq} (nomor urut) dan {year} (tahun).")
    if len(_sample(template)) > LONGEST:
        return _("Nomor dari pola ini terlalu panjang. Paling banyak %(count)s tanda.") % {"count": LONGEST}
    return ""


def _sample(template: str) -> str:
    return format_number(template, _LATE, _LONG_MONTH)
