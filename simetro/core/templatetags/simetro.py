"""What every page needs to show a status, a number or a date in the office's way."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from simetro.core.hooks import all_hooks
from simetro.core.kit.quantities import comma, show_quantity

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "icons"

OK, BAD, WAIT, OFF, PLAIN = "ok", "bad", "wait", "off", "plain"

# Status code -> (meaning, icon). Plain is work that goes its way: no colour, so that what waits stands out.
STATUSES: dict[str, tuple[str, str]] = {
    "submitted": (WAIT, "inbox"),
    "accepted": (PLAIN, "clipboard-check"),
    "rejected": (BAD, "x"),
    "scheduled": (PLAIN, "calendar"),
    "testing": (PLAIN, "scale"),
    "mapping": (WAIT, "edit"),
    "checking": (PLAIN, "refresh"),
    "checked": (WAIT, "list"),
    "writing": (PLAIN, "refresh"),
    "written": (OK, "check"),
    "undone": (OFF, "arrow-back-up"),
    "new": (OK, "plus"),
    "changed": (WAIT, "edit"),
    "same": (OFF, "check"),
    "double": (OFF, "copy"),
    "asked": (WAIT, "help"),
    "error": (BAD, "x"),
    "registered": (PLAIN, "clipboard-check"),
    "arrived": (OK, "user-check"),
    "planned": (PLAIN, "edit"),
    "announced": (OK, "calendar"),
    "closed": (OFF, "check"),
    "tested": (PLAIN, "clipboard-check"),
    "certifying": (PLAIN, "signature"),
    "completed": (OK, "check"),
    "cancelled": (OFF, "ban"),
    "waiting": (WAIT, "clock"),
    "passed": (OK, "circle-check"),
    "failed": (BAD, "circle-x"),
    "in_repair": (WAIT, "tool"),
    "withdrawn": (OFF, "ban"),
    "ended": (OFF, "ban"),
    "draft": (PLAIN, "edit"),
    "final": (OK, "check"),
    "in_signoff": (WAIT, "signature"),
    "issuing": (WAIT, "clock"),
    "issued": (OK, "file-certificate"),
    "returned": (WAIT, "arrow-back-up"),
    "discarded": (OFF, "trash"),
    "revoked": (BAD, "ban"),
    "replaced": (OFF, "refresh"),
    "sah": (OK, "circle-check"),
    "batal": (BAD, "circle-x"),
    "open": (WAIT, "circle-dashed"),
    "due": (WAIT, "clock"),
    "expired": (BAD, "alert-triangle"),
    "unverified": (OFF, "circle-dashed"),
    "retired": (OFF, "archive"),
    "active": (OK, "check"),
    "valid": (OK, "circle-check"),
    "genuine": (OK, "circle-check"),
    "altered": (BAD, "alert-triangle"),
    "unknown": (OFF, "circle-dashed"),
    "none": (OFF, "circle-dashed"),
    "drafted": (PLAIN, "edit"),
    "pending": (WAIT, "clock"),
    "sending": (PLAIN, "send"),
    "sent": (OK, "check"),
    "stopped": (WAIT, "player-pause"),
    "muted": (OFF, "eye-off"),
    "done": (OK, "check"),
    "dead": (BAD, "alert-triangle"),
}


@cache
def _drawing(name: str) -> str:
    path = ICONS / f"{name}.svg"
    if not path.exists():  # the word beside it says it; a test lists what is missing
        return ""
    svg = path.read_text()
    return re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An outline drawing beside a word, hidden from screen readers because the word says it."""
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        f"icon {css}".strip(),
        mark_safe(_drawing(name)),  # noqa: S308  packaged drawings, never typed by anyone
    )


@register.simple_tag(takes_context=True)
def page_parts(context: template.Context, name: str) -> SafeString:
    """The parts that apps add to this place of a page by their hooks, rendered with the page's context."""
    parts = (hooks.page_parts[name] for hooks in all_hooks() if name in hooks.page_parts)
    page = context.template
    assert page is not None  # a tag is only run inside of one
    return mark_safe("".join(page.engine.get_template(part).render(context) for part in parts))  # noqa: S308 - they escape


@register.simple_tag
def tag(code: str, label: str, size: str = "") -> SafeString:
    """A status as word, icon and colour of its meaning."""
    meaning, drawing = STATUSES.get(str(code), (PLAIN, "circle-dashed"))
    return format_html('<span class="{}">{}{}</span>', f"tag {meaning} {size}".strip(), icon(drawing), label)


@register.simple_tag
def log_url(row: Model) -> str:
    """The address of the log page that shows the entries about a row."""
    return f"{reverse('log_list')}?{urlencode({'objek': f'{row._meta.label_lower}:{row.pk}'})}"


@register.filter
def meaning(code: str) -> str:
    """The css class of a status: ok, bad, wait, off or plain."""
    return STATUSES.get(str(code), (PLAIN, ""))[0]


@register.filter
def status_icon(code: str) -> str:
    return STATUSES.get(str(code), ("", "circle-dashed"))[1]


@register.filter
def quantity(value: Decimal | str | None) -> str:
    """A reading with all its digits; the comma of the language, no grouping."""
    if value is None:
        return ""
    written = show_quantity(value) if isinstance(value, Decimal) else str(value)
    return comma(written) if _in_indonesian() else written


@register.filter
def canonical(value: Decimal) -> str:
    """A quantity as programs write it."""
    return show_quantity(value)


@register.filter
def typed(value: Decimal) -> str:
    """A quantity as it can be typed into any box: its decimal comma is never read as anything else."""
    return comma(value)


@register.filter
def bilangan(value: int) -> str:
    """A count with its thousands grouped; readings are shown by `quantity`."""
    return f"{value:,}".replace(",", ".") if _in_indonesian() else f"{value:,}"


@register.filter
def tanggal(value: date | None) -> str:
    if value is None:
        return ""
    return formats.date_format(_local(value), "j F Y")


@register.filter
def waktu(value: datetime | None) -> str:
    if value is None:
        return ""
    return formats.date_format(_local(value), "j F Y, H.i T" if _in_indonesian() else "j F Y, H:i T")


@register.inclusion_tag("core/sort_header.html", takes_context=True)
def sort_header(context: template.Context, key: str, label: str, css: str = "") -> dict[str, Any]:
    """A table heading that sorts by `?sort=key`, and by `?sort=-key` when clicked again."""
    request = context["request"]
    current = request.GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{key}" if direction == "ascending" else key
    return {"label": label, "css": css, "direction": direction, "query": query.urlencode()}


def _in_indonesian() -> bool:
    return (get_language() or "id").startswith("id")


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
