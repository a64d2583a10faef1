"""An old register of 35,000 rows, from the file to the last instrument, against openpyxl only reading it."""

import io
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from openpyxl import load_workbook

from tests import databases
from tests.benchmarks.table import Row
from tests.office import open_office
from tests.registers import old_register
from uttp import actions
from uttp.actions import import_writing, imports
from uttp.models import Instrument, RegisterImport

NAME = "bench_imports"
ROWS = 35_000


def measure() -> list[Row]:
    old = old_register(ROWS)
    plain = _timed(lambda: _read(old.content))
    databases.make_database(NAME)
    databases.use_database(NAME, databases.owner_settings()["USER"])
    office = open_office()
    taken = _timed(lambda: _import(office, old.content))
    made = Instrument.objects.count()
    connection.close()
    databases.drop_database(NAME)
    wanted = ROWS - len(old.mistakes) - len(old.twins)
    if made != wanted:
        raise AssertionError(f"{made} instruments came of {wanted}")
    return [Row("import of 35,000 rows", taken, "s", f"openpyxl reads them: {plain:.1f} s", taken / plain)]


def _timed(what: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def _read(content: bytes) -> None:
    book = load_workbook(io.BytesIO(content), read_only=True)
    for _row in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def _import(office: Any, content: bytes) -> None:
    register = actions.start_import(by=office.admin, name="lama.xlsx", content=content)
    facts = {"sheet": register.sheet, "head": register.head, "mapping": register.mapping}
    actions.map_columns(by=office.admin, register=register, version=register.version, **facts)
    register = RegisterImport.objects.get(pk=register.pk)
    imports.check({"register": register.pk, "version": register.version})
    register = RegisterImport.objects.get(pk=register.pk)
    actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
