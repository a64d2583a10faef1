from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from simetro.core.models import MutedAddress
from simetro.core.outbox import deliver

PERMANENT = 500
_signer = Signer(salt="simetro.core.mail")


def owe_mail(to: str, subject: str, body: str) -> None:
    """Mail that is sent once the transaction that caused it is committed."""
    deliver("core.mail", to=to, subject=subject, body=body)


def send(payload: dict[str, Any]) -> None:
    EmailMessage(subject=payload["subject"], body=payload["body"], to=[payload["to"]]).send()


def send_bulk(*, to: str, subject: str, body: str, key: str, server: Any = None) -> bool:
    """Sends what was not asked for, with a way to stop it; False where the address is muted or refuses mail for good.

    `key` names the copy: a mail server that got it twice can tell by its Message-ID. `server`: a connection to keep.
    """
    if MutedAddress.objects.filter(email=to.lower()).exists():
        return False
    url = f"{settings.PUBLIC_URL}/berhenti/{_signer.sign(to.lower())}"
    headers = {
        "Message-ID": f"<{key}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    footer = _("Tidak ingin menerima kabar seperti ini lagi? %(url)s") % {"url": url}
    try:
        text = f"{body}\n-- \n{footer}\n"
        EmailMessage(subject=subject, body=text, to=[to], headers=headers, connection=server).send()
    except SMTPRecipientsRefused as refused:
        if any(code < PERMANENT for code, _reason in refused.recipients.values()):
            raise
        mute(to, MutedAddress.Why.BOUNCED)
        return False
    return True


def mute(email: str, why: str) -> None:
    MutedAddress.objects.get_or_create(email=email.lower(), defaults={"why": why})


def address_of(token: str) -> str | None:
    """Whose address the link in a bulk mail names; None where nobody of ours wrote it."""
    try:
        return _signer.unsign(token)
    except BadSignature:
        return None
