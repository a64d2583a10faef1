"""What happened to a row, in words, as the log and the apps tell it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.log.phrases import Phrase, timeline_phrases
from simetro.core.models import LogEntry, User


@dataclass(frozen=True)
class TimelineEntry:
    what: str
    who: str
    at: datetime
    note: str
    icon: str
    state: str
    url: str = ""


StoryTeller = Callable[[Any, User], Iterable[TimelineEntry]]


def life_of(row: models.Model, user: User) -> list[TimelineEntry]:
    """Everything that the apps' timelines say about a row, newest first."""
    tellers = [hooks.timelines[type(row)] for hooks in all_hooks() if type(row) in hooks.timelines]
    entries = [entry for tell in tellers for entry in tell(row, user)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def timeline_of(
    entries: Iterable[LogEntry],
    about: Callable[[LogEntry], str] = lambda entry: "",
    url: Callable[[LogEntry], str] = lambda entry: "",
) -> list[TimelineEntry]:
    """Log entries as timeline items, newest first, without views; `about` adds the name of the row to each sentence."""
    known = timeline_phrases()
    return [_entry(entry, known[entry.verb], about(entry), url(entry)) for entry in entries if entry.verb in known]


def _entry(entry: LogEntry, phrase: Phrase, about: str, url: str) -> TimelineEntry:
    return TimelineEntry(
        what=f"{phrase.what}: {about}" if about else str(phrase.what),
        who=entry.actor.name if entry.actor else _("Sistem"),
        at=entry.at,
        note=entry.data.get("reason") or entry.data.get("note", ""),
        icon=phrase.icon,
        state=phrase.state,
        url=url,
    )
