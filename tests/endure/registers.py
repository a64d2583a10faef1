"""An old register read and written by a worker that is killed in the middle of both."""

from collections.abc import Iterator

from simetro.core.models import LogEntry
from tests.endure.counts import Count, count
from tests.endure.installation import Hosts, installation, work_until
from tests.office import open_office
from tests.registers import old_register
from uttp import actions
from uttp.enums import Fate
from uttp.models import Instrument, Owner, RegisterImport

ROWS = 6_000
READ = (1_000, 4_000)  # rows done when it is killed: reading begins anew each time
WRITTEN = (1_000, 2_000, 4_000)  # writing goes on


def run() -> Iterator[Count]:
    content = old_register(ROWS).content
    with installation() as hosts:
        office = open_office()
        register = actions.start_import(by=office.admin, name="lama.xlsx", content=content)
        columns = {"sheet": register.sheet, "head": register.head, "mapping": register.mapping}
        register = actions.map_columns(by=office.admin, register=register, version=register.version, **columns)
        _work(register, "checked", READ, hosts)
        read = hosts.deaths
        yield count("register: rows read", read, wanted=range(ROWS), found=range(register.rows.count()))
        new = set(register.rows.filter(fate=Fate.NEW).values_list("pk", flat=True))
        people = set(register.owners.filter(rows__fate=Fate.NEW).values_list("pk", flat=True))
        register.refresh_from_db()
        actions.write_import(by=office.admin, register=register, version=register.version)
        _work(register, "written", WRITTEN, hosts)
        yield from _counts(register, hosts.deaths - read, new, people)


def _counts(register: RegisterImport, kills: int, new: set[int], people: set[int]) -> Iterator[Count]:
    """What nobody asked for has no row and counts as doubled."""
    rows = dict(register.rows.exclude(instrument=None).values_list("instrument", "pk"))
    made = list(Instrument.objects.values_list("pk", flat=True))
    yield count("register: instruments", kills, wanted=new, found=[rows.get(pk, 0) for pk in made])
    named = dict(register.owners.exclude(owner=None).values_list("owner", "pk"))
    owners = [named.get(pk, 0) for pk in Owner.objects.values_list("pk", flat=True)]
    yield count("register: owners", kills, wanted=people, found=owners)
    entries = LogEntry.objects.filter(verb="uttp.register_instrument").values_list("subject_id", flat=True)
    yield count("register: entries of the log", kills, wanted=made, found=entries)


def _work(register: RegisterImport, status: str, killed_at: tuple[int, ...], hosts: Hosts) -> None:
    left = list(killed_at)

    def strike() -> None:
        if left and hosts.processes and _now(register).rows_done >= left[0]:
            hosts.kill()
            left.pop(0)

    work_until(lambda: _now(register).status == status, hosts, strike=strike)
    assert not left, f"done before it could be killed at row {left}"


def _now(register: RegisterImport) -> RegisterImport:
    return RegisterImport.objects.get(pk=register.pk)
