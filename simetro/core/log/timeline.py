"""The log in words: each app names its verbs in `AppConfig.log_words`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.db import models

    from simetro.core.models import LogEntry, User

Text = str | Promise


class Deed(TextChoices):
    """What sort of thing was done."""

    CHANGE = "change", gettext_lazy("Perubahan")
    VIEW = "view", gettext_lazy("Melihat data pribadi")
    SECURITY = "security", gettext_lazy("Masuk & keamanan")
    EXPORT = "export", gettext_lazy("Unduhan")


@dataclass(frozen=True)
class Words:
    """`state` colours the dot: ok, bad, wait or nothing. What is not `is_told` is in the log, but in no timeline."""

    what: Text
    icon: str = ""
    state: str = ""
    deed: Deed = Deed.CHANGE
    is_told: bool = True


def viewing(what: Text) -> Words:
    return Words(what, "eye", deed=Deed.VIEW, is_told=False)


def untold(what: Text) -> Words:
    """Another entry, or the page itself, tells it already."""
    return Words(what, is_told=False)


def told(words: Mapping[str, Words]) -> list[str]:
    """The verbs of which a timeline tells."""
    return [verb for verb, said in words.items() if said.is_told]


@dataclass(frozen=True)
class TimelineEntry:
    what: str
    who: str
    at: datetime
    note: str
    icon: str
    state: str
    url: str = ""


StoryTeller = Callable[["models.Model", "User"], "Iterable[TimelineEntry]"]


def life_of(row: "models.Model", user: "User") -> list[TimelineEntry]:
    """All that the apps know to tell of a row (`AppConfig.stories`), newest first."""
    tellers: list[StoryTeller] = [tell for config in apps.get_app_configs() for tell in getattr(config, "stories", ())]
    told = [entry for tell in tellers for entry in tell(row, user)]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


@cache
def all_words() -> dict[str, Words]:
    return {
        verb: words for config in apps.get_app_configs() for verb, words in getattr(config, "log_words", {}).items()
    }


def timeline_of(
    entries: "Iterable[LogEntry]",
    about: "Callable[[LogEntry], str]" = lambda entry: "",
    url: "Callable[[LogEntry], str]" = lambda entry: "",
) -> list[TimelineEntry]:
    """Newest first as the log is; `about` adds to the sentence what the entry is about. Views are left out."""
    known = {verb: words for verb, words in all_words().items() if words.is_told}
    return [_entry(entry, known[entry.verb], about(entry), url(entry)) for entry in entries if entry.verb in known]


def _entry(entry: "LogEntry", words: Words, about: str, url: str) -> TimelineEntry:
    return TimelineEntry(
        what=f"{words.what}: {about}" if about else str(words.what),
        who=entry.actor.name if entry.actor else _("Sistem"),
        at=entry.at,
        note=entry.data.get("reason") or entry.data.get("note", ""),
        icon=words.icon,
        state=words.state,
        url=url,
    )
