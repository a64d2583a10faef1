"""`make bench`: every benchmark in one table."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.benchmarks import (  # noqa: E402 - needs the settings
    export,
    imports,
    lookup,
    pages,
    reminders,
    rendering,
    search,
    verdicts,
)
from tests.benchmarks.table import show  # noqa: E402

MEASURES = (
    lookup.measure,
    rendering.measure,
    verdicts.measure,
    reminders.measure,
    imports.measure,
    export.measure,
    search.measure,
    pages.measure,
)


def main() -> None:
    sys.stdout.write(show([row for measure in MEASURES for row in measure()]) + "\n")


main()
