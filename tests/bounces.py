"""Returned mail as mail servers write it."""

REPORT = """\
From: MAILER-DAEMON@mail.contoh.test (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="AA"

--AA
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--AA
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.contoh.test
Arrival-Date: Mon, 23 Nov 2026 08:00:00 +0700 (WIB)

{recipients}
--AA
Content-Type: {returned_as}

From: Simetro <simetro@localhost>
To: {returned_to}
Subject: Sidang

--AA--
"""
RECIPIENT = """\
Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.contoh.test
Diagnostic-Code: smtp; 550 5.1.1 <{address}>: Recipient address rejected:
    User unknown in local recipient table
"""


def recipient(address: str, action: str = "failed", status: str = "5.1.1") -> str:
    return RECIPIENT.format(address=address, action=action, status=status)


def report(
    to: str, *recipients: str, returned_to: str = "siapa@lain.test", returned_as: str = "message/rfc822"
) -> bytes:
    facts = {"to": to, "recipients": "\n".join(recipients), "returned_to": returned_to, "returned_as": returned_as}
    return REPORT.format(**facts).encode()
