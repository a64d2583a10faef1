"""Photos of instruments: who adds, sees and removes them, how many, and what is never kept of them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from simetro.core.kit.errors import Conflict
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Office
from tests.pictures import opened, photo, picture, upload
from uttp.actions import add_photo, delete, remove_photo
from uttp.models import Instrument, InstrumentPhoto, Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
Visit = Callable[[User], Client]


@pytest.fixture
def desk(office: Office, visit: Visit) -> Client:
    return visit(office.admin)


@pytest.fixture
def person(office: Office, visit: Visit) -> Client:
    OfficeRow().save()
    return visit(office.owner_account)


@pytest.fixture
def own(office: Office) -> Instrument:
    scale = office.scale()
    Owner.objects.filter(pk=scale.owner_id).update(account=office.owner_account)
    return scale


def sent_with(**files: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **files}


def verbs(instrument: Instrument) -> list[str]:
    entries = LogEntry.objects.filter(subject_type="uttp.instrument", subject_id=instrument.pk).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def is_kept(shown: str) -> bool:
    return default_storage.exists(f"pictures/{shown[:2]}/{shown}.webp")


def staff_page(instrument: Instrument) -> str:
    return f"/staf/uttp/{instrument.uttp_id}"


def own_page(instrument: Instrument) -> str:
    return f"/akun/uttp/{instrument.uttp_id}/foto"


def test_the_desk_adds_one_sees_it_and_removes_it(office: Office, desk: Client) -> None:
    scale = office.scale()
    page = staff_page(scale)
    assert "Belum ada foto." in desk.get(page).content.decode()
    form = sent_with()
    for _ in range(2):  # the button pressed twice
        assert desk.post(f"{page}/foto", form | {"picture": upload()})["Location"] == page
    kept = InstrumentPhoto.objects.get()
    assert (kept.instrument, kept.uploaded_by, verbs(scale)[-1]) == (scale, office.admin, "uttp.add_photo")
    shown = desk.get(page).content.decode()
    assert f'src="{page}/foto/{kept.small}.webp"' in shown
    assert "Foto ditambahkan" in shown
    removal = f"{page}/foto/{kept.picture}/hapus"
    assert "untuk selamanya" in desk.get(removal).content.decode()
    assert desk.post(removal)["Location"] == page
    assert not InstrumentPhoto.objects.exists()
    assert verbs(scale)[-1] == "uttp.remove_photo"
    assert desk.get(f"{page}/foto/{kept.picture}.webp").status_code == 404


def test_where_it_was_taken_is_never_kept(own: Instrument, person: Client, desk: Client) -> None:
    original = photo()
    assert opened(original).getexif().get_ifd(0x8825)
    person.post(own_page(own), sent_with(picture=upload(original)))
    kept = InstrumentPhoto.objects.get()
    for address in (f"{own_page(own)}/{kept.picture}.webp", f"{own_page(own)}/{kept.small}.webp"):
        answer = person.get(address)
        assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/webp", "nosniff")
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert "no-store" in answer["Cache-Control"]
        assert dict(opened(answer.content).getexif()) == {}
        assert b"Telepon Rahasia" not in answer.content


def test_an_owner_adds_and_removes_his_own(own: Instrument, person: Client) -> None:
    page = own_page(own)
    assert "Belum ada foto." in person.get(page).content.decode()
    assert person.post(page, sent_with(picture=upload()))["Location"] == page
    kept = InstrumentPhoto.objects.get()
    assert f'src="{page}/{kept.small}.webp"' in person.get(page).content.decode()
    assert person.post(f"{page}/{kept.picture}/hapus")["Location"] == page
    assert not InstrumentPhoto.objects.exists()


def test_anothers_is_not_there(office: Office, own: Instrument, visit: Visit) -> None:
    OfficeRow().save()
    kept = add_photo(by=office.owner_account, instrument=own, picture=picture())
    other, page = visit(office.other_account), own_page(own)
    for address in (page, f"{page}/{kept.picture}.webp", f"{page}/{kept.picture}/hapus"):
        assert other.get(address).status_code == 404
    assert other.post(page, sent_with(picture=upload())).status_code == 404
    assert other.post(f"{page}/{kept.picture}/hapus").status_code == 404
    assert InstrumentPhoto.objects.get() == kept


def test_a_photo_is_found_only_by_its_own_instrument(office: Office, own: Instrument, person: Client) -> None:
    foreign = add_photo(by=office.admin, instrument=office.scale(), picture=picture())
    assert person.get(f"{own_page(own)}/{foreign.picture}.webp").status_code == 404
    assert person.post(f"{own_page(own)}/{foreign.picture}/hapus").status_code == 404


def test_the_penera_sees_them_beside_the_test_and_changes_nothing(office: Office, visit: Visit) -> None:
    item = office.item()
    kept = add_photo(by=office.admin, instrument=item.instrument, picture=picture())
    penera, page = visit(office.penera), staff_page(item.instrument)
    shown = penera.get(f"/staf/pengujian/{item.pk}").content.decode()
    assert f'src="{page}/foto/{kept.small}.webp"' in shown
    assert "/hapus" not in shown
    assert "Tambah foto" not in shown
    assert penera.get(f"{page}/foto/{kept.small}.webp").status_code == 200
    assert penera.post(f"{page}/foto", sent_with(picture=upload())).status_code == 403
    assert penera.post(f"{page}/foto/{kept.picture}/hapus").status_code == 403


def test_shoppers_see_none(office: Office, own: Instrument, client: Client) -> None:
    OfficeRow().save()
    kept = add_photo(by=office.admin, instrument=own, picture=picture())
    assert kept.picture not in client.get(f"/uttp/{own.uttp_id}").content.decode()


def test_five_are_enough(own: Instrument, office: Office, person: Client, desk: Client) -> None:
    for _ in range(5):
        add_photo(by=office.admin, instrument=own, picture=picture())
    with pytest.raises(Conflict, match="Sudah ada 5 foto"):
        add_photo(by=office.admin, instrument=own, picture=picture())
    answer = person.post(own_page(own), sent_with(picture=upload()))
    assert (answer.status_code, "Sudah ada 5 foto" in answer.content.decode()) == (422, True)
    assert "Tambah foto" not in desk.get(staff_page(own)).content.decode()
    assert InstrumentPhoto.objects.count() == 5


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, "Pilih dulu gambarnya."),
        (upload(b"%PDF-1.7", "foto.jpg"), "bukan gambar JPG, PNG, atau WebP"),
        (upload(b"\xff\xd8\xff" + b"\0" * (5 * 1024 * 1024)), "lebih besar dari 5 MB"),
    ],
    ids=["nothing", "disguised", "large"],
)
def test_what_is_no_photo_is_told(own: Instrument, person: Client, file: Any, told: str) -> None:
    answer = person.post(own_page(own), sent_with(**{"picture": file} if file else {}))
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert not InstrumentPhoto.objects.exists()


def test_files_go_with_their_row(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    scale = office.scale()
    first, second = (add_photo(by=office.admin, instrument=scale, picture=picture()) for _ in range(2))
    with django_capture_on_commit_callbacks(execute=True):
        remove_photo(by=office.admin, photo=first)
        remove_photo(by=office.admin, photo=first)  # pressed twice
    assert [is_kept(first.picture), is_kept(first.small), is_kept(second.picture)] == [False, False, True]
    assert verbs(scale).count("uttp.remove_photo") == 1
    delete(by=office.superadmin, row=scale, reason="Salah catat")
    deliveries.sweep()
    assert not is_kept(second.picture)
