"""How pages name what a document tells of."""

from typing import Any

from django import template

from certificates.words import instruments_named

register = template.Library()


@register.filter
def named(certificate: Any) -> str:
    """Of a certificate `with_instruments`."""
    return instruments_named(certificate.first, certificate.instruments)
