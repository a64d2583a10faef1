"""An owner on his phone takes his data and asks for more; the desk answers, and a super admin erases."""

from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.actions import ask_about_data
from portal.enums import Wish
from portal.models import DataRequest
from simetro.core.models import RetentionRun
from simetro.core.settings import purging
from tests.e2e.conftest import DESKTOP, EVERY_SIZE, PHONE, TABLET, Enter, look
from tests.office import Office
from uttp.models import Owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]
NAME = "Warung Kelontong Bu Tumini Sejahtera Abadi Pasar Wijahan"


@pytest.fixture
def owner(office: Office) -> Owner:
    owner = office.owner(NAME, email="tumini@contoh.test", nik="3302123456780001")
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    office.issued(office.tested(office.item(office.scale(owner, serial_number="SN-1"))))
    office.order(office.scale(owner, serial_number="SN-2"))
    return owner


def test_from_the_phone_to_the_desk(office: Office, owner: Owner, enter: Enter) -> None:
    visitor = enter(office.owner_account, PHONE)
    visitor.get_by_role("link", name="Data pribadi").click()
    look(visitor, "own-data-empty")
    take_copy(visitor)
    ask(visitor, "Penghapusan data", "Saya tutup usaha")
    look(visitor, "own-data")
    request = DataRequest.objects.get()
    desk = enter(office.admin, TABLET)
    look(desk, "home-with-data-request")
    desk.get_by_role("link", name="Data pribadi").first.click()
    look(desk, "data-requests")
    desk.get_by_role("link", name="Penghapusan data").click()
    expect(desk.get_by_text("Hanya super admin yang menghapus")).to_be_visible()
    look(desk, "data-request-erasure-admin")
    erase(enter(office.superadmin, DESKTOP), request)
    visitor.goto("/akun/data-pribadi")
    expect(visitor.get_by_text("Akun ini belum terhubung")).to_be_visible()
    look(visitor, "own-data-unlinked")


def take_copy(visitor: Page) -> None:
    visitor.get_by_role("link", name="Unduh", exact=True).click()
    look(visitor, "own-data-copy")
    with visitor.expect_download() as saved:
        visitor.get_by_role("button", name="Unduh (ZIP)").click()
    with ZipFile(saved.value.path()) as pack:
        assert {"data.json", "data.html"} <= set(pack.namelist())
        html = pack.read("data.html").decode()
    here = visitor.url
    visitor.goto("about:blank")  # the page's own policy does not go along with a saved file
    visitor.set_content(html)
    expect(visitor.get_by_role("heading", name=f"Data pribadi {NAME}")).to_be_visible()
    look(visitor, "data-html")
    visitor.goto(here)
    visitor.get_by_role("link", name="Data pribadi").first.click()


def ask(visitor: Page, wish: str, text: str) -> None:
    visitor.get_by_role("link", name=wish).click()
    expect(visitor.get_by_label(wish)).to_be_checked()
    visitor.get_by_label("Keterangan").fill(text)
    look(visitor, "own-data-ask")
    visitor.get_by_role("button", name="Kirim permintaan").click()
    expect(visitor.get_by_text("dijawab paling lambat")).to_be_visible()


def erase(chief: Page, request: DataRequest) -> None:
    chief.goto(f"/staf/data-pribadi/{request.pk}")
    look(chief, "data-request-erasure")
    chief.get_by_role("link", name="Lihat apa yang dihapus").click()
    look(chief, "data-request-erase")
    chief.get_by_role("button", name="Hapus sekarang").click()
    expect(chief.get_by_text("Tetap disimpan:")).to_be_visible()
    look(chief, "data-request-erased")


def test_desk_hands_a_copy_to_who_came(office: Office, owner: Owner, enter: Enter) -> None:
    late = ask_about_data(
        by=office.admin,
        owner=owner,
        wish=Wish.CORRECTION,
        text="Datang dengan KTP. Alamatnya pindah.",
        asked_at=timezone.now() - timezone.timedelta(hours=80),
    )
    desk = enter(office.admin, PHONE)
    desk.goto(f"/staf/data-pribadi/{late.pk}")
    look(desk, "data-request-late")
    desk.goto(f"/staf/pemilik/{owner.pk}")
    desk.get_by_role("link", name="Catat permintaan").click()
    desk.get_by_role("button", name="Catat", exact=True).click()
    look(desk, "data-request-new-errors")
    desk.get_by_label("Salinan data").check()
    desk.get_by_role("button", name="Catat", exact=True).click()
    look(desk, "data-request-copy")
    with desk.expect_download() as saved:
        desk.get_by_role("button", name="Unduh salinan (ZIP)").click()
    assert saved.value.suggested_filename.startswith("data-pribadi-warung-kelontong")
    desk.get_by_label("Jawaban").fill("Diserahkan di loket dalam diska lepas.")
    desk.get_by_role("button", name="Selesai, kirim jawaban").click()
    look(desk, "data-requests")


def test_retention(office: Office, enter: Enter) -> None:
    purging.purge_expired()
    RetentionRun.objects.filter(code="core.answers").delete()
    RetentionRun.objects.filter(code="portal.copies").update(has_failed=True)
    chief = enter(office.superadmin, PHONE)
    chief.goto("/staf/pengaturan/retensi")
    look(chief, "retention", *EVERY_SIZE)
    field = chief.get_by_label("E-mail dan kiriman yang sudah selesai")
    field.fill("3")
    chief.get_by_role("button", name="Simpan masa simpan").click()
    look(chief, "retention-errors", *EVERY_SIZE)
    field.fill("30")
    chief.get_by_role("button", name="Simpan masa simpan").click()
    expect(chief.get_by_text("Masa simpan tersimpan.")).to_be_visible()
