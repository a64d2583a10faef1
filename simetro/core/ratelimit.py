"""Limits shared by all processes, counted in the database."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from simetro.core.errors import TooManyRequests

# One statement, so that two processes never count past each other. A window begins with its first count.
_COUNT = """
INSERT INTO core_ratecount (bucket, until, count) VALUES (%(bucket)s, %(now)s + %(seconds)s, 1)
ON CONFLICT (bucket) DO UPDATE SET
    count = CASE WHEN core_ratecount.until > %(now)s THEN core_ratecount.count + 1 ELSE 1 END,
    until = CASE WHEN core_ratecount.until > %(now)s THEN core_ratecount.until ELSE excluded.until END
RETURNING count, until
"""
_LOOK = "SELECT count, until FROM core_ratecount WHERE bucket = %(bucket)s AND until > %(now)s"


@dataclass(frozen=True)
class Limit:
    name: str
    allowed: int
    seconds: int

    def count(self, who: str) -> None:
        """Counts one more; raises TooManyRequests beyond the limit."""
        self._check(_COUNT, who, taken=0)

    def refuse_when_full(self, who: str) -> None:
        """Raises TooManyRequests where the limit is used up, without counting."""
        self._check(_LOOK, who, taken=1)

    def _check(self, statement: str, who: str, taken: int) -> None:
        if not settings.RATE_LIMIT_FACTOR:
            return
        now = int(time.time())
        with connection.cursor() as cursor:
            cursor.execute(statement, {"bucket": f"{self.name}:{who}", "now": now, "seconds": self.seconds})
            count, until = cursor.fetchone() or (0, now)
        if count + taken > self.allowed * settings.RATE_LIMIT_FACTOR:
            raise TooManyRequests(max(1, until - now))


def client_address(request: HttpRequest) -> str:
    """The address nearest to us that our own proxies vouch for; what a client writes further left is ignored."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    return str(hops[-proxies] if proxies and len(hops) >= proxies else request.META["REMOTE_ADDR"])[:45]
