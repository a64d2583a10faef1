"""From the last signature to the frozen file: two hosts are killed in turns, the signing process and Redis too."""

import hashlib
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.files.storage import default_storage
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from certificates.models import Certificate
from services.models import Order
from simetro.config import BASE_DIR
from simetro.core.models import Delivery, LogEntry
from tests.endure.counts import Count, count
from tests.endure.installation import Hosts, await_that, environment, installation, work_until
from tests.office import Office, open_office

LETTERS = 40
SIGNED_PER_KILL = 10
FROZEN_PER_KILL = 8
SIGNING = """
import django
django.setup()
from certificates.actions import approve_certificate
from certificates.models import Certificate
from simetro.core.models import User
for one in Certificate.objects.filter(status="in_signoff").order_by("pk"):
    approve_certificate(by=User.objects.get(username={username!r}), certificate=one, version=one.version)
"""


def run() -> Iterator[Count]:
    with installation(hosts=0) as hosts:
        office = open_office()
        letters = [_awaiting_the_last(office, n) for n in range(LETTERS)]
        before = set(_mails())
        killed = _sign(office, hosts)
        yield _numbers(killed)
        _freeze(hosts)
        blows = killed + hosts.deaths
        yield _files(letters, blows)
        entries = LogEntry.objects.filter(verb="certificates.issue_certificate").values_list("subject_id", flat=True)
        yield count("letters: entries of the log", blows, wanted=letters, found=entries)
        told = [to for pk, to in _mails() if (pk, to) not in before and to.endswith("@contoh.test")]
        yield count("letters: owners told", blows, wanted=[_address(n) for n in range(LETTERS)], found=told)


def _awaiting_the_last(office: Office, n: int) -> int:
    scale = office.scale(office.owner(f"Pemilik {n}", email=_address(n)))
    submitted = office.submitted(office.tested(office.item(scale)))
    return office.approved(submitted, tiers=3).pk


def _address(n: int) -> str:
    return f"p{n}@contoh.test"


def _mails() -> Iterable[tuple[int, str]]:
    order = Cast(KT("payload__order"), BigIntegerField())
    notices = Delivery.objects.filter(topic="services.tell_owner").annotate(order=order)
    email = Order.objects.filter(pk=OuterRef("order")).values("owner__email")
    return notices.annotate(to=Subquery(email)).values_list("pk", "to")


def _sign(office: Office, hosts: Hosts) -> int:
    """By a process that is killed in the middle of them; no host is there yet, so that all of them wait."""
    script, kills = SIGNING.format(username=office.kadis.username), 0
    env = environment(CELERY_BROKER_URL=hosts.redis.url)
    while (signed := _count("issuing")) < LETTERS:
        process = subprocess.Popen([sys.executable, "-c", script], cwd=BASE_DIR, env=env)
        until = signed + SIGNED_PER_KILL
        await_that(lambda: process.poll() is not None or _count("issuing") >= until)  # noqa: B023 - called at once
        if process.poll() is None:
            process.kill()
            kills += 1
        code = process.wait()
        assert code in (0, -signal.SIGKILL), code
    return kills


def _count(status: str) -> int:
    return Certificate.objects.filter(status=status).count()


def _numbers(kills: int) -> Count:
    """1 to N, whatever else the office writes around them."""
    found = Certificate.objects.exclude(number="").order_by("pk").values_list("number", flat=True)
    return count("letters: numbers", kills, wanted=range(1, LETTERS + 1), found=[_seq(number) for number in found])


def _seq(number: str) -> int:
    parts = re.findall(r"/(\d{4,})/", number)
    return int(parts[0])


def _freeze(hosts: Hosts) -> None:
    """The older of two hosts dies after every few letters, and Redis with all that it held when half are done."""
    redis_lives = True

    def strike() -> None:
        nonlocal redis_lives
        done = _count("issued")
        if redis_lives and done >= LETTERS // 2:
            hosts.kill_redis()
            redis_lives = False
        if done >= (hosts.deaths + redis_lives) * FROZEN_PER_KILL and done < LETTERS and len(hosts.processes) == 2:
            hosts.kill()

    work_until(lambda: not _owed(), hosts, count=2, strike=strike)


def _owed() -> bool:
    return Delivery.objects.filter(state="pending").exclude(topic="certificates.tell_signatory").exists()


def _files(letters: list[int], blows: int) -> Count:
    """As frozen as the row says."""
    issued = Certificate.objects.filter(status="issued")
    whole = [one.pk for one in issued if _digest(one.file.name) == one.sha256]
    return count("letters: frozen files", blows, wanted=letters, found=whole)


def _digest(name: str) -> str:
    path = Path(default_storage.path(name))
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
