"""Mail to those who have to act, without a mail for each certificate of a busy day."""

from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.models import Certificate, Tier
from certificates.queries import awaiting_signature_of, oldest_waiting, people_for
from simetro.core.audit import record
from simetro.core.models import Delivery, User
from simetro.core.outbox import deliver

TOPIC = "certificates.tell_signatories"
QUIET = timedelta(minutes=30)


def note_view(*, by: User, certificate: Certificate) -> None:
    """Documents name their owner, so that who looked is known."""
    record(by, "certificates.view_certificate", certificate)


def tell_signatories(tier: Tier) -> None:
    """Owes the people of a tier one mail that counts all that waits, unless they had one a moment ago."""
    lately = Delivery.objects.filter(topic=TOPIC, payload__tier=tier.pk, created_at__gt=timezone.now() - QUIET)
    if not lately.exists():
        deliver(TOPIC, tier=tier.pk)


def send_to_signatories(payload: dict[str, Any]) -> None:
    tier = Tier.objects.get(pk=payload["tier"])
    for person in people_for(tier, timezone.localdate()).exclude(email=""):
        _send(person)


def _send(person: User) -> None:
    count = awaiting_signature_of(person).count()
    if not count:
        return
    facts = {"count": count, "since": f"{oldest_waiting(person):%d-%m-%Y}"}
    EmailMessage(
        subject=_("%(count)s surat menunggu persetujuan Anda") % facts,
        body=_("Ada %(count)s surat yang menunggu persetujuan Anda, yang terlama sejak %(since)s.") % facts,
        to=[person.email],
    ).send()
