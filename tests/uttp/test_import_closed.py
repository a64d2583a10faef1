"""A closed owner is known to an import, gets nothing new by it, and no twin is made of him."""

import pytest

from simetro.core.kit.errors import Conflict
from tests.office import Office
from tests.uttp.test_imports import HEADS, SARI, again, checked, fates, written
from uttp import actions
from uttp.actions import import_writing
from uttp.models import Owner

pytestmark = pytest.mark.django_db
CLOSED = "Pemilik ini sudah dinyatakan tutup. Buka lagi datanya, lalu periksa lagi berkas ini."


@pytest.fixture
def him(office: Office) -> Owner:
    """With an instrument that is out of use."""
    owner = office.owner("Sari", phone="0812345678", village="Sirau")
    scale = office.scale(owner, brand="Sonic", serial_number="A1")
    actions.retire_instrument(by=office.admin, instrument=scale, reason="Dijual")
    return owner


def test_what_would_be_registered_for_him_is_refused_when_checked(office: Office, him: Owner) -> None:
    actions.close_owner(by=office.admin, owner=him, reason="Tutup usaha")
    register = checked(office, HEADS + SARI + SARI.replace("A1", "A2") + SARI.replace("A1", ""))
    assert fates(register) == {"same": 1, "error": 2}
    assert {tuple(row.reasons) for row in register.rows.filter(fate="error")} == {(CLOSED,)}
    assert register.owners.get().owner == him
    with pytest.raises(Conflict, match="Tidak ada baris baru"):
        actions.write_import(by=office.admin, register=register, version=register.version)


def test_what_was_checked_before_he_was_closed_is_refused_when_written(office: Office, him: Owner) -> None:
    other = SARI.replace("Sari", "Budi").replace("0812345678", "0812999999").replace("A1", "B1")
    register = checked(office, HEADS + SARI + SARI.replace("A1", "A2") + other)
    assert fates(register) == {"same": 1, "new": 2}
    actions.close_owner(by=office.admin, owner=him, reason="Tutup usaha")
    register = actions.write_import(by=office.admin, register=register, version=register.version)
    import_writing.write({"register": register.pk})
    assert (again(register).status, fates(register)) == ("written", {"same": 1, "new": 1, "error": 1})
    assert register.rows.get(fate="error").reasons == [CLOSED]
    assert list(him.instruments.values_list("serial_number", "status")) == [("A1", "retired")]
    assert sorted(Owner.objects.values_list("name", flat=True)) == ["Budi", "Sari"]


def test_once_he_is_opened_again_it_goes_in(office: Office, him: Owner) -> None:
    actions.close_owner(by=office.admin, owner=him, reason="Tutup usaha")
    actions.reopen_owner(by=office.admin, owner=him, reason="Buka usaha lagi")
    written(office, HEADS + SARI.replace("A1", "A2"))
    assert (Owner.objects.get(), him.instruments.count()) == (him, 2)


def test_an_open_one_of_the_same_name_is_meant(office: Office, him: Owner) -> None:
    actions.close_owner(by=office.admin, owner=him, reason="Tutup usaha")
    another = office.owner("Sari", phone="0812345678", village="Sirau")
    written(office, HEADS + SARI.replace("A1", "A2"))
    assert another.instruments.get().serial_number == "A2"
