from collections.abc import Sequence
from typing import Any

from django.db import models

from simetro.core.database import copy_in
from simetro.core.models import LogEntry, User


def record(by: User | None, verb: str, subject: models.Model, **data: Any) -> LogEntry:
    """Adds to the log, in the transaction of the write it tells of. `data` must be JSON."""
    return LogEntry.objects.create(
        actor=by, verb=verb, subject_type=subject._meta.label_lower, subject_id=subject.pk, data=data
    )


def record_many(by: User | None, verb: str, subjects: Sequence[models.Model], **data: Any) -> None:
    """The same of each."""
    facts = {"actor": by, "verb": verb, "data": data}
    copy_in([LogEntry(subject_type=one._meta.label_lower, subject_id=one.pk, **facts) for one in subjects])


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )
