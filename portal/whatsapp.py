"""Messages by the official WhatsApp Cloud API; switched off where no WHATSAPP_URL is set."""

import json
import ssl
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT = 10  # seconds
LARGEST_ANSWER = 64 * 1024
LANGUAGE = "id"
OK, BROKEN = range(200, 300), range(500, 600)
# Error codes of the Cloud API: about this recipient, for good or for now; or about the office's account or quota.
GONE = {131021, 131026, 131030, 131050}
NOT_NOW = {130472, 131047, 131049, 131056}
OURS = {1, 2, 3, 4, 10, 33, 190, 368, 80007, 130429, 131005, 131016, 131031, 131042, 131045, 131048, 131057}
OURS |= {*range(132000, 134000)}
OURS_BY_STATUS = {401, 403, 404, 429, *range(300, 400)}


class MessageRefused(Exception):
    """This recipient cannot get messages, now or later."""


class TryLater(Exception):
    """This recipient cannot get a message now; others may."""


class Unavailable(OSError):
    """Nobody can get messages now, and nothing was sent."""


class Unanswered(OSError):
    """The message may have been sent or not: the connection was lost before the answer."""


class Sender(Protocol):
    def send(self, phone: str, text: str) -> None:
        """`phone`: as `international` writes it. Raises MessageRefused, TryLater, Unavailable or Unanswered."""


def is_on() -> bool:
    return bool(settings.WHATSAPP_URL)


def sender() -> Sender:
    if not is_on():
        raise Unavailable("WHATSAPP_URL is not set")
    return CloudApi(settings.WHATSAPP_URL, settings.WHATSAPP_TOKEN, settings.WHATSAPP_TEMPLATE)


@dataclass(frozen=True)
class CloudApi:
    """Sends a template whose body has one parameter: the text."""

    url: str
    token: str = field(repr=False)
    template: str

    def send(self, phone: str, text: str) -> None:
        connection = self._connected()
        try:
            path, body = urlsplit(self.url).path, json.dumps(self._message(phone, text)).encode()
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()  # redirects are not followed: the token is for this host
            status, content = answer.status, answer.read(LARGEST_ANSWER)
        except (OSError, HTTPException) as error:
            raise Unanswered(type(error).__name__) from error
        finally:
            connection.close()
        _judge(status, _code_in(content))

    def _connected(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        connection = (
            HTTPSConnection(host, parts.port, timeout=TIMEOUT, context=ssl.create_default_context())
            if parts.scheme == "https"
            else HTTPConnection(host, parts.port, timeout=TIMEOUT)
        )
        try:
            connection.connect()
        except OSError as error:
            raise Unavailable(type(error).__name__) from error
        return connection

    def _message(self, phone: str, text: str) -> dict[str, Any]:
        """The request's body. A template parameter may hold no line breaks and no two spaces in a row."""
        parameter = {"type": "text", "text": " ".join(text.split())}
        template = {
            "name": self.template,
            "language": {"code": LANGUAGE},
            "components": [{"type": "body", "parameters": [parameter]}],
        }
        return {"messaging_product": "whatsapp", "to": phone, "type": "template", "template": template}


def _code_in(content: bytes) -> int | None:
    try:
        code = json.loads(content)["error"]["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return code if isinstance(code, int) else None


def _judge(status: int, code: int | None) -> None:
    """Raises unless the message was accepted. An unknown code is blamed on the recipient, so that tries end soon."""
    answer = f"HTTP {status}, code {code}"
    if status in OK:
        return
    if code in GONE:
        raise MessageRefused(answer)
    if code in NOT_NOW:
        raise TryLater(answer)
    if status in BROKEN and code is None:
        raise Unanswered(answer)
    if code in OURS or status in OURS_BY_STATUS or status in BROKEN:
        raise Unavailable(answer)
    raise TryLater(answer)
