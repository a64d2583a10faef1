"""The desk brings its old register in: columns, fates, twins, and the way back."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PHONE, PHONE_AND_DESK, Enter, look
from tests.messy import messy_register
from tests.office import Office
from tests.registers import old_register
from uttp.models import Instrument, KindName

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_register_goes_in_and_out(enter: Enter, office: Office) -> None:
    page = enter(office.admin, PHONE)
    page.goto("/staf/impor")
    look(page, "import-empty", *PHONE_AND_DESK)
    page.get_by_role("link", name="Impor berkas").click()
    page.wait_for_url("**/baru")
    page.get_by_role("button", name="Unggah").click()
    expect(page.get_by_text("Pilih berkasnya.").first).to_be_visible()
    look(page, "import-error", *PHONE_AND_DESK)
    file = {"name": "Register lama 2025.xlsx", "mimeType": "", "buffer": old_register(120).content}
    page.get_by_label("Berkas register").set_input_files(file)
    page.get_by_role("button", name="Unggah").click()
    page.wait_for_url("**/kolom")
    look(page, "import-mapping", *PHONE_AND_DESK)
    page.get_by_role("button", name="Periksa semua baris").click()
    page.wait_for_url("**/impor/*")
    look(page, "import-checked", *PHONE_AND_DESK)
    page.get_by_role("link", name="Ditolak (").click()
    look(page, "import-rejected", *PHONE_AND_DESK)
    page.get_by_role("button", name="ke register").click()
    expect(page.get_by_text("Masuk register")).to_be_visible()
    assert Instrument.objects.count() > 100
    page.goto("/staf/impor")
    look(page, "import-list", *PHONE_AND_DESK)
    page.get_by_role("link", name="Register lama 2025.xlsx").click()
    page.get_by_role("link", name="Batalkan seluruhnya").click()
    page.get_by_label("Alasan").fill("Berkas tahun yang salah")
    page.get_by_role("button", name="Batalkan impor").click()
    expect(page.get_by_text("Register kembali seperti sebelumnya.")).to_be_visible()
    assert not Instrument.objects.exists()


def test_what_a_register_leaves_open_is_asked_once(enter: Enter, office: Office) -> None:
    page = enter(office.admin, PHONE)
    page.goto("/staf/impor/baru")
    file = {"name": "Buku register.xlsx", "mimeType": "", "buffer": messy_register(60).content}
    page.get_by_label("Berkas register").set_input_files(file)
    page.get_by_role("button", name="Unggah").click()
    page.get_by_role("button", name="Periksa semua baris").click()
    page.wait_for_url("**/impor/*")
    look(page, "import-questions", *PHONE_AND_DESK)
    page.get_by_label("“Tmb Elektronik” tidak dikenal").select_option(label="Timbangan elektronik")
    page.get_by_role("button", name="Simpan jawaban").click()
    expect(page.get_by_text("1 jawaban disimpan.")).to_be_visible()
    assert KindName.objects.get().kind_code == "nawi.electronic"
    page.get_by_role("link", name="Baru (").click()
    look(page, "import-new-rows", *PHONE_AND_DESK)
