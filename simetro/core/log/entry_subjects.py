"""What the log is about: each app says in its hooks how its rows are named, opened and found."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from simetro.core.hooks import all_hooks
from simetro.core.kit.text import Text

Key = tuple[str, int]  # type and primary key
MOST_FOUND = 200  # rows of each type; whoever wants another one types more of its number


@dataclass(frozen=True)
class EntrySubject:
    """`label`: the path to what a row is called now. `url`: the name of its page, which takes the key, or the label
    where the label is its public number.
    """

    what: Text
    label: str = ""
    url: str = ""
    is_by_label: bool = False
    find: Callable[[str], QuerySet[Any]] | None = None

    def address(self, key: int, label: str) -> str:
        return reverse(self.url, args=[label if self.is_by_label else key]) if self.url else ""


@dataclass(frozen=True)
class NamedRow:
    label: str
    url: str


@cache
def all_entry_subjects() -> dict[str, EntrySubject]:
    return {label: subject for hooks in all_hooks() for label, subject in hooks.entry_subjects.items()}


def named(keys: Iterable[Key]) -> dict[Key, NamedRow]:
    """Current name and page of these rows, with one query; rows that no longer exist are left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for name, pk in keys:
        wanted[name].add(pk)
    known = all_entry_subjects()
    parts = [_labels(name, known[name], pks) for name, pks in sorted(wanted.items()) if name in known]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    return {(name, pk): NamedRow(label, known[name].address(pk, label)) for name, pk, label in rows}


def _labels(name: str, subject: EntrySubject, pks: set[int]) -> QuerySet[Any]:
    label = Cast(F(subject.label), CharField()) if subject.label else Value("", CharField())
    rows: QuerySet[Any] = apps.get_model(name)._base_manager.order_by().filter(pk__in=pks)
    return rows.values_list(Value(name, CharField()), "pk", label)


def keys_called(text: str) -> dict[str, list[int]]:
    """Keys of the rows whose number, name or code matches the text, by model label."""
    finders = {name: subject.find for name, subject in all_entry_subjects().items() if subject.find}
    parts = [
        find(text).order_by().values_list(Value(name, CharField()), "pk")[:MOST_FOUND]
        for name, find in sorted(finders.items())
    ]
    keys: dict[str, list[int]] = defaultdict(list)
    for name, pk in parts[0].union(*parts[1:], all=True):
        keys[name].append(pk)
    return dict(keys)
