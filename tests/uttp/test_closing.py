"""An owner on whom documents depend is not deleted but closed: he stays, and nothing new is registered for him."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.actions import compose_broadcast
from portal.queries import audience
from simetro.core.kit.errors import Conflict
from simetro.core.log.audit import history_of
from simetro.core.models import User
from tests.office import SCALE, Office
from uttp.actions import close_owner, delete, register_instrument, reopen_owner, retire_instrument, transfer_instrument
from uttp.forms.owners import owner_field
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]


@pytest.fixture
def closed(office: Office) -> Owner:
    """With a certificate, and an instrument that is out of use."""
    owner = office.owner(name="Toko Lama")
    scale = office.scale(owner)
    office.issued(office.tested(office.item(scale)))
    scale.refresh_from_db()
    retire_instrument(by=office.admin, instrument=scale, reason="Dijual")
    return close_owner(by=office.admin, owner=owner, reason="Tutup usaha")


def test_what_documents_depend_on_is_closed_where_it_cannot_be_deleted(office: Office, closed: Owner) -> None:
    with pytest.raises(Conflict, match="Nyatakan tutup"):
        delete(by=office.superadmin, row=closed, reason="Tutup")
    closed.refresh_from_db()
    assert closed.closed_on == timezone.localdate()
    entry = history_of(closed).first()
    assert entry is not None
    assert (entry.verb, entry.data) == ("uttp.close_owner", {"reason": "Tutup usaha"})


def test_an_owner_with_an_instrument_in_use_is_not_closed(office: Office) -> None:
    owner = office.scale().owner
    with pytest.raises(Conflict, match="Masih ada UTTP yang dipakai"):
        close_owner(by=office.admin, owner=owner, reason="Tutup")


def test_nothing_is_registered_for_or_handed_to_a_closed_owner(office: Office, closed: Owner) -> None:
    facts = {"kind": "nawi.electronic", "brand": "Quattro", "attributes": SCALE}
    with pytest.raises(Conflict, match="sudah dinyatakan tutup"):
        register_instrument(by=office.admin, owner=closed, **facts)
    with pytest.raises(Conflict, match="sudah dinyatakan tutup"):
        transfer_instrument(by=office.admin, instrument=office.scale(), owner=closed, reason="Dijual")
    reopen_owner(by=office.admin, owner=closed, reason="Buka usaha lagi")
    assert register_instrument(by=office.admin, owner=closed, **facts).owner == closed


def test_a_closed_owner_is_found_where_he_is_looked_for_only(office: Office, closed: Owner, visit: Visit) -> None:
    open_one = office.owner(name="Toko Baru")
    browser = visit(office.admin)

    def listed(query: str) -> list[Owner]:
        return list(browser.get(f"/staf/pemilik{query}").context["page_obj"])

    assert listed("?search=toko") == [open_one]
    assert listed("?search=toko&state=closed") == [closed]
    assert [choice.label for choice in owner_field(office.admin).matching("toko")] == ["Toko Baru"]
    assert closed.name in browser.get("/staf/cari?q=toko+lama").content.decode()


def test_a_closed_owner_is_told_nothing(office: Office, closed: Owner) -> None:
    broadcast = compose_broadcast(by=office.admin, subject="Sidang", body="Datanglah")
    assert closed not in audience(broadcast)


def test_desk_closes_and_reopens_with_reasons(office: Office, visit: Visit) -> None:
    owner, browser = office.owner(), visit(office.admin)
    address = f"/staf/pemilik/{owner.pk}"
    assert browser.post(f"{address}/tutup", {"version": 1, "reason": ""}).status_code == 422
    browser.post(f"{address}/tutup", {"version": 1, "reason": "Pindah ke luar kabupaten"})
    page = browser.get(address).content.decode()
    assert ("Buka lagi" in page, "Daftarkan UTTP" in page, "Pindah ke luar kabupaten" in page) == (True, False, True)
    browser.post(f"{address}/buka", {"version": 2, "reason": "Kembali"})
    owner.refresh_from_db()
    assert (owner.closed_on, owner.version) == (None, 3)


def test_closing_again_and_reopening_what_is_open_are_refused(office: Office, closed: Owner) -> None:
    with pytest.raises(Conflict, match="sudah dinyatakan tutup"):
        close_owner(by=office.admin, owner=closed, reason="Lagi")
    reopen_owner(by=office.admin, owner=closed, reason="Kembali")
    with pytest.raises(Conflict, match="tidak sedang ditutup"):
        reopen_owner(by=office.admin, owner=closed, reason="Lagi")


def test_form_that_was_open_meanwhile_says_so(office: Office, closed: Owner, visit: Visit) -> None:
    plate = {f"attributes.{name}": value for name, value in SCALE.items()}
    sent = {"owner": closed.pk, "kind": "nawi.electronic", "brand": "Camry", "once": str(uuid4()), **plate}
    page = visit(office.admin).post("/staf/uttp/baru", sent)
    assert list(page.context["form"].errors) == ["owner"]
