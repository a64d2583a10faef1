"""The log's verbs in words: each app names its own in its hooks."""

from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text


class Deed(TextChoices):
    """The sort of an entry: changed, seen, exported and so on."""

    CHANGE = "change", gettext_lazy("Perubahan")
    VIEW = "view", gettext_lazy("Melihat data pribadi")
    SECURITY = "security", gettext_lazy("Masuk & keamanan")
    EXPORT = "export", gettext_lazy("Unduhan")


@dataclass(frozen=True)
class Phrase:
    """`state` colours the dot: ok, bad, wait or nothing. Without `in_timelines` it is shown in the log only."""

    what: Text
    icon: str = ""
    state: str = ""
    deed: Deed = Deed.CHANGE
    in_timelines: bool = True


def viewing(what: Text) -> Phrase:
    return Phrase(what, "eye", deed=Deed.VIEW, in_timelines=False)


def log_only(what: Text) -> Phrase:
    """A phrase that no timeline shows, because another entry or the page itself says the same."""
    return Phrase(what, in_timelines=False)


@cache
def all_phrases() -> dict[str, Phrase]:
    return {verb: phrase for hooks in all_hooks() for verb, phrase in hooks.log_phrases.items()}


def timeline_phrases() -> dict[str, Phrase]:
    """The phrases of the verbs that a timeline shows."""
    return {verb: phrase for verb, phrase in all_phrases().items() if phrase.in_timelines}
