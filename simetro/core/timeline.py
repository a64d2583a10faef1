"""The log in words: each app names its verbs in `AppConfig.log_words`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from simetro.core.models import LogEntry

Text = str | Promise


@dataclass(frozen=True)
class Words:
    """`state` colours the dot: ok, bad, wait or nothing."""

    what: Text
    icon: str = ""
    state: str = ""


@dataclass(frozen=True)
class TimelineEntry:
    what: str
    who: str
    at: datetime
    note: str
    icon: str
    state: str


@cache
def _words() -> dict[str, Words]:
    return {
        verb: words for config in apps.get_app_configs() for verb, words in getattr(config, "log_words", {}).items()
    }


def timeline_of(
    entries: "Iterable[LogEntry]", about: "Callable[[LogEntry], str]" = lambda entry: ""
) -> list[TimelineEntry]:
    """Newest first as the log is; `about` adds to the sentence what the entry is about. Views are left out."""
    known = _words()
    return [_entry(entry, known[entry.verb], about(entry)) for entry in entries if entry.verb in known]


def _entry(entry: "LogEntry", words: Words, about: str) -> TimelineEntry:
    return TimelineEntry(
        what=f"{words.what}: {about}" if about else str(words.what),
        who=entry.actor.name if entry.actor else _("Sistem"),
        at=entry.at,
        note=entry.data.get("reason") or entry.data.get("note", ""),
        icon=words.icon,
        state=words.state,
    )
