"""Reads the whole log for the super admin: searches it, and puts entries into words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from simetro.core.hooks import all_hooks
from simetro.core.kit.roles import Role
from simetro.core.kit.text import Text
from simetro.core.log.audit import LIST_VERB, person_type
from simetro.core.log.entry_subjects import (
    Key,
    NamedRow,
    all_entry_subjects,
    keys_called,
    named,
)
from simetro.core.log.phrases import Phrase, all_phrases
from simetro.core.models import LogEntry, User
from simetro.core.models.record import note_in

NOBODY = "sistem"
LATEST = date(9999, 12, 30)
FEW = 2_000
APART = 10_000  # keys are not in the order of time; two entries out of order are at most this far apart


@dataclass(frozen=True)
class LogFact:
    """One value that an entry keeps; `rows` where it names other rows instead of a text."""

    label: Text
    text: str
    rows: Sequence[NamedRow] = ()

    @property
    def plain_text(self) -> str:
        return self.text or ", ".join(row.label for row in self.rows)


@dataclass(frozen=True)
class LogRow:
    at: datetime
    who: str
    role: str
    phrase: Phrase
    noun: Text
    label: str
    url: str
    facts: list[LogFact]


def entries_like(
    *,
    search: str = "",
    since: date | None = None,
    until: date | None = None,
    person: str | None = None,
    deed: str | None = None,
    noun: str | None = None,
    objek: Key | None = None,
) -> QuerySet[LogEntry]:
    """The entries that match all of these, the last added first."""
    rows = _within(LogEntry.objects.order_by("-pk"), since, until)
    if person:
        rows = rows.filter(actor__isnull=True) if person == NOBODY else rows.filter(actor=int(person))
    if deed:
        rows = rows.filter(verb__in=[verb for verb, phrase in all_phrases().items() if phrase.deed == deed])
    if noun:
        rows = rows.filter(subject_type=noun)
    if objek:
        rows = rows.filter(pk__in=_few(keys_about(*objek)))
    return rows.filter(pk__in=_few(keys_naming(search))) if search else rows


def _within(rows: QuerySet[LogEntry], since: date | None, until: date | None) -> QuerySet[LogEntry]:
    """Narrows by time and roughly by primary key, so that an old month is not searched for among all newer entries."""
    if since:
        start = _midnight(since)
        first = LogEntry.objects.order_by("at").filter(at__gte=start).values_list("pk", flat=True).first()
        rows = rows.filter(at__gte=start, pk__gte=(first or 0) - APART)
    if until:
        end = _midnight(min(until, LATEST) + timedelta(days=1))
        last = LogEntry.objects.order_by("-at").filter(at__lt=end).values_list("pk", flat=True).first()
        rows = rows.filter(at__lt=end, pk__lte=(last or 0) + APART)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def keys_about(noun: str, pk: int) -> QuerySet[Any]:
    """Entries about this row, and the list views in which it was shown."""
    own = _keys_of(subject_type=noun, subject_id=pk)
    return own.union(_keys_of(verb=LIST_VERB, data__shown__contains=[pk]), all=True) if noun == person_type() else own


def keys_naming(text: str) -> QuerySet[Any]:
    """The entries about a row that is called so, and those with this text in their reason or note."""
    explained = _keys_of(data__has_any_keys=["reason", "note"]).annotate(explanation=note_in("data"))
    about = [_keys_of(subject_type=noun, subject_id__in=keys) for noun, keys in keys_called(text).items()]
    wanted: QuerySet[Any] = explained.filter(explanation__icontains=text).values("pk")
    return wanted.union(*about)


def _few(keys: QuerySet[Any]) -> Any:
    """The keys as a list where they are few: given the subquery, PostgreSQL expects many and scans the whole log."""
    found_keys = list(keys.values_list("pk", flat=True)[: FEW + 1])
    return found_keys if len(found_keys) <= FEW else keys


def _keys_of(**facts: Any) -> QuerySet[Any]:
    """One part of a union. A single query with OR would scan the log entry by entry from the newest on."""
    return LogEntry.objects.order_by().filter(**facts).values("pk")


def with_people(rows: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
    return rows.select_related("actor").prefetch_related("actor__groups")


def log_rows(entries: Sequence[LogEntry]) -> Iterator[LogRow]:
    """The entries as the log page shows them; what they are about is named as it is called now."""
    names = named({key for entry in entries for key in _keys(entry)})
    return (_row(entry, names) for entry in entries)


def people_in(entries: Sequence[LogEntry]) -> Iterator[int]:
    """The owners whom these entries name; that the reader saw them is recorded too."""
    return (pk for entry in entries for noun, pk in _keys(entry) if noun == person_type())


def _keys(entry: LogEntry) -> Iterator[Key]:
    yield entry.subject_type, entry.subject_id
    yield from ((person_type(), pk) for pk in entry.data.get("shown", ()))


def _row(entry: LogEntry, names: dict[Key, NamedRow]) -> LogRow:
    subject = all_entry_subjects().get(entry.subject_type)
    name = names.get((entry.subject_type, entry.subject_id))
    return LogRow(
        at=entry.at,
        who=entry.actor.name if entry.actor else _("Sistem"),
        role=entry.actor.role_label if entry.actor else "",
        phrase=all_phrases().get(entry.verb) or Phrase(entry.verb),
        noun=subject.what if subject else entry.subject_type,
        label=name.label if name else _gone(entry),
        url=name.url if name else "",
        facts=[_fact(key, value, names) for key, value in entry.data.items() if value not in ("", None)],
    )


def _gone(entry: LogEntry) -> str:
    return _("tidak ada lagi") if entry.subject_id else _("tidak dikenal")


@cache
def labels() -> dict[str, Text]:
    return {key: label for hooks in all_hooks() for key, label in hooks.log_labels.items()}


@cache
def values_of(key: str) -> dict[str, Text]:
    """The labels of the codes that entries may hold under this key."""
    return {code: word for hooks in all_hooks() for code, word in hooks.log_values.get(key, {}).items()}


def _fact(key: str, value: Any, names: dict[Key, NamedRow]) -> LogFact:
    label = labels().get(key, key)
    if key != "shown":
        return LogFact(label, _written(value, values_of(key)))
    return LogFact(label, "", [names.get((person_type(), pk)) or NamedRow(_("tidak ada lagi"), "") for pk in value])


def _written(value: Any, labels_of_values: Mapping[str, Text] | None = None) -> str:
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, dict):
        return "; ".join(f"{labels().get(key, key)}: {_written(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_written(item, labels_of_values) for item in value)
    return "–" if value is None else str((labels_of_values or {}).get(value, value))


def staff() -> Iterable[tuple[str, str]]:
    """Choices for the filter of who did it: everybody who works or worked here."""
    people = User.objects.order_by("name", "pk").filter(
        groups__name__in=[role.value for role in Role if role != Role.OWNER]
    )
    return [(str(pk), name) for pk, name in people.distinct().values_list("pk", "name")]
