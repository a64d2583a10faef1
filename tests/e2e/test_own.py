"""An owner at home: his data, an employee who acts for him, his instruments, what comes when."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, PHONE_AND_DESK, Enter, look
from tests.office import Office
from uttp.models import Instrument

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "CV Sumber Rejeki Abadi Makmur Sentosa Perdagangan Umum dan Pengangkutan Hasil Bumi Banyumas"


def test_an_employee_is_asked_and_acts(enter: Enter, office: Office) -> None:
    owner = office.owner(LONG, nik="3302123456780001")
    owner.account, office.other_account.email = office.owner_account, "pegawai@contoh.test"
    owner.save()
    office.other_account.save()
    scale = office.scale(owner, location="Pasar Wage blok C nomor 17, dekat pintu timur")
    office.issued(office.tested(office.item(scale)))
    day = timezone.localdate() + timedelta(days=9)
    Instrument.objects.filter(pk=scale.pk).update(valid_until=day)

    page = enter(office.owner_account, PHONE)
    page.get_by_role("link", name=LONG).first.click()
    page.wait_for_url("**/akun/pemilik/*")
    page.get_by_role("link", name="Ajak orang lain").click()
    page.wait_for_url("**/ajak")
    page.get_by_role("button", name="Kirim ajakan").click()
    look(page, "own-invite-error", *PHONE_AND_DESK)
    page.get_by_label("Alamat e-mail").fill("pegawai@contoh.test")
    page.get_by_role("button", name="Kirim ajakan").click()
    expect(page.get_by_text("Ajakan terkirim")).to_be_visible()
    look(page, "own-owner", *PHONE_AND_DESK)
    page.get_by_role("link", name="Ubah data").click()
    page.wait_for_url("**/ubah")
    look(page, "own-owner-change", *PHONE_AND_DESK)
    for path, name in (("uttp", "instruments"), (f"uttp/{scale.uttp_id}", "instrument"), ("surat", "documents")):
        page.goto(f"/akun/{path}")
        look(page, f"own-{name}", *PHONE_AND_DESK)
    page.goto(f"/akun/uttp/{scale.uttp_id}/ubah")
    look(page, "own-instrument-change", *PHONE_AND_DESK)
    page.goto("/akun/kalender")
    look(page, "own-agenda", *PHONE_AND_DESK)

    helper = enter(office.other_account, PHONE)
    look(helper, "own-invited", *PHONE_AND_DESK)
    helper.get_by_role("button", name="Terima").click()
    expect(helper.get_by_text("Anda sekarang boleh mengurus")).to_be_visible()
    helper.goto("/akun/kalender")
    helper.get_by_role("link", name="1 UTTP perlu tera ulang").click()
    expect(helper.get_by_role("heading", name="Ajukan tera")).to_be_visible()


def test_a_sheet_with_a_wrong_row_is_mended_and_goes_in(enter: Enter, office: Office) -> None:
    owner = office.owner(LONG)
    owner.account = office.owner_account
    owner.save()
    page = enter(office.owner_account, PHONE)
    page.goto("/akun/uttp/unggah")
    look(page, "own-upload", *PHONE_AND_DESK)
    page.get_by_label("Jenis UTTP").first.select_option("capacity_measure")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Unduh tabel kosong").click()
    book = load_workbook(io.BytesIO(downloading.value.path().read_bytes()))
    heads = [str(cell.value).rstrip(" *") for cell in book.active[1]]
    filled = {"Merek": "Sonic", "Kegunaan": "Takaran jual beli", "Diisi": "Sampai garis"}
    for value, said in (("seribu", "1 dari 1 baris perlu diperbaiki"), ("1000", "1 UTTP tersimpan.")):
        for head, cell in (filled | {"Volume nominal (mL)": value}).items():
            book.active.cell(row=2, column=heads.index(head) + 1, value=cell)
        out = io.BytesIO()
        book.save(out)
        page.get_by_label("Jenis UTTP").last.select_option("capacity_measure")
        page.get_by_label("Berkas tabel").set_input_files(
            {"name": "uttp.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
        )
        page.get_by_role("button", name="Periksa dan simpan").click()
        expect(page.get_by_text(said)).to_be_visible()
        look(page, f"own-uploaded-{value}", *PHONE_AND_DESK)
