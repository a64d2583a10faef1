"""`make endure`: every long run in one table; fails where something was lost or doubled.

`python -m tests.endure broadcasts reminders` runs these alone.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.endure import broadcasts, certificates, registers, reminders, servers  # noqa: E402 - needs the settings
from tests.endure.counts import Count, show  # noqa: E402

RUNS = {
    "reminders": (reminders.run,),
    "broadcasts": (broadcasts.run_by_mail, broadcasts.run_by_whatsapp),
    "registers": (registers.run,),
    "certificates": (certificates.run,),
    "servers": (servers.run_the_database, servers.run_the_supervisor),
}


def main(chosen: Iterable[str]) -> int:
    timed: list[tuple[Count, float]] = []
    results = [_timed(run, timed) for name in chosen or RUNS for run in RUNS[name]]
    sys.stdout.write(show(timed) + "\n")
    return 0 if all(results) else 1


def _timed(run: Callable[[], Iterable[Count]], timed: list[tuple[Count, float]]) -> bool:
    """A run that breaks leaves the others their turn."""
    counts: list[Count] = []
    begun = time.monotonic()
    try:
        counts.extend(run())
    except Exception:
        traceback.print_exc()
        return False
    finally:
        timed += [(one, time.monotonic() - begun) for one in counts]
    return all(one.is_whole for one in counts)


sys.exit(main(sys.argv[1:]))
