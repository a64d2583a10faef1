"""Reminds owners 30, 14 and 3 days before an instrument is due, once each, in one mail for all that is due."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from services.models import Reminder
from services.sidang.messages import reminder_body, reminder_subject
from services.sidang.queries.reminders import due_soon, instruments_to_remind
from services.sidang.queries.sidang import next_sidang_for
from simetro.core.outbox.deliveries import deliver_many
from simetro.core.outbox.mail import send_bulk
from uttp.models import Owner

TOPIC = "services.remind"
OWNERS_AT_ONCE = 500


def remind_owners(today: date | None = None) -> int:
    """Queues the mails of this day and returns how many. Run again, also after a crash, it queues none twice."""
    today = today or timezone.localdate()
    owed = 0
    for owners in _batches(today):
        owed += _remind(owners, today, owed)
    return owed


def _batches(today: date) -> Iterator[list[int]]:
    """Keys of owners in batches, through a server-side cursor, so that the memory does not grow with the register."""
    keys = instruments_to_remind(today).order_by("owner").values_list("owner", flat=True).distinct()
    owners = keys.iterator(chunk_size=OWNERS_AT_ONCE)
    while batch := list(islice(owners, OWNERS_AT_ONCE)):
        yield batch


def _remind(owners: Sequence[int], today: date, before: int) -> int:
    """Writes the reminders of a batch and queues their mails, in one transaction."""
    try:
        with transaction.atomic():
            rows = list(_rows(owners, today))
            Reminder.objects.bulk_create(
                Reminder(instrument_id=instrument, due_on=due_on, days=step)
                for _owner, instrument, due_on, step in rows
            )
            mails = [
                {"owner": owner, "instruments": [instrument for _owner, instrument, _due_on, _step in due]}
                for owner, due in groupby(rows, key=itemgetter(0))
            ]
            deliver_many(TOPIC, mails, after=before)
    except IntegrityError:  # another run was quicker
        return 0
    return len(mails)


def _rows(owners: Sequence[int], today: date) -> QuerySet[Any]:
    """Owner, instrument, due day and step, ordered by owner."""
    rows = instruments_to_remind(today).filter(owner__in=owners).order_by("owner", "valid_until", "pk")
    return rows.values_list("owner", "pk", "valid_until", "step")


def send_reminder(payload: dict[str, Any]) -> None:
    """Sends one mail about what is still due: since it was queued, some may have been tested, ordered or sold."""
    owner = Owner.objects.filter(pk=payload["owner"]).exclude(email="").first()
    if owner is None:
        return
    today = timezone.localdate()
    due = list(due_soon(today).filter(pk__in=payload["instruments"], owner=owner).order_by("valid_until", "pk"))
    if due:
        sidang = next_sidang_for(owner, {instrument.kind_code for instrument in due}, today)
        key = f"remind-{owner.pk}-{due[0].pk}-{today.isoformat()}"
        send_bulk(to=owner.email, subject=reminder_subject(due), body=reminder_body(owner, due, sidang), key=key)
