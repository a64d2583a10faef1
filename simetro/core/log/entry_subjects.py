"""What the log is about: each app says in `AppConfig.log_subjects` how its rows are named, opened and found."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Key = tuple[str, int]  # type and primary key
MOST_FOUND = 200  # of each type; whoever means one of more types more of its number


@dataclass(frozen=True)
class Subject:
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
class Named:
    label: str
    url: str


@cache
def all_subjects() -> dict[str, Subject]:
    configs = apps.get_app_configs()
    return {name: one for config in configs for name, one in getattr(config, "log_subjects", {}).items()}


def named(keys: Iterable[Key]) -> dict[Key, Named]:
    """What these rows are called at this moment and where they are shown, asked at once; who is gone is left out."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for name, pk in keys:
        wanted[name].add(pk)
    subjects = all_subjects()
    parts = [_labels(name, subjects[name], pks) for name, pks in sorted(wanted.items()) if name in subjects]
    rows = parts[0].union(*parts[1:], all=True) if parts else []
    return {(name, pk): Named(label, subjects[name].address(pk, label)) for name, pk, label in rows}


def _labels(name: str, subject: Subject, pks: set[int]) -> QuerySet[Any]:
    label = Cast(F(subject.label), CharField()) if subject.label else Value("", CharField())
    rows: QuerySet[Any] = apps.get_model(name)._base_manager.order_by().filter(pk__in=pks)
    return rows.values_list(Value(name, CharField()), "pk", label)


def found(text: str) -> dict[str, list[int]]:
    """By type, the rows that are called so: by number, name or code."""
    subjects = {name: one.find for name, one in all_subjects().items() if one.find}
    parts = [
        find(text).order_by().values_list(Value(name, CharField()), "pk")[:MOST_FOUND]
        for name, find in sorted(subjects.items())
    ]
    keys: dict[str, list[int]] = defaultdict(list)
    for name, pk in parts[0].union(*parts[1:], all=True):
        keys[name].append(pk)
    return dict(keys)


def _people_named(text: str) -> QuerySet[Any]:
    return apps.get_model("core.User").objects.filter(name__icontains=text)


SUBJECTS = {
    "core.user": Subject(_("Pengguna"), "name", "person", find=_people_named),
    "core.office": Subject(_("Kantor"), "name"),
    "core.retentionperiod": Subject(_("Masa simpan data"), "code"),
    "core.retentionrun": Subject(_("Penghapusan data lama"), "code"),
    "core.mutedaddress": Subject(_("Alamat yang tidak dikirimi")),  # an address tells who it is
}
