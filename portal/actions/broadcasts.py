"""One text to many owners: composed, tried, sent in batches at a set rate, stopped and gone on with."""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.actions.whatsapp import by_whatsapp
from portal.enums import BROADCAST_MOVES, BroadcastStatus, Channel, CopyState
from portal.models import Broadcast, Copy
from portal.queries import first_recipient, open_channels, recipients, text_for
from portal.rules import why_not_filled_in
from simetro.core.db.locking import lock
from simetro.core.db.moves import refuse_unless
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.kit.sentences import FieldError
from simetro.core.log.audit import record
from simetro.core.models import User
from simetro.core.outbox.deliveries import A_MINUTE, deliver
from simetro.core.outbox.mail import owe_mail, send_bulk

logger = logging.getLogger(__name__)
TOPIC = "portal.broadcast"
KEY = "broadcast-{}-{}"  # names a copy, also to the server that sends it back
MOST_TRIES = 5
LONGEST_BATCH = 60  # seconds
FARTHEST = timedelta(days=60)
Send = Callable[[Broadcast, int], None]
Carrier = Callable[[], AbstractContextManager[Send]]


@transaction.atomic
def compose_broadcast(*, by: User, **facts: Any) -> Broadcast:
    broadcast = Broadcast(composed_by=by, **facts)
    _refuse_braces(broadcast)
    broadcast.save()
    record(by, "portal.compose_broadcast", broadcast, title=broadcast.subject)
    return broadcast


@transaction.atomic
def change_broadcast(*, by: User, broadcast: Broadcast, version: int, **facts: Any) -> Broadcast:
    """Changes a broadcast that was not sent to anybody yet: all must get the same text."""
    broadcast = lock(broadcast, version)
    refuse_unless(broadcast.status == BroadcastStatus.DRAFT, "Siaran", broadcast)
    for name, value in facts.items():
        setattr(broadcast, name, value)
    _refuse_braces(broadcast)
    broadcast.save_change()
    record(by, "portal.change_broadcast", broadcast, title=broadcast.subject)
    return broadcast


def _refuse_braces(broadcast: Broadcast) -> None:
    """Refuses what looks like a place for a fact that we do not know: every recipient would read the braces."""
    refused = {
        "subject": why_not_filled_in(broadcast.subject, known=()),
        "body": why_not_filled_in(broadcast.body),
    }
    errors = [FieldError(field, why) for field, why in refused.items() if why]
    if errors:
        raise Invalid(errors[0].message, errors=errors)


def try_broadcast(*, by: User, broadcast: Broadcast) -> None:
    """Sends a trial to the person who asks, with the first recipient's name; it does not count as a copy."""
    first = first_recipient(broadcast)
    if not by.email:
        raise Conflict(_("Akun Anda belum punya e-mail. Minta super admin mengisinya."), code="no_address")
    if first is None:
        raise Conflict(_("Belum ada penerima. Longgarkan dulu siapa yang dikirimi."), code="no_recipient")
    owe_mail(by.email, f"[Uji] {broadcast.subject}", text_for(broadcast, first))
    record(by, "portal.try_broadcast", broadcast)


@transaction.atomic
def start_broadcast(
    *, by: User, broadcast: Broadcast, send_at: datetime | None = None, version: int | None = None
) -> Broadcast:
    """Starts sending, now or at a given time, or continues after a stop. The first start fixes the recipients."""
    broadcast = lock(broadcast, version)
    now = timezone.now()
    send_at = max(send_at or now, now)
    if send_at > now + FARTHEST:
        raise Invalid.field("send_at", _("Jadwalkan paling jauh 60 hari dari sekarang."))
    is_first = broadcast.status == BroadcastStatus.DRAFT
    _move(broadcast, BroadcastStatus.SENDING)
    if is_first:
        _refuse_braces(broadcast)
    if is_first and not _address(broadcast):
        raise Conflict(_("Belum ada penerima. Longgarkan dulu siapa yang dikirimi."), code="no_recipient")
    broadcast.send_at = send_at
    broadcast.save_change()
    record(by, "portal.start_broadcast", broadcast, send_at=send_at.isoformat())
    # Never in a request, and not before its time.
    after = max(send_at - now, timedelta(seconds=1))
    deliver(TOPIC, after=after, broadcast=broadcast.pk, start=broadcast.version)
    return broadcast


@transaction.atomic
def stop_broadcast(*, by: User, broadcast: Broadcast, version: int | None = None) -> Broadcast:
    """Stops sending. Recipients without a copy get none until it is started again."""
    broadcast = lock(broadcast, version)
    _move(broadcast, BroadcastStatus.STOPPED)
    broadcast.save_change()
    record(by, "portal.stop_broadcast", broadcast)
    return broadcast


