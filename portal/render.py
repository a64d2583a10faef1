"""What people write for the public, as HTML that can do no harm; market sessions, as a calendar takes them."""

from collections.abc import Iterable
from datetime import datetime

import nh3
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from icalendar import Calendar, vRecur
from icalendar import Event as Entry
from markdown_it import MarkdownIt

from portal.timeline import AgendaEntry
from services.enums import SidangStatus
from services.models import Sidang
from simetro.core.web.public_pages import page_url

ICALENDAR = "text/calendar; charset=utf-8"
TAGS = {"p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "blockquote", "hr"}
SCHEMES = {"https", "http", "mailto", "tel"}
_HIGHEST = 2  # the page itself has the first heading
_LOWEST = 4
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")


def html_of(markdown: str) -> SafeString:
    """Markdown as HTML with headings, lists, links and emphasis only; anything else is shown as text."""
    tokens = _MARKDOWN.parse(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_LOWEST, int(token.tag[1]) + _HIGHEST - 1)}"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="noopener nofollow")
    return mark_safe(clean)  # noqa: S308 - cleaned


def calendar_of(sessions: Iterable[Sidang]) -> bytes:
    """iCalendar (RFC 5545): one entry for each, repeated on each of its days."""
    return _calendar(_entry(sidang) for sidang in sessions)


def agenda_calendar(appointments: Iterable[AgendaEntry]) -> bytes:
    """One entry of a whole day for each."""
    return _calendar(_day(appointment) for appointment in appointments)


def _calendar(entries: Iterable[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Simetro//ID")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _day(appointment: AgendaEntry) -> Entry:
    entry = Entry()
    entry.add("uid", f"{appointment.key}@simetro")
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", appointment.day)
    entry.add("summary", appointment.title)
    entry.add("description", appointment.detail)
    entry.add("url", f"{settings.PUBLIC_URL}{appointment.url}")
    return entry


def _entry(sidang: Sidang) -> Entry:
    zone = timezone.get_default_timezone()
    url = page_url("public_sidang_detail", sidang.slug)
    entry = Entry()
    entry.add("uid", f"{sidang.slug}@simetro")
    entry.add("dtstamp", timezone.now())
    entry.add("sequence", sidang.version)
    entry.add("dtstart", datetime.combine(sidang.starts_on, sidang.opens_at, zone))
    entry.add("dtend", datetime.combine(sidang.starts_on, sidang.closes_at, zone))
    if sidang.ends_on > sidang.starts_on:
        entry.add("rrule", vRecur(freq="DAILY", count=(sidang.ends_on - sidang.starts_on).days + 1))
    entry.add("summary", sidang.name)
    entry.add("location", f"{sidang.venue}, {sidang.address}, {sidang.district}")
    entry.add("description", "\n".join(filter(None, (sidang.kind_names, sidang.note, url))))
    entry.add("url", url)
    entry.add("status", "CANCELLED" if sidang.status == SidangStatus.CANCELLED else "CONFIRMED")
    return entry
