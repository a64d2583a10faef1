"""The day's reminders, killed again and again in the middle of writing what is owed."""

import signal
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from services.models import Reminder
from services.sidang.actions.reminders import TOPIC
from simetro.core.models import Delivery
from tests.endure.counts import Count, count
from tests.endure.installation import database, python
from tests.office import Office, open_office
from uttp.models import Instrument

INSTRUMENTS, AT_ONCE, KILLS = 200, 10, 6
WHOLE = 2  # batches that are written before the kill
SCRIPT = """
import os, signal, django
django.setup()
from services.sidang.actions import reminders
reminders.OWNERS_AT_ONCE = {at_once}
write, batches = reminders.deliver_many, []
def deliver_many(*args, **kwargs):
    batches.append(1)
    if {is_killed} and len(batches) > {whole}:
        os.kill(os.getpid(), signal.SIGKILL)
    return write(*args, **kwargs)
reminders.deliver_many = deliver_many
reminders.remind_owners()
"""


def run() -> Iterator[Count]:
    with database():
        office = open_office()
        scales = [_due(office, n) for n in range(INSTRUMENTS)]
        for kill in range(1, KILLS + 1):
            code = _remind(is_killed=True)
            assert code == -signal.SIGKILL, code
            written = Reminder.objects.count(), Delivery.objects.filter(topic=TOPIC).count()
            assert written == (kill * WHOLE * AT_ONCE,) * 2, written  # both or neither, and whole batches
        code = _remind(is_killed=False)
        assert code == 0, code
        assert Reminder.objects.count() == INSTRUMENTS
        payloads = Delivery.objects.filter(topic=TOPIC).values_list("payload", flat=True)
        told = [instrument for payload in payloads for instrument in payload["instruments"]]
        yield count("reminders: owners told", KILLS, wanted=[scale.pk for scale in scales], found=told)


def _remind(*, is_killed: bool) -> int:
    return python(SCRIPT.format(at_once=AT_ONCE, whole=WHOLE, is_killed=is_killed))


def _due(office: Office, n: int) -> Instrument:
    scale = office.scale(office.owner(email=f"p{n}@contoh.test"))
    today = timezone.localdate()
    dates = {"valid_until": today + timedelta(days=10), "last_verified_on": today - timedelta(days=355)}
    Instrument.objects.filter(pk=scale.pk).update(last_verdict="sah", **dates)
    return scale
