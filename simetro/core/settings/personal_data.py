"""What the office knows of a person, collected for himself: each app adds its part in its hooks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text
from simetro.core.log.phrases import all_phrases
from simetro.core.log.queries import entries_like, with_people
from simetro.core.models import LogEntry, User


@dataclass(frozen=True)
class Fact:
    """`value` is for machines: JSON, quantities as strings, days, moments; `shown`: what people read instead."""

    code: str
    label: Text
    value: Any
    shown: Text = ""


@dataclass(frozen=True)
class Section:
    """Rows of one noun. `pictures`: by path in the copy, the names of pictures that go along."""

    code: str
    title: Text
    rows: Sequence[Sequence[Fact]]
    pictures: Mapping[str, str] = field(default_factory=dict)


Teller = Callable[[Any], Iterable[Section]]


def personal_data(person: models.Model, account: User | None) -> list[Section]:
    """The sections of all apps about a person, from the register up to the portal; then who looked at his data."""
    model = type(person)
    tellers = [hooks.personal_data[model] for hooks in reversed(all_hooks()) if model in hooks.personal_data]
    return [*(section for tell in tellers for section in tell(person)), _log_of(person, account)]


def _log_of(person: models.Model, account: User | None) -> Section:
    """Who saw or changed his data: staff by name and role, outsiders who asked to be linked to him by role only."""
    own = account.pk if account else None
    entries = with_people(entries_like(objek=(person._meta.label_lower, person.pk)))
    return Section("log", _("Siapa melihat atau mengubah data Anda"), [_entry(entry, own) for entry in entries])


def _entry(entry: LogEntry, own: int | None) -> list[Fact]:
    phrase = all_phrases().get(entry.verb)
    return [
        Fact("at", _("Waktu"), timezone.localtime(entry.at)),
        Fact("what", _("Kegiatan"), entry.verb, str(phrase.what) if phrase else entry.verb),
        Fact("who", _("Oleh"), _who(entry.actor, own)),
        Fact("role", _("Peran"), entry.actor.role_label if entry.actor else ""),
    ]


def _who(actor: User | None, own: int | None) -> str:
    if actor is None:
        return _("Sistem")
    return actor.name if actor.is_office or actor.pk == own else _("Akun lain")


def as_json(sections: Iterable[Section]) -> dict[str, list[dict[str, Any]]]:
    return {
        section.code: [{fact.code: _plain(fact.value) for fact in row} for row in section.rows] for section in sections
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
