"""How pages name what a document tells of."""

from collections.abc import Sequence
from typing import Any

from django import template

from certificates.words import instruments_named
from simetro.core.documents.tables import Cell, Column

register = template.Library()


@register.filter
def named(certificate: Any) -> str:
    """Of a certificate `with_instruments`."""
    return instruments_named(certificate.first, certificate.instruments)


@register.filter
def under(row: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
    """Each cell with its column, which a phone shows beside it."""
    return list(zip(columns, row, strict=True))
