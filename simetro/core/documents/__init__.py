"""Paper: a template becomes HTML, then PDF/A-3u. Nothing is fetched but what is packaged with this project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from simetro.core.documents.attachment import Attachment

PREVIEW = "PRATINJAU - BELUM BERLAKU"

# Control characters break the metadata; the others turn the direction of a line, and so what a name seems to say.
_UNPRINTABLE = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


@dataclass(frozen=True)
class Document:
    """The HTML goes along so that tests and previews need not read PDF."""

    html: str
    pdf: bytes


def render_pdf(
    template_name: str,
    context: Mapping[str, Any],
    *,
    title: str,
    language: str = "id",
    attachments: Sequence[Attachment] = (),
    watermark: str | None = None,
    is_frozen: bool = False,
) -> Document:
    """The template gives the body only; the same input gives the same bytes. `is_frozen`: nothing may be lacking."""
    # WeasyPrint takes more than a second to import: only the process that renders pays for it.
    from simetro.core.documents.engine import engine

    with translation.override(language):
        body = mark_safe(render_to_string(template_name, dict(context)))  # noqa: S308 - the template has escaped it
    html = _page(body, title=title, language=language, watermark=watermark)
    return Document(html, engine().pdf(html, attachments, is_frozen=is_frozen))


def warm() -> None:
    """Import and load everything that the first document would otherwise wait for."""
    from simetro.core.documents.engine import engine  # deferred for the same reason as above

    engine()


def _page(body: SafeString, *, title: str, language: str, watermark: str | None) -> str:
    mark = format_html('<div class="watermark">{}</div>', watermark) if watermark else ""
    page = format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body>{}{}</body></html>',
        language,
        title,
        mark,
        body,
    )
    return page.translate(_UNPRINTABLE)
