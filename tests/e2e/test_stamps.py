"""The stamp ledger from the desk to the instrument."""

import pytest
from playwright.sync_api import expect

from services.models import StampKind, StampMove
from tests.e2e.conftest import PHONE, PHONE_AND_DESK, TABLET, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_desk_hands_out_what_it_received(office: Office, enter: Enter) -> None:
    page = enter(office.superadmin, PHONE)
    page.goto("/staf/cap")
    look(page, "stamps-empty", *PHONE_AND_DESK)
    office.stamped(office.tested())
    office.stamps(40, "SP6", holder=office.penera2)
    office.stamps(3, "JP8")
    StampKind.objects.filter(code="JP8").update(low_water=10)
    page.goto("/staf/cap/serahkan?kind=JP8")
    page.get_by_label("Jumlah").fill("9")
    page.get_by_label("Penera").select_option("Penera")
    page.get_by_role("button", name="Catat penyerahan").click()
    expect(page.get_by_text("Gudang hanya punya 3 JP8").first).to_be_visible()
    look(page, "stamps-too-few", *PHONE_AND_DESK)
    page.get_by_label("Jumlah").fill("2")
    page.get_by_role("button", name="Catat penyerahan").click()
    expect(page.get_by_text("Tercatat: Diserahkan kepada penera, 2 JP8")).to_be_visible()
    look(page, "stamps-moves", *PHONE_AND_DESK)
    page.goto("/staf/cap")
    look(page, "stamps", *PHONE_AND_DESK)
    page.goto("/staf/")
    expect(page.get_by_role("heading", name="Cap hampir habis")).to_be_visible()
    look(page, "stamps-home", *PHONE_AND_DESK)
    StampKind.objects.update(low_water=0)


def test_penera_books_by_the_list(office: Office, enter: Enter) -> None:
    final = office.tested()
    office.stamps(9, "SP6", holder=office.penera)
    page = enter(office.penera, TABLET)
    page.goto(f"/staf/pengujian/{final.item_id}")
    page.get_by_role("link", name="Catat cap").click()
    look(page, "stamps-used")
    page.get_by_role("button", name="Isi sesuai daftar").click()
    expect(page.get_by_label("SP6")).to_have_value("1")
    page.get_by_role("button", name="Catat cap").click()
    expect(page.get_by_text("Cap yang dibubuhkan tercatat.")).to_be_visible()
    assert StampMove.objects.filter(move="used").count() == 1
    page.goto("/staf/cap/saya")
    look(page, "stamps-own")
