"""News from the desk to a phone, and a PDF that somebody holds."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Sidang tera ulang di Pasar Manis Purwokerto ditunda sampai pekan depan karena perbaikan atap los"


def test_the_desk_writes_and_everybody_reads(office: Office, enter: Enter) -> None:
    desk, phone = enter(office.admin, DESKTOP), enter(None, PHONE)
    phone.goto("/berita")
    expect(phone.get_by_text("Belum ada berita.")).to_be_visible()
    look(phone, "news-empty")
    desk.goto("/staf/berita")
    look(desk, "articles-empty")
    desk.get_by_role("link", name="Tulis berita").click()
    desk.get_by_role("button", name="Simpan").click()
    look(desk, "article-errors")
    desk.get_by_label("Judul").fill(TITLE)
    desk.get_by_label("Ringkasan").fill("Pedagang diminta datang Senin depan.")
    desk.get_by_label("Isi").fill("## Yang dibawa\n\n- timbangan\n- **anak timbangan**")
    desk.get_by_role("button", name="Pratinjau").click()
    expect(desk.get_by_role("heading", name="Yang dibawa")).to_be_visible()
    look(desk, "article-preview")
    desk.get_by_label("Terbit mulai").fill("2026-01-01")
    desk.get_by_role("button", name="Simpan").click()
    look(desk, "articles")
    phone.goto("/")
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.get_by_text("anak timbangan")).to_be_visible()
    look(phone, "article")


def test_a_file_is_checked_on_a_phone(office: Office, enter: Enter, tmp_path: Path) -> None:
    with office.issued().file.open() as stored:
        original = stored.read()
    page = enter(None, PHONE)
    for content, said in (
        (original, "Asli dan berlaku"),
        (original + b" ", "sudah diubah"),
        (b"no", "bukan berkas PDF"),
    ):
        (tmp_path / "skhp.pdf").write_bytes(content)
        page.goto("/verifikasi")
        page.get_by_label("Berkas PDF surat").set_input_files(tmp_path / "skhp.pdf")
        page.get_by_role("button", name="Periksa berkas").click()
        expect(page.get_by_text(said)).to_be_visible()
        look(page, f"file-{said.split()[-1]}")
