"""What people write for the public, as HTML that can do no harm."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr"}
SCHEMES = {"https", "http", "mailto", "tel"}
_HIGHEST = 2  # the page itself has the first heading
_LOWEST = 4
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")


def html_of(markdown: str) -> SafeString:
    """Headings, lists, links and emphasis; whatever else is written stands there as text."""
    tokens = _MARKDOWN.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_LOWEST, int(token.tag[1]) + _HIGHEST - 1)}"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener nofollow")
    return mark_safe(clean)  # noqa: S308 - cleaned
