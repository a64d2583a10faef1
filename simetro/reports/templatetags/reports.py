"""Pictures that are drawn by the server: a bar in a row of a table, columns side by side."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("reports/bar.html")
def bar(bars: Any) -> dict[str, Any]:
    """A bar, hidden from screen readers: the numbers beside it say the same."""
    return {"bars": bars}


@register.inclusion_tag("reports/number.html")
def number(figure: Any, label: str = "") -> dict[str, Any]:
    return {"number": figure, "label": label}
