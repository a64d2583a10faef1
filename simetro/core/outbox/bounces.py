"""What mail servers report of mail that they could not deliver (RFC 3464). Anybody may have written what is read."""

import logging
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from typing import NamedTuple

logger = logging.getLogger(__name__)
LARGEST = 1024 * 1024  # the report itself stands at the beginning
MOST_FAILURES = 10  # a mail of ours goes to one person
LONGEST_REASON = 200
SENT_TO = ("To", "Delivered-To", "X-Original-To")


class Failure(NamedTuple):
    """Why one recipient got no mail. `status`: a code of RFC 3463 such as "5.1.1"."""

    recipients: tuple[str, ...]  # as we wrote to him, and as the server knows him
    status: str
    reason: str

    @property
    def is_about_the_mailbox(self) -> bool:
        """Whether the mailbox is at fault. 5.7 blames the sender: a spam filter must not mute all of its customers."""
        return not self.status.startswith("5.7.")


class BounceReport(NamedTuple):
    """A delivery report, all in lower case. `returned_to`: the recipients named by the returned mail itself."""

    sent_to: tuple[str, ...]
    returned_to: tuple[str, ...]
    failures: tuple[Failure, ...]


def report_in(content: bytes) -> BounceReport | None:
    """The permanent failures in this mail; None where it is no delivery report, or cannot be read."""
    try:
        message = message_from_bytes(content[:LARGEST])
        return _report(message) if _is_report(message) else None
    except Exception:  # anybody may have written it, and the parser of the standard library trips over much
        logger.warning("returned mail that cannot be read", exc_info=True)
        return None


def _is_report(message: Message) -> bool:
    return message.get_content_type() == "multipart/report" and message.is_multipart()


def _report(message: Message) -> BounceReport | None:
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    blocks = [block for part in parts for block in _blocks(part)]
    if not blocks:
        return None
    failures = [failure for block in blocks if (failure := _failure(block))]
    returned_to = [address for part in parts for address in _addresses(_returned(part), ("To",))]
    return BounceReport(tuple(_addresses(message, SENT_TO)), tuple(returned_to), tuple(failures[:MOST_FAILURES]))


def _blocks(part: Message) -> Iterator[Message]:
    """The header blocks of a delivery status: one for the report and one for each recipient."""
    if part.get_content_type() == "message/delivery-status" and part.is_multipart():
        yield from (block for block in part.get_payload() if isinstance(block, Message))


def _failure(block: Message) -> Failure | None:
    """A block's failure, if it is permanent. A delay (4.x.x) ends by itself, or brings another report."""
    status = re.match(r"\s*(5\.\d{1,3}\.\d{1,3})\b", str(block.get("Status", "")))
    if str(block.get("Action", "")).strip().lower() != "failed" or status is None:
        return None
    named = (str(block.get(name, "")) for name in ("Original-Recipient", "Final-Recipient"))
    recipients = tuple(address.partition(";")[2].strip().strip("<>").lower() for address in named if ";" in address)
    return Failure(recipients, status[1], _in_one_line(str(block.get("Diagnostic-Code", ""))))


def _in_one_line(reason: str) -> str:
    """A server's explanation as one line without addresses, since the log stays for good."""
    printable = "".join(char if char.isprintable() else " " for char in reason[:2000])
    return " ".join(re.sub(r"\S+@\S+", "…", printable).split())[:LONGEST_REASON]


def _returned(part: Message) -> Message:
    """The original mail in this part of the report, or its headers."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return inner if isinstance(inner, Message) else Message()
    if part.get_content_type() == "text/rfc822-headers":
        headers = part.get_payload(decode=True)
        return message_from_bytes(headers) if isinstance(headers, bytes) else Message()
    return Message()


def _addresses(message: Message, names: Iterable[str]) -> list[str]:
    written = [str(value) for name in names for value in message.get_all(name, [])[:MOST_FAILURES]]
    return [address.lower() for _name, address in getaddresses([header[:1000] for header in written]) if "@" in address]
