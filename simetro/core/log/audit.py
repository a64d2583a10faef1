import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone
from psycopg.types.json import Jsonb

from simetro.core.hooks import all_hooks
from simetro.core.log.phrases import timeline_phrases
from simetro.core.models import LogEntry, User

ACCOUNTS_VERB = "core.view_accounts"
LIST_VERB = "core.view_list"
AGAIN = timedelta(minutes=10)  # a second look within it is the same look

# One statement, for every page that shows an owner runs it.
_UNLESS_SEEN = """
INSERT INTO core_logentry (at, actor_id, verb, subject_type, subject_id, data)
SELECT %(at)s, %(actor)s, %(verb)s, %(type)s, %(id)s, %(data)s
WHERE NOT EXISTS (
    SELECT FROM core_logentry
    WHERE actor_id = %(actor)s AND verb = %(verb)s AND at > %(since)s
    AND subject_type = %(type)s AND subject_id = %(id)s AND data @> %(seen)s
)
"""

MANY = """
INSERT INTO core_logentry (at, actor_id, verb, subject_type, data, subject_id)
SELECT %s, %s, %s, %s, %s::jsonb, unnest(%s::bigint[])
"""


@cache
def person_type() -> str:
    """The model label of owners, whose personal data is kept; the log names those shown in a list."""
    return next(model._meta.label_lower for hooks in all_hooks() for model in hooks.personal_data)


def record(by: User | None, verb: str, subject: models.Model, **data: Any) -> LogEntry:
    """Adds to the log, in the transaction of the write it tells of. `data` must be JSON."""
    return LogEntry.objects.create(
        actor=by, verb=verb, subject_type=subject._meta.label_lower, subject_id=subject.pk, data=data
    )


def record_many(by: User | None, verb: str, rows: Sequence[models.Model], **data: Any) -> None:
    """Adds one entry per row, with the same verb and data, in one statement."""
    if not rows:
        return
    facts = [timezone.now(), by.pk if by else None, verb, rows[0]._meta.label_lower, json.dumps(data)]
    with connection.cursor() as cursor:
        cursor.execute(MANY, [*facts, [row.pk for row in rows]])


def record_view(by: User, verb: str, subject: models.Model, **data: Any) -> None:
    """Records that somebody saw personal data of this row, unless he saw it a few minutes ago."""
    _unless_just_seen(by, verb, subject, data, {})


def record_list(by: User, page: str, shown: Iterable[int | None]) -> None:
    """Records whose personal data somebody saw in a list, unless he just saw all of them in the same list.

    The search text is left out: it may be a name, which would stay in the log when its owner is erased.
    """
    if keys := sorted({pk for pk in shown if pk}):
        seen = {"list": page, "shown": keys}
        _unless_just_seen(by, LIST_VERB, by, seen, seen)


def record_accounts(by: User, shown: Sequence[int]) -> None:
    """Records which accounts of outsiders somebody saw."""
    if shown:
        seen = {"accounts": sorted(shown)}
        _unless_just_seen(by, ACCOUNTS_VERB, by, seen, seen)


def _unless_just_seen(by: User, verb: str, subject: models.Model, data: dict[str, Any], seen: dict[str, Any]) -> None:
    """Records the view, unless an entry of the last minutes matches; `seen`: what that entry must hold."""
    now = timezone.now()
    entry = {"at": now, "actor": by.pk, "verb": verb, "type": subject._meta.label_lower, "id": subject.pk}
    with connection.cursor() as cursor:
        cursor.execute(_UNLESS_SEEN, entry | {"since": now - AGAIN, "data": Jsonb(data), "seen": Jsonb(seen)})


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )


def story_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    """The entries that a timeline shows. Views are left out, as there may be thousands."""
    return history_of(subject).filter(verb__in=timeline_phrases())
