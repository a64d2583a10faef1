"""Mails to those who have to sign: one for many certificates on a busy day."""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, Tier
from certificates.queries import awaiting_signature_of, oldest_waiting, people_for
from simetro.core.log.audit import record_view
from simetro.core.models import Delivery, User
from simetro.core.models.record import DeliveryState
from simetro.core.outbox.deliveries import deliver
from simetro.core.templatetags.simetro import tanggal
from uttp.actions import note_view as note_owner

TOPIC = "certificates.tell_signatories"
QUIET = timedelta(minutes=30)


def note_view(*, by: User, certificate: Certificate) -> None:
    """Logs who looked at a document, because it names its owner."""
    if by.is_office:
        record_view(by, "certificates.view_certificate", certificate)
        note_owner(by=by, owner=certificate.owner, through=certificate)


def tell_signatories(tier: Tier) -> None:
    """Queues one mail to the people of a tier with the number of certificates that wait.

    It is sent at once, or later where another mail was sent a short while ago.
    """
    now = timezone.now()
    recent = Delivery.objects.filter(topic=TOPIC, payload__tier=tier.pk, created_at__gt=now - 2 * QUIET)
    owed = Q(state=DeliveryState.PENDING)
    # Locked, so that the mail is sent only after this transaction, and counts this certificate.
    if recent.filter(owed, attempts=0).select_for_update().first():
        return
    is_quiet = recent.filter(owed | Q(done_at__gt=now - QUIET)).exists()
    deliver(TOPIC, after=QUIET if is_quiet else timedelta(0), tier=tier.pk)


def send_to_signatories(payload: dict[str, Any]) -> None:
    tier = Tier.objects.get(pk=payload["tier"])
    for person in people_for(tier, timezone.localdate()).exclude(email=""):
        _send(person)


def _send(person: User) -> None:
    count = awaiting_signature_of(person).count()
    if not count:
        return
    facts = {"count": count, "since": tanggal(oldest_waiting(person))}
    EmailMessage(
        subject=_("%(count)s surat menunggu persetujuan Anda") % facts,
        body=_("Ada %(count)s surat yang menunggu persetujuan Anda, yang terlama sejak %(since)s.") % facts,
        to=[person.email],
    ).send()
