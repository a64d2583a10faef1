"""Limits shared by all processes, counted in the database."""

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from simetro.core.errors import TooManyRequests

# One statement, so that two processes never count past each other.
_COUNT = """
INSERT INTO core_ratecount (bucket, until, count) VALUES (%s, %s, 1)
ON CONFLICT (bucket, until) DO UPDATE SET count = core_ratecount.count + 1 RETURNING count
"""


@dataclass(frozen=True)
class Limit:
    name: str
    allowed: int
    seconds: int

    def _bucket(self, who: str) -> tuple[str, int]:
        return f"{self.name}:{who}", (int(time.time()) // self.seconds + 1) * self.seconds

    def _retry_after(self) -> int:
        return self.seconds - int(time.time()) % self.seconds

    def _check(self, count: int) -> None:
        if count > self.allowed * settings.RATE_LIMIT_FACTOR:
            raise TooManyRequests(self._retry_after())

    def count(self, who: str) -> None:
        """Counts one more; raises TooManyRequests beyond the limit."""
        if not settings.RATE_LIMIT_FACTOR:
            return
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, self._bucket(who))
            self._check(cursor.fetchone()[0])

    def refuse_when_full(self, who: str) -> None:
        """Raises TooManyRequests where the limit is used up, without counting."""
        if not settings.RATE_LIMIT_FACTOR:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT count FROM core_ratecount WHERE bucket = %s AND until = %s", self._bucket(who))
            row = cursor.fetchone()
        self._check(row[0] + 1 if row else 0)


def client_address(request: HttpRequest) -> str:
    """The address nearest to us that our own proxies vouch for; what a client writes further left is ignored."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    return str(hops[-proxies] if proxies and len(hops) >= proxies else request.META["REMOTE_ADDR"])[:45]
