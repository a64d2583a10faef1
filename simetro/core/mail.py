from typing import Any

from django.core.mail import EmailMessage

from simetro.core.outbox import deliver


def owe_mail(to: str, subject: str, body: str) -> None:
    """Mail that is sent once the transaction that caused it is committed."""
    deliver("core.mail", to=to, subject=subject, body=body)


def send(payload: dict[str, Any]) -> None:
    EmailMessage(subject=payload["subject"], body=payload["body"], to=[payload["to"]]).send()
