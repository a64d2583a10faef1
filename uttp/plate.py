"""A name plate in words, and the words of pages for what a kind's fields hold."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from simetro.core.templatetags.simetro import quantity
from uttp.kinds import Kind
from uttp.kinds.describe import Field
from uttp.kinds.wording import Wording
from uttp.models import Instrument
from uttp.names import label_of

Fact = tuple[str, str]
Attributes = Mapping[str, Any]


def wording_of_pages(number: Callable[[str], str] = quantity) -> Wording:
    """The words in the language of the page."""
    return Wording(
        label=label_of,
        number=number,
        answers={True: _("Ya"), False: _("Tidak")},
        verdicts={"sah": _("Sah"), "batal": _("Batal"), "open": _("Belum lengkap")},
    )


def plate_of(instrument: Instrument) -> list[Fact]:
    return plate_facts(instrument.kind, instrument.attributes)


def plate_facts(kind: Kind, attributes: Attributes, wording: Wording | None = None) -> list[Fact]:
    """Label and value of every attribute that is filled in, in the order of the kind; a no is left out."""
    return list(_facts(kind.attributes, attributes, attributes, wording or wording_of_pages()))


def _facts(fields: tuple[Field, ...], row: Attributes, attributes: Attributes, wording: Wording) -> Iterator[Fact]:
    """Units stand behind the values and not on lines of their own."""
    units = {field.unit_from for field in fields}
    for field in fields:
        value = row.get(field.code)
        if value not in (None, "", False, []) and field.code not in units:
            yield wording.label(field), _value(field, value, attributes, wording)


def _value(field: Field, value: Any, attributes: Attributes, wording: Wording) -> str:
    if field.type != "rows":
        return field.show_in(attributes, value, wording)
    if field.row_words:
        return "; ".join(map(field.show_row, value))
    rows = (_facts(field.fields, row, attributes, wording) for row in value)
    return "; ".join(", ".join(" ".join(fact) for fact in facts) for facts in rows)
