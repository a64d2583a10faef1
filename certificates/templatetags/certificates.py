"""Template tags that name the instruments of a document."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from certificates.names import naming
from simetro.core.documents.coverage import listed, undrawable
from simetro.core.documents.tables import Cell, PrintedColumn

register = template.Library()


@register.filter
def named(certificate: Any) -> SafeString:
    """Of a certificate `with_instruments`."""
    parts = naming(certificate.first, certificate.instruments)
    return format_html('{} · <span class="code nowrap">{}</span> {}', *parts)


@register.filter
def not_printable(verification: Any) -> str:
    """The characters that would be lacking on its document: of owner, name plate and penera."""
    order, instrument = verification.item.order, verification.item.instrument
    facts = [order.name_on_certificate, order.address_on_certificate, verification.penera.name]
    facts += [instrument.brand, instrument.model, instrument.serial_number, instrument.made_in]
    return listed(undrawable(" ".join(facts)))


@register.filter
def under(row: Sequence[Cell], columns: Sequence[PrintedColumn]) -> list[tuple[PrintedColumn, Cell]]:
    """Each cell with its column, whose label a phone shows beside it."""
    return list(zip(columns, row, strict=True))
