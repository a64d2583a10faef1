"""What the desk calls back when a standard proves wrong, and what a penera without a letter sees."""

from datetime import date

import pytest
from playwright.sync_api import expect

from services.models import Competence, Scope
from tests.e2e.conftest import PHONE, PHONE_AND_DESK, TABLET, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Koperasi Serba Usaha Mekar Sari Kencana Wungu Kecamatan Kemranjen"


def test_desk_finds_what_was_tested_with_a_standard(office: Office, enter: Enter) -> None:
    suspect = office.standard("Anak timbangan standar 1 mg - 20 kg", serial_number="AT-014")
    office.standard("Bejana ukur standar 20 L", kinds=["fuel_dispenser"], valid_until=date(2020, 1, 31))
    verification = office.tested(office.item(office.scale(office.owner(LONG))))
    verification.standards.add(suspect)
    page = enter(office.superadmin, PHONE)
    page.goto("/staf/standar")
    look(page, "standards", *PHONE_AND_DESK)
    page.get_by_role("link", name="Anak timbangan standar").click()
    expect(page.get_by_text(LONG)).to_be_visible()
    look(page, "standard", *PHONE_AND_DESK)
    page.get_by_label("Dari").fill("2999-01-01")
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("Tidak ada pengujian yang cocok")).to_be_visible()
    look(page, "standard-nothing", *PHONE_AND_DESK)


def test_who_has_no_letter_is_told_before_the_end(office: Office, enter: Enter) -> None:
    request = office.order(by=office.owner_account)
    draft = office.reading(office.item(office.scale(office.owner(LONG))))
    draft.standards.add(office.standard(valid_until=date(2020, 1, 31)))
    Competence.objects.all().delete()
    Scope.objects.all().delete()
    page = enter(office.penera, TABLET)
    for step, name in (("", "item"), ("/cerapan", "readings"), ("/ringkasan", "summary")):
        page.goto(f"/staf/pengujian/{draft.item_id}{step}")
        expect(page.get_by_text("Anda belum berwenang")).to_be_visible()
        look(page, f"not-competent-{name}")
    page = enter(office.admin, PHONE)
    page.goto(f"/staf/order/{request.transaction_number}")
    expect(page.get_by_text("Ajukan ke")).to_be_visible()
    look(page, "out-of-scope")
