from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from simetro.core.database import copy_in
from simetro.core.models import LogEntry, User
from simetro.core.timeline import all_words, told

LIST_VERB, LISTED = "core.view_list", "uttp.owner"  # the only rows whose being listed is recorded
AGAIN = timedelta(minutes=10)  # a second look within it is the same look


def record(by: User | None, verb: str, subject: models.Model, **data: Any) -> LogEntry:
    """Adds to the log, in the transaction of the write it tells of. `data` must be JSON."""
    return LogEntry.objects.create(
        actor=by, verb=verb, subject_type=subject._meta.label_lower, subject_id=subject.pk, data=data
    )


def record_many(by: User | None, verb: str, subjects: Sequence[models.Model], **data: Any) -> None:
    """The same of each."""
    facts = {"actor": by, "verb": verb, "data": data}
    copy_in([LogEntry(subject_type=one._meta.label_lower, subject_id=one.pk, **facts) for one in subjects])


def record_view(by: User, verb: str, subject: models.Model, **data: Any) -> None:
    """That somebody saw personal data of this row; looking again at once is not told again."""
    if not _recent(by, verb).filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).exists():
        record(by, verb, subject, **data)


def record_list(by: User, page: str, shown: Iterable[int], search: str = "") -> None:
    """Whose personal data somebody saw in a list: one entry, unless he just saw all of them in the same list."""
    keys = sorted(set(shown))
    if keys and not _recent(by, LIST_VERB).filter(data__contains={"list": page, "shown": keys}).exists():
        record(by, LIST_VERB, by, list=page, search=search, shown=keys)


def _recent(by: User, verb: str) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.order_by().filter(actor=by, verb=verb, at__gt=timezone.now() - AGAIN)


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )


def story_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    """What a timeline tells of it: who looked is left in the log, of which there may be thousands."""
    return history_of(subject).filter(verb__in=told(all_words()))
