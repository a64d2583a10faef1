"""The contents of an old import go after a while; its counts stay. One that nobody has written is discarded."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import history_of
from simetro.core.models import LogEntry
from tests.office import Office
from tests.uttp.test_imports import HEADS, SARI, again, checked, fates, started, written
from uttp import actions
from uttp.actions.import_forgetting import forget_imports
from uttp.models import ImportedOwner, Instrument, Owner, RegisterImport

pytestmark = pytest.mark.django_db


@pytest.fixture
def later() -> Any:
    return timezone.now() + timedelta(days=1)


def test_cells_and_file_of_a_written_import_go_and_its_counts_stay(
    office: Office, later: Any, django_capture_on_commit_callbacks: Any
) -> None:
    register = written(office, HEADS + SARI)
    file, before = register.file.name, fates(register)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_imports(later) == 1
    assert forget_imports(later) == 0
    register = again(register)
    assert [(row.cells, row.facts, row.before) for row in register.rows.all()] == [([], {}, None)]
    assert [(one.facts, one.owner) for one in ImportedOwner.objects.all()] == [({}, Owner.objects.get())]
    assert (fates(register), register.rows_total, register.status) == (before, 1, "written")
    assert not default_storage.exists(file)
    assert Instrument.objects.count() == 1


def test_undo_of_a_forgotten_import_is_refused_politely(office: Office, later: Any) -> None:
    register = written(office, HEADS + SARI)
    forget_imports(later)
    with pytest.raises(Conflict) as refusal:
        actions.undo_import(by=office.admin, register=register, reason="Salah", version=register.version)
    assert refusal.value.code == "forgotten"
    assert "masa simpannya habis" in refusal.value.detail
    assert Instrument.objects.count() == 1


def test_pages_of_a_forgotten_import(office: Office, later: Any, visit: Any) -> None:
    register = written(office, HEADS + SARI)
    forget_imports(later)
    desk = visit(office.admin)
    page = desk.get(f"/staf/impor/{register.pk}")
    assert page.status_code == 200
    assert "Isi berkas dihapus" in page.content.decode()
    assert f"/staf/impor/{register.pk}/batalkan" not in page.content.decode()
    assert [desk.get(f"/staf/impor/{register.pk}/{part}").status_code for part in ("kolom", "ditolak.xlsx")] == [
        404,
        404,
    ]


def test_an_import_that_was_never_written_goes_whole(office: Office, later: Any) -> None:
    started(office, HEADS + SARI)
    assert forget_imports(later) == 1
    assert not RegisterImport.objects.exists()


@pytest.mark.parametrize(("begun", "touched"), [(started, "start"), (checked, "map"), (written, "write")])
def test_its_time_begins_with_the_last_that_was_done_to_it(
    office: Office, later: Any, begun: Any, touched: str
) -> None:
    """However long ago the file came."""
    register = begun(office, HEADS + SARI)
    RegisterImport.objects.filter(pk=register.pk).update(created_at=timezone.now() - timedelta(days=400))
    last = history_of(register)[0]
    assert touched in last.verb
    assert forget_imports(last.at) == 0
    assert forget_imports(last.at + timedelta(microseconds=1)) == 1


def test_what_came_since_stays(office: Office) -> None:
    register = started(office, HEADS + SARI)
    assert forget_imports(register.created_at) == 0


def test_a_file_that_another_import_still_needs_stays(
    office: Office, later: Any, django_capture_on_commit_callbacks: Any
) -> None:
    written(office, HEADS + SARI)
    other = started(office, HEADS + SARI)
    RegisterImport.objects.filter(pk=other.pk).update(created_at=later + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_imports(later) == 1
    assert default_storage.exists(again(other).file.name)


@pytest.mark.parametrize("begun", [started, checked])
def test_what_nobody_has_written_is_discarded(
    office: Office, visit: Any, begun: Any, django_capture_on_commit_callbacks: Any
) -> None:
    register = begun(office, HEADS + SARI)
    desk = visit(office.admin)
    address = f"/staf/impor/{register.pk}/buang"
    assert address in desk.get(f"/staf/impor/{register.pk}", follow=True).content.decode()
    assert "Register tidak berubah" in desk.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(address, {"version": register.version})
    assert (answer["Location"], RegisterImport.objects.exists()) == ("/staf/impor", False)
    assert not default_storage.exists(register.file.name)
    entry = LogEntry.objects.get(verb="uttp.discard_import")
    assert (entry.subject_id, entry.actor) == (register.pk, office.admin)


def test_what_is_written_is_not_discarded(office: Office, visit: Any) -> None:
    register = written(office, HEADS + SARI)
    answer = visit(office.admin).post(f"/staf/impor/{register.pk}/buang", {"version": register.version})
    assert (answer.status_code, RegisterImport.objects.count()) == (422, 1)
