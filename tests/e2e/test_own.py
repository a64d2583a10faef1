"""An owner at home: his data, an employee who acts for him, his instruments, what comes when."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE, Enter, look
from tests.office import Office
from uttp.models import Instrument

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "CV Sumber Rejeki Abadi Makmur Sentosa Perdagangan Umum dan Pengangkutan Hasil Bumi Banyumas"


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_an_employee_is_asked_and_acts(enter: Enter, office: Office, size: tuple[int, int]) -> None:
    owner = office.owner(LONG, nik="3302123456780001")
    owner.account, office.other_account.email = office.owner_account, "pegawai@contoh.test"
    owner.save()
    office.other_account.save()
    scale = office.scale(owner, location="Pasar Wage blok C nomor 17, dekat pintu timur")
    office.issued(office.tested(office.item(scale)))
    day = timezone.localdate() + timedelta(days=9)
    Instrument.objects.filter(pk=scale.pk).update(valid_until=day)

    page = enter(office.owner_account, size)
    page.get_by_role("link", name=LONG).first.click()
    page.wait_for_url("**/akun/pemilik/*")
    page.get_by_role("link", name="Ajak orang lain").click()
    page.wait_for_url("**/ajak")
    page.get_by_role("button", name="Kirim ajakan").click()
    look(page, "own-invite-error")
    page.get_by_label("Alamat e-mail").fill("pegawai@contoh.test")
    page.get_by_role("button", name="Kirim ajakan").click()
    expect(page.get_by_text("Ajakan terkirim")).to_be_visible()
    look(page, "own-owner")
    page.get_by_role("link", name="Ubah data").click()
    page.wait_for_url("**/ubah")
    look(page, "own-owner-change")
    for path, name in (("uttp", "instruments"), (f"uttp/{scale.uttp_id}", "instrument"), ("surat", "documents")):
        page.goto(f"/akun/{path}")
        look(page, f"own-{name}")
    page.goto(f"/akun/uttp/{scale.uttp_id}/ubah")
    look(page, "own-instrument-change")
    page.goto("/akun/kalender")
    look(page, "own-agenda")

    helper = enter(office.other_account, size)
    look(helper, "own-invited")
    helper.get_by_role("button", name="Terima").click()
    expect(helper.get_by_text("Anda sekarang boleh mengurus")).to_be_visible()
    helper.goto("/akun/kalender")
    helper.get_by_role("link", name="1 UTTP perlu tera ulang").click()
    expect(helper.get_by_role("heading", name="Ajukan tera")).to_be_visible()