def _address(broadcast: Broadcast) -> int:
    """Creates the copies with one statement per channel; two owners with the same address share one copy."""
    return sum(_address_on(broadcast, channel) for channel in open_channels())


def _address_on(broadcast: Broadcast, channel: Channel) -> int:
    sql, parameters = recipients(broadcast, channel).order_by().values("pk", "written_to").query.sql_with_params()
    statement = (
        f"INSERT INTO {Copy._meta.db_table} (broadcast_id, channel, owner_id, address, state, tries)"  # noqa: S608 - ours
        f" SELECT %s, %s, min(id), address, %s, 0 FROM ({sql}) AS owners (id, address) GROUP BY address"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [broadcast.pk, channel, CopyState.PENDING, *parameters])
        return int(cursor.rowcount)


def _move(broadcast: Broadcast, to: BroadcastStatus) -> None:
    refuse_unless(to in BROADCAST_MOVES[BroadcastStatus(broadcast.status)], "Siaran", broadcast)
    broadcast.status = to


def send_batch(payload: dict[str, Any]) -> None:
    """Sends at most a minute's worth of copies, each in a transaction of its own; then schedules the next batch.

    A batch of an earlier start does nothing: `start` is the version that the start left, and nothing else changes it.
    """
    broadcast = Broadcast.objects.get(pk=payload["broadcast"])
    if not _goes_on(broadcast, payload["start"]):
        return
    pending = Copy.objects.filter(broadcast=broadcast, state=CopyState.PENDING).order_by("tries", "pk")
    _send_for_a_while(broadcast, list(pending.values_list("pk", "channel")[:A_MINUTE]))
    with transaction.atomic():
        broadcast = lock(broadcast)
        if not _goes_on(broadcast, payload["start"]):
            return
        if pending.exists():
            deliver(TOPIC, after=timedelta(minutes=1), broadcast=broadcast.pk, start=broadcast.version)
        else:
            _move(broadcast, BroadcastStatus.DONE)
            broadcast.save_change()


def note_bounce(payload: dict[str, Any]) -> None:
    """Marks the copy of a returned mail as bounced. Keys of other mail are ignored."""
    match = re.fullmatch(KEY.format(r"(\d{1,18})", r"(\d{1,18})"), payload["key"], re.ASCII)
    if match:
        copies = Copy.objects.filter(pk=int(match[2]), broadcast=int(match[1]), state=CopyState.SENT)
        copies.update(state=CopyState.BOUNCED)


def _goes_on(broadcast: Broadcast, start: int) -> bool:
    return broadcast.status == BroadcastStatus.SENDING and broadcast.version == start


def _send_for_a_while(broadcast: Broadcast, copies: Sequence[tuple[int, str]]) -> None:
    """Sends copies for a limited time. If one channel's server fails, the other channel still sends."""
    until = time.monotonic() + LONGEST_BATCH
    for channel, opened in CARRIERS.items():
        chosen = [pk for pk, its in copies if its == channel]
        try:
            if chosen:
                _carry(broadcast, chosen, opened, until)
        except OSError:
            logger.warning("broadcast %s waits for the server of %s", broadcast.pk, channel, exc_info=True)


def _carry(broadcast: Broadcast, copies: Iterable[int], opened: Carrier, until: float) -> None:
    with opened() as send:
        for pk in copies:
            if time.monotonic() > until:
                return
            send(broadcast, pk)


@contextmanager
def _by_mail() -> Iterator[Send]:
    """Sends all copies over one connection."""
    with get_connection() as server:
        yield partial(_send, server=server)


def _send(broadcast: Broadcast, pk: int, *, server: Any) -> None:
    """Locks a copy and sends it: other processes skip it, a killed process releases it, and a stop is obeyed."""
    with transaction.atomic():
        held = Copy.objects.select_for_update(skip_locked=True, of=("self",)).select_related("owner")
        copy = held.filter(pk=pk, state=CopyState.PENDING, broadcast__status=BroadcastStatus.SENDING).first()
        if copy is None:
            return
        try:
            body, key = text_for(broadcast, copy.owner), KEY.format(broadcast.pk, copy.pk)
            was_sent = send_bulk(to=copy.address, subject=broadcast.subject, body=body, key=key, server=server)
            copy.state = CopyState.SENT if was_sent else CopyState.MUTED
        except SMTPRecipientsRefused:  # for now: again with a later batch
            copy.tries += 1
            copy.state = CopyState.FAILED if copy.tries >= MOST_TRIES else CopyState.PENDING
        copy.save(update_fields=["state", "tries"])


CARRIERS: dict[Channel, Carrier] = {Channel.EMAIL: _by_mail, Channel.WHATSAPP: by_whatsapp}
