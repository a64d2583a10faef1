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
    """Of those whose personal data is kept: only whose rows are listed is recorded."""
    return next(model._meta.label_lower for hooks in all_hooks() for model in hooks.personal_data)


def record(by: User | None, verb: str, subject: models.Model, **data: Any) -> LogEntry:
    """Adds to the log, in the transaction of the write it tells of. `data` must be JSON."""
    return LogEntry.objects.create(
        actor=by, verb=verb, subject_type=subject._meta.label_lower, subject_id=subject.pk, data=data
    )


def record_many(by: User | None, verb: str, rows: Sequence[models.Model], **data: Any) -> None:
    """The same of each, in one statement."""
    if not rows:
        return
    facts = [timezone.now(), by.pk if by else None, verb, rows[0]._meta.label_lower, json.dumps(data)]
    with connection.cursor() as cursor:
        cursor.execute(MANY, [*facts, [row.pk for row in rows]])


def record_view(by: User, verb: str, subject: models.Model, **data: Any) -> None:
    """That somebody saw personal data of this row; looking again at once is not told again."""
    _unless_just_seen(by, verb, subject, data, {})


def record_list(by: User, page: str, shown: Iterable[int | None]) -> None:
    """Whose personal data somebody saw in a list: one entry, unless he just saw all of them in the same list.

    What he searched for is left out: it may be a name, which would stay here when its owner is erased.
    """
    if keys := sorted({pk for pk in shown if pk}):
        seen = {"list": page, "shown": keys}
        _unless_just_seen(by, LIST_VERB, by, seen, seen)


def record_accounts(by: User, shown: Sequence[int]) -> None:
    """Whose accounts somebody saw who do not work here."""
    if shown:
        seen = {"accounts": sorted(shown)}
        _unless_just_seen(by, ACCOUNTS_VERB, by, seen, seen)


def _unless_just_seen(by: User, verb: str, subject: models.Model, data: dict[str, Any], seen: dict[str, Any]) -> None:
    """`seen`: what an earlier entry must say to make this one needless."""
    now = timezone.now()
    entry = {"at": now, "actor": by.pk, "verb": verb, "type": subject._meta.label_lower, "id": subject.pk}
    with connection.cursor() as cursor:
        cursor.execute(_UNLESS_SEEN, entry | {"since": now - AGAIN, "data": Jsonb(data), "seen": Jsonb(seen)})


def history_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    return LogEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).select_related(
        "actor"
    )


def story_of(subject: models.Model) -> models.QuerySet[LogEntry]:
    """What a timeline tells of it: who looked is left in the log, of which there may be thousands."""
    return history_of(subject).filter(verb__in=timeline_phrases())
