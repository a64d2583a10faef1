"""Mails to those who have to sign: one for many certificates on a busy day."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, Tier
from certificates.queries import awaiting_signature_of, oldest_waiting, people_for
from simetro.core.log.audit import record_view
from simetro.core.models import Delivery, User
from simetro.core.models.record import DeliveryState
from simetro.core.outbox.deliveries import deliver
from simetro.core.outbox.mail import send_now
from simetro.core.templatetags.simetro import tanggal
from uttp.actions import note_view as note_owner

TOPIC = "certificates.tell_signatory"
TOPIC_BEFORE = "certificates.tell_signatories"  # rows of 2026 that named a tier, all of whose people got one delivery
QUIET = timedelta(minutes=30)


def note_view(*, by: User, certificate: Certificate) -> None:
    """Logs who looked at a document, because it names its owner."""
    if by.is_office:
        record_view(by, "certificates.view_certificate", certificate)
        note_owner(by=by, owner=certificate.owner, through=certificate)


def tell_signatories(tier: Tier) -> None:
    """Owes each person of a tier a mail of his own with the number of certificates that wait for him.

    It is sent at once, or later where he got one a short while ago.
    """
    people = sorted(person.pk for person in people_for(tier, timezone.localdate()).exclude(email=""))
    now = timezone.now()
    recent = Delivery.objects.filter(topic=TOPIC, payload__person__in=people, created_at__gt=now - 2 * QUIET)
    owed = Q(state=DeliveryState.PENDING)
    # Locked, so that the mail is sent only after this transaction, and counts this certificate.
    waiting = recent.filter(owed, attempts=0).select_for_update().values_list("payload__person", flat=True)
    notified = set(recent.filter(owed | Q(done_at__gt=now - QUIET)).values_list("payload__person", flat=True))
    for person in set(people) - set(waiting):
        deliver(TOPIC, after=QUIET if person in notified else timedelta(0), person=person)


def tell_of_tier(payload: dict[str, Any]) -> None:
    """Hands a delivery for a whole tier on to each of its people."""
    with transaction.atomic():
        tell_signatories(Tier.objects.get(pk=payload["tier"]))


def send_to_signatory(payload: dict[str, Any]) -> None:
    """Tells one person what waits for him now; nothing where others were quicker, or he signs no more."""
    person = User.objects.filter(pk=payload["person"], is_active=True).exclude(email="").first()
    count = awaiting_signature_of(person).count() if person else 0
    if person is None or not count:
        return
    facts = {"count": count, "since": tanggal(oldest_waiting(person))}
    send_now(
        to=person.email,
        subject=_("%(count)s surat menunggu persetujuan Anda") % facts,
        body=_("Ada %(count)s surat yang menunggu persetujuan Anda, yang terlama sejak %(since)s.") % facts,
    )
