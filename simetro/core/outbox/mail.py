"""All mail that leaves: what is owed to one person, and what is sent in bulk with a way to stop it.

Nothing else makes a mail (ruff bans it), so that each says that a machine sent it (RFC 3834): who is on leave
answers nobody, and a list passes it on to nobody.
"""

from collections.abc import Iterable
from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage  # noqa: TID251 - here it is said what every mail of ours says
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from simetro.core.kit.secrets import seal, unseal
from simetro.core.log.audit import record
from simetro.core.models import MutedAddress, User
from simetro.core.outbox.bounces import BounceReport, Failure
from simetro.core.outbox.deliveries import deliver

TOPIC = "core.mail"
BOUNCED = "core.mail_bounced"  # topic: `key` of a mail that came back for good
PERMANENT = 500
PROOF = 12  # of hexadecimal digits: with the longest key an address stays below the 64 that mail allows
WAY_OUT = "simetro.core.outbox.mail.way_out"
_signer = Signer(salt="simetro.core.outbox.mail")  # of the links in mail sent before 2027, which showed the address


def owe_mail(to: str, subject: str, body: str) -> None:
    """Sends a mail once the current transaction is committed."""
    deliver(TOPIC, to=to, subject=subject, body=body)


def send(payload: dict[str, Any]) -> None:
    send_now(**payload)


def send_now(*, to: str, subject: str, body: str) -> None:
    """Sends a mail that one person is owed. For the handler of a delivery: anything else owes it (`owe_mail`)."""
    _mail(to, subject, body, key="mail").send()


def _mail(to: str, subject: str, body: str, *, key: str, server: Any = None, **headers: str) -> EmailMessage:
    """A mail with the sender that people see, and the envelope address to which a bounce is returned."""
    own = {"From": settings.DEFAULT_FROM_EMAIL, "Auto-Submitted": "auto-generated", **headers}
    return EmailMessage(subject, body, _returns_to(to, key), [to], connection=server, headers=own)


def _returns_to(to: str, key: str) -> str | None:
    """The bounce address of this one mail. It holds the mail's key and a signature, so nobody can forge a bounce."""
    if not settings.BOUNCE_ADDRESS:
        return None
    local, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{key}-{_proof(to, key)}@{domain}"


def _proof(to: str, key: str) -> str:
    text = f"{key} {known_as(to)}"
    return salted_hmac("simetro.core.outbox.mail.bounce", text, algorithm="sha256").hexdigest()[:PROOF]


def send_bulk(*, to: str, subject: str, body: str, key: str, server: Any = None) -> bool:
    """Sends a mail nobody asked for, with an unsubscribe link; False where the address is muted or refuses for good.

    `key` names the copy: a mail server that got it twice can tell by its Message-ID. `server`: a connection to keep.
    """
    if is_muted(to):
        return False
    headers = {
        "Message-ID": f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        "List-Unsubscribe": f"<{way_out(to)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    text = f"{body}\n-- \n{how_to_stop(to)}\n"
    try:
        _mail(to, subject, text, key=key, server=server, **headers).send()
    except SMTPRecipientsRefused as refused:
        if any(code < PERMANENT for code, _reason in refused.recipients.values()):
            raise
        mute(to, MutedAddress.Why.BOUNCED, status=min(code for code, _reason in refused.recipients.values()))
        return False
    return True


def known_as(address: str) -> str:
    """The one spelling under which an address is muted: lower case, the domain as people read it (not xn--...)."""
    local, at, domain = address.lower().rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('idna')}"
    except UnicodeError:  # no domain that any server would take
        return address.lower()


def is_muted(address: str) -> bool:
    return MutedAddress.objects.filter(email=known_as(address)).exists()


@transaction.atomic
def mute(address: str, why: str, **reason: Any) -> None:
    """Mutes a mail address, or a phone number as WhatsApp writes it. `reason` is for the log."""
    muted, is_new = MutedAddress.objects.get_or_create(email=known_as(address), defaults={"why": why})
    if is_new:
        record(None, "core.mute", muted, why=why, **reason)


def take_bounces(report: BounceReport) -> int:
    """Mutes dead addresses and informs the sending app. Returns how many mails came back for good."""
    return sum(_take(report, failure) for failure in report.failures)


@transaction.atomic
def _take(report: BounceReport, failure: Failure) -> bool:
    """Acts on a failure, if the report came to the bounce address that was made for this recipient's mail."""
    for address in (*failure.recipients, *report.returned_to):
        key = _key_for(address, report.sent_to)
        if key:
            if failure.is_about_the_mailbox:
                mute(address, MutedAddress.Why.BOUNCED, status=failure.status, reason=failure.reason)
            deliver(BOUNCED, key=key)
            return True
    return False


def _key_for(address: str, sent_to: Iterable[str]) -> str:
    """The key of the mail to `address`, read from the bounce addresses `sent_to`; empty where none is genuine."""
    local, _at, domain = settings.BOUNCE_ADDRESS.lower().partition("@")
    for recipient in sent_to:
        start, _plus, token = recipient.removesuffix(f"@{domain}").partition("+")
        key, _dash, proof = token.rpartition("-")
        if start == local and key and constant_time_compare(proof, _proof(address, key)):
            return key
    return ""


def how_to_stop(address: str) -> str:
    return _("Tidak ingin menerima kabar seperti ini lagi? %(url)s") % {"url": way_out(address)}


def way_out(address: str) -> str:
    """The unsubscribe link of an address: plain ASCII, of which nobody but us reads the address."""
    return f"{settings.PUBLIC_URL}{reverse('unsubscribe', args=[seal(WAY_OUT, address.lower())])}"


def address_of(token: str) -> str | None:
    """The address that an unsubscribe link is for; None where we did not make it."""
    if address := unseal(WAY_OUT, token):
        return address
    try:
        return _signer.unsign(token)
    except BadSignature:
        return None


@transaction.atomic
def unmute(*, by: User, addresses: Iterable[MutedAddress]) -> None:
    """Unmutes addresses of somebody who wants mail again, or whose mailbox works again."""
    for address in addresses:
        record(by, "core.unmute", address, why=address.why)
        address.delete()
