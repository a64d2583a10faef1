"""Limits count for each who and each limit, from the first count on."""

import time

import pytest
from django.test import RequestFactory

from simetro.core.db import ratelimit
from simetro.core.db.ratelimit import Limit, client_address, count
from simetro.core.kit.errors import TooManyRequests
from simetro.core.models import RateCount
from simetro.core.settings.purging import purge_expired

pytestmark = pytest.mark.django_db
MINUTE = Limit("tests-minute", 3, 60)
DAY = Limit("tests-day", 5, 86400)


def counted(who: str, times: int, *limits: Limit) -> int:
    """How many of so many pass."""
    passed = 0
    for _ in range(times):
        try:
            count(who, *limits)
        except TooManyRequests:
            continue
        passed += 1
    return passed


def test_each_who_has_his_own_count() -> None:
    assert [counted("a", 5, MINUTE), counted("b", 2, MINUTE), counted("b", 5, MINUTE)] == [3, 2, 1]


def test_tightest_of_several_limits_holds() -> None:
    assert counted("a", 9, MINUTE, DAY) == 3
    RateCount.objects.filter(bucket__startswith="tests-minute").update(until=0)
    assert counted("a", 9, MINUTE, DAY) == 0  # refused ones count too


def test_refusal_says_when_to_come_back() -> None:
    counted("a", 3, MINUTE)
    RateCount.objects.update(until=int(time.time()) + 17)
    with pytest.raises(TooManyRequests) as refusal:
        count("a", MINUTE)
    assert refusal.value.data["retry_after"] in (16, 17)


def test_window_begins_with_its_first_count(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1_800_000_059  # a second before the minute of the clock is over
    monkeypatch.setattr(time, "time", lambda: moment)
    assert counted("a", 2, MINUTE) == 2
    moment += 58
    assert counted("a", 2, MINUTE) == 1
    moment += 2
    assert counted("a", 9, MINUTE) == 3


def test_looking_refuses_without_counting() -> None:
    counted("a", 3, MINUTE)
    for _ in range(2):
        with pytest.raises(TooManyRequests):
            count("a", DAY, look=[MINUTE])
    assert RateCount.objects.get(bucket="tests-minute:a").count == 3


def test_what_is_taken_back_does_not_count() -> None:
    counted("a", 2, MINUTE)
    ratelimit.take_back("a", MINUTE)
    assert counted("a", 9, MINUTE) == 2


def test_old_windows_are_purged() -> None:
    counted("a", 1, MINUTE, DAY)
    RateCount.objects.filter(bucket__startswith="tests-minute").update(until=int(time.time()) - 1)
    purge_expired()
    assert RateCount.objects.get().bucket == "tests-day:a"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, " , 1.1.1.1 , ", "1.1.1.1"),
    ],
)
def test_address_is_the_one_that_our_proxies_vouch_for(
    settings: object, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == expected
