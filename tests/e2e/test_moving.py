"""An instrument that stands on another order is brought along by one button, at the desk and at the door."""

import pytest
from playwright.sync_api import Page, expect

from services.models import OrderItem
from tests.e2e.conftest import DESKTOP, PHONE, TABLET, Enter, look
from tests.office import Office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]


def test_desk_brings_a_scale_along_that_stands_elsewhere(office: Office, enter: Enter) -> None:
    owner = office.owner("Koperasi Serba Usaha Mekar Sari Kencana Wungu")
    item = office.item(office.scale(owner, brand="Sonic"))
    office.scale(owner, brand="Camry")
    page = enter(office.admin, DESKTOP)
    page.goto(f"/staf/order/baru?pemilik={owner.pk}")
    expect(page.get_by_role("checkbox", name="Sonic", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name=f"Sedang pada order {item.order}")).to_be_visible()
    look(page, "order-taken", DESKTOP, PHONE)
    page.get_by_label("Kantor").check()
    page.get_by_role("button", name="Pindahkan ke sini Sonic").click()
    expect(page.get_by_label("Kantor")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Sonic", exact=True)).to_be_checked()
    look(page, "order-moving", DESKTOP, PHONE)
    page.get_by_role("button", name="Catat order").last.click()
    expect(page.get_by_role("heading", name="Order tercatat")).to_be_visible()
    assert [row.status for row in OrderItem.objects.order_by("pk")] == ["withdrawn", "waiting"]


def test_desk_adds_it_to_an_order_that_is_there(office: Office, enter: Enter) -> None:
    owner = office.owner()
    office.order(office.scale(owner, brand="Sonic"))
    here = office.order(office.scale(owner, brand="Camry"))
    page = enter(office.admin, DESKTOP)
    page.goto(f"/staf/order/{here}/tambah")
    look(page, "order-add-taken", DESKTOP, PHONE)
    page.get_by_role("button", name="Pindahkan ke sini Sonic").click()
    expect(page.get_by_text("Sonic dipindahkan ke order ini.")).to_be_visible()
    look(page, "order-moved-here", DESKTOP, PHONE)


def test_door_brings_it_along(office: Office, enter: Enter) -> None:
    sidang = office.sidang(penera=(office.penera,))
    item = office.item(office.scale(office.owner("Bu Tumini"), brand="Sonic"))
    page = enter(office.penera, TABLET)
    _find(page, sidang.pk, item.instrument.uttp_id)
    look(page, "door-taken", TABLET, PHONE)
    page.get_by_role("button", name="Pindahkan ke sini Sonic").click()
    page.get_by_role("button", name="Daftarkan, beri nomor antrean").last.click()
    expect(page.get_by_text("Nomor antrean 1: Bu Tumini.")).to_be_visible()
    item.refresh_from_db()
    assert (item.status, item.order.status) == ("withdrawn", "cancelled")


def _find(page: Page, sidang: int, uttp_id: str) -> None:
    page.goto(f"/staf/sidang/{sidang}/datang")
    page.get_by_label("Pindai QR UTTP").fill(uttp_id)
    page.get_by_label("Pindai QR UTTP").press("Enter")
