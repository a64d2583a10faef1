"""What an owner says afterwards, on a phone: nine answers, and a complaint that is answered."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_owner_judges_and_complains(office: Office, enter: Enter) -> None:
    order = office.tested().item.order
    phone, desk = enter(None, PHONE), enter(office.admin, DESKTOP)
    desk.goto("/staf/pengaduan")
    look(desk, "complaints-empty")
    desk.goto("/staf/survei")
    look(desk, "survey-empty")
    phone.goto(f"/status/{order}")
    phone.get_by_role("link", name="Nilai pelayanan").click()
    phone.get_by_role("button", name="Kirim penilaian").click()
    expect(phone.get_by_text("Pilih salah satu.").first).to_be_visible()
    look(phone, "survey-errors")
    for choice in phone.get_by_label("Sangat baik").all():
        choice.check()
    phone.get_by_role("button", name="Kirim penilaian").click()
    expect(phone.get_by_text("Terima kasih.")).to_be_visible()
    phone.get_by_role("link", name="Sampaikan pengaduan").click()
    phone.get_by_role("button", name="Kirim pengaduan").click()
    look(phone, "complain-errors")
    phone.get_by_label("Apa yang terjadi?").fill("Antre tiga jam di loket, dan kursinya tidak cukup.")
    phone.get_by_role("button", name="Kirim pengaduan").click()
    expect(phone.get_by_text("Menunggu jawaban")).to_be_visible()
    look(phone, "complaint")
    desk.goto("/staf/pengaduan")
    look(desk, "complaints")
    desk.get_by_role("link", name="Antre tiga jam").click()
    look(desk, "complaint-answer")
    desk.get_by_label("Jawaban").fill("Mulai Senin ada dua loket dan tambahan kursi.")
    desk.get_by_role("button", name="Kirim jawaban").click()
    phone.reload()
    expect(phone.get_by_text("Mulai Senin ada dua loket")).to_be_visible()
    look(phone, "complaint-answered")
    desk.goto("/staf/survei")
    expect(desk.get_by_text("100,00")).to_be_visible()
    look(desk, "survey")
