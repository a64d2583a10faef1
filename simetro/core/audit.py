from typing import Any

from django.db import models

from simetro.core.models import LogEntry, User


def record(by: User | None, verb: str, subject: models.Model, **data: Any) -> LogEntry:
    """Adds to the log, in the transaction of the write it tells of. `data` must be JSON."""
    return LogEntry.objects.create(
        actor=by, verb=verb, subject_type=subject._meta.label_lower, subject_id=subject.pk, data=data
    )


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )
