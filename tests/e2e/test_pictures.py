"""Photos and pictures where people add and see them, on phones and at desks."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE, TABLET, Enter, look
from tests.office import Office
from tests.pictures import encoded, noise, photo, picture
from uttp.actions import add_photo
from uttp.models import Owner

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = (320, 640)
BROKEN = "[...document.images].filter((image) => image.complete && !image.naturalWidth).length"


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    (tmp_path / "foto.jpg").write_bytes(photo(1200, 1600))
    (tmp_path / "lain.jpg").write_bytes(b"bukan foto")
    return tmp_path


def test_an_owner_photographs_his_scale(office: Office, enter: Enter, camera: Path) -> None:
    scale = office.scale()
    Owner.objects.filter(pk=scale.owner_id).update(account=office.owner_account)
    page = enter(office.owner_account, PHONE)
    page.goto(f"/akun/uttp/{scale.uttp_id}/foto")
    look(page, "own-photos-empty")
    page.get_by_label("Foto").set_input_files(camera / "lain.jpg")
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_text("bukan gambar JPG").first).to_be_visible()
    look(page, "own-photos-error")
    page.get_by_label("Foto").set_input_files(camera / "foto.jpg")
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_text("Foto tersimpan.")).to_be_visible()
    for _ in range(4):
        add_photo(by=office.admin, instrument=scale, picture=picture(encoded(noise(300, 200))))
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.reload()
    expect(page.get_by_role("img")).to_have_count(5)
    page.locator(".photos li").last.scroll_into_view_if_needed()
    look(page, "own-photos")
    assert page.evaluate(BROKEN) == 0
    page.get_by_role("link", name="Hapus foto 2").click()
    look(page, "own-photo-remove")
    page.get_by_role("button", name="Hapus foto").click()
    expect(page.get_by_role("img")).to_have_count(4)


def test_the_office_sees_what_an_instrument_looks_like(office: Office, enter: Enter, camera: Path) -> None:
    item = office.item()
    desk, tablet = enter(office.admin, DESKTOP), enter(office.penera, TABLET)
    desk.goto(f"/staf/uttp/{item.instrument.uttp_id}")
    look(desk, "instrument-no-photo")
    desk.get_by_role("link", name="Tambah foto").click()
    look(desk, "photo-new")
    desk.get_by_label("Foto").set_input_files(camera / "foto.jpg")
    desk.get_by_role("button", name="Simpan foto").click()
    expect(desk.get_by_role("img", name="Unduh foto 1")).to_be_visible()
    look(desk, "instrument-photo")
    tablet.goto(f"/staf/pengujian/{item.pk}")
    expect(tablet.get_by_role("img", name="Unduh foto 1")).to_be_visible()
    look(tablet, "testing-photo")
    assert desk.evaluate(BROKEN) == tablet.evaluate(BROKEN) == 0


def test_an_article_with_a_picture(office: Office, enter: Enter, camera: Path) -> None:
    desk, phone = enter(office.admin, DESKTOP), enter(None, NARROW)
    desk.goto("/staf/berita/baru")
    desk.get_by_label("Judul").fill("Sidang tera ulang di Pasar Manis Purwokerto ditunda sampai pekan depan")
    desk.get_by_label("Ringkasan").fill("Pedagang diminta datang Senin depan, karena atap los sedang diperbaiki.")
    desk.get_by_label("Isi").fill("Bawa timbangan dan anak timbangan.")
    desk.get_by_label("Terbit mulai").fill("2026-01-01")
    desk.get_by_label("Gambar", exact=False).first.set_input_files(camera / "foto.jpg")
    desk.get_by_role("button", name="Simpan").click()
    look(desk, "article-picture-errors")
    desk.get_by_label("Gambar", exact=False).first.set_input_files(camera / "foto.jpg")
    desk.get_by_label("Yang tampak pada gambar").fill("Pintu pasar yang tertutup")
    desk.get_by_role("button", name="Simpan").click()
    desk.get_by_role("link", name="Sidang tera ulang").first.click()
    look(desk, "article-picture-change")
    phone.goto("/berita")
    look(phone, "news-picture")
    phone.get_by_role("link", name="Sidang tera ulang").click()
    expect(phone.get_by_role("img", name="Pintu pasar yang tertutup")).to_be_visible()
    look(phone, "article-picture")
    assert phone.evaluate(BROKEN) == 0
