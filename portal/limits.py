"""Public look-ups per address: generous where they hit, tight where they miss, since misses are guesses."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from simetro.core import ratelimit
from simetro.core.errors import NotFound
from simetro.core.ratelimit import Limit, client_address

MINUTE, DAY = 60, 86400
HITS = Limit("lookup-hit", 60, MINUTE)
MISSES = (Limit("lookup-miss", 10, MINUTE), Limit("lookup-miss-day", 100, DAY))

T = TypeVar("T")


def looked_up(request: HttpRequest, find: Callable[[], T | None]) -> T:
    """What `find` finds. Raises NotFound or TooManyRequests; unknown and mistyped count and look alike."""
    address = client_address(request)
    ratelimit.count(address, HITS, look=MISSES)
    found = find()
    if found is None:
        ratelimit.take_back(address, HITS)
        ratelimit.count(address, *MISSES)
        raise NotFound
    return found
