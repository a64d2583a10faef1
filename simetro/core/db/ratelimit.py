"""Limits shared by all processes, counted in the database."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from simetro.core.db.database import prepared
from simetro.core.kit.errors import TooManyRequests
from simetro.core.models import RateCount

# One statement, so that two processes never count past each other. A window begins with its first count.
_COUNT = """
INSERT INTO core_ratecount (bucket, until, count)
SELECT name || %(who)s::text, %(now)s::bigint + seconds, 1
FROM unnest(%(names)s::text[], %(seconds)s::int[]) AS counted (name, seconds)
ON CONFLICT (bucket) DO UPDATE SET
    count = CASE WHEN core_ratecount.until > %(now)s::bigint THEN core_ratecount.count + 1 ELSE 1 END,
    until = CASE WHEN core_ratecount.until > %(now)s::bigint THEN core_ratecount.until ELSE excluded.until END
RETURNING bucket, count, until
"""
_COUNT_AND_LOOK = f"""
WITH counted AS ({_COUNT})
SELECT bucket, count, until FROM counted
UNION ALL
SELECT bucket, count + 1, until FROM core_ratecount WHERE bucket = ANY(%(looked)s::text[]) AND until > %(now)s::bigint
"""  # noqa: S608 - put together from constants


@dataclass(frozen=True)
class Limit:
    name: str
    allowed: int
    seconds: int


def count(who: str, *limits: Limit, look: Sequence[Limit] = ()) -> None:
    """Counts one more for each limit. Raises TooManyRequests beyond it; limits in `look` are checked, not counted."""
    if not settings.RATE_LIMIT_FACTOR:
        return
    now = int(time.time())
    parameters = {
        "who": f":{who}",
        "now": now,
        "names": [limit.name for limit in limits],
        "seconds": [limit.seconds for limit in limits],
        "looked": [f"{limit.name}:{who}" for limit in look],
    }
    allowed = {f"{limit.name}:{who}": limit.allowed * settings.RATE_LIMIT_FACTOR for limit in (*limits, *look)}
    rows = prepared(_COUNT_AND_LOOK if look else _COUNT, parameters)
    full = [until for bucket, counted, until in rows if counted > allowed[bucket]]
    if full:
        raise TooManyRequests(max(1, max(full) - now))


def take_back(who: str, limit: Limit) -> None:
    """Takes one count back, when it turned out to belong to another limit."""
    if settings.RATE_LIMIT_FACTOR:
        RateCount.objects.filter(bucket=f"{limit.name}:{who}", count__gt=0).update(count=F("count") - 1)


def client_address(request: HttpRequest) -> str:
    """The address nearest to us that our own proxies vouch for; what a client writes further left is ignored."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    return str(hops[-proxies] if proxies and len(hops) >= proxies else request.META["REMOTE_ADDR"])[:45]
