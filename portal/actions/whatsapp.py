"""Sends copies of a broadcast by WhatsApp, which cannot detect a copy sent twice as mail servers can."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from portal.enums import BroadcastStatus, CopyState
from portal.models import Broadcast, Copy
from portal.queries import text_for
from portal.whatsapp import (
    MessageRefused,
    Sender,
    TryLater,
    Unavailable,
    sender,
)
from simetro.core.outbox.mail import how_to_stop, is_muted

MOST_TRIES = 5


@contextmanager
def by_whatsapp() -> Iterator[Callable[[Broadcast, int], None]]:
    yield partial(_send, sender=sender())


def _send(broadcast: Broadcast, pk: int, *, sender: Sender) -> None:
    """Sends one copy. It is `unsure` meanwhile, and pending again only where it was certainly not sent.

    After a kill or a lost answer it stays unsure and is never sent again: nobody may get two.
    """
    copy = _taken(pk)
    if copy is None:
        return
    try:
        copy.state = _outcome(broadcast, copy, sender)
    except Unavailable:
        Copy.objects.filter(pk=pk, state=CopyState.UNSURE).update(state=CopyState.PENDING)
        raise
    copy.save(update_fields=["state", "tries"])


@transaction.atomic
def _taken(pk: int) -> Copy | None:
    """Marks a pending copy as unsure, so that others skip it; None where it is taken, or the broadcast was stopped."""
    free = Copy.objects.select_for_update(skip_locked=True, of=("self",)).select_related("owner")
    copy = free.filter(pk=pk, state=CopyState.PENDING, broadcast__status=BroadcastStatus.SENDING).first()
    if copy:
        copy.state = CopyState.UNSURE
        copy.save(update_fields=["state"])
    return copy


def _outcome(broadcast: Broadcast, copy: Copy, sender: Sender) -> CopyState:
    if is_muted(copy.address):
        return CopyState.MUTED
    try:
        text = f"{broadcast.subject}. {text_for(broadcast, copy.owner)} {how_to_stop(copy.address)}"
        sender.send(copy.address, text)
    except MessageRefused:
        return CopyState.FAILED
    except TryLater:
        copy.tries += 1
        return CopyState.FAILED if copy.tries >= MOST_TRIES else CopyState.PENDING
    return CopyState.SENT
