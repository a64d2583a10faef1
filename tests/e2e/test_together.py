"""Eight nozzles of one station, one sheet after the other, their results saved at once."""

import pytest
from playwright.sync_api import expect

from services.enums import Place
from services.orders.actions.orders import schedule_order
from tests.e2e.conftest import PHONE, TABLET, Enter, look
from tests.office import NOZZLE, Office

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_nozzle_to_nozzle(office: Office, enter: Enter) -> None:
    owner = office.owner("SPBU 44.531.07 Sumpiuh")
    nozzles = [
        office.scale(owner, kind="fuel_dispenser", serial_number=f"2213454-{n}", attributes=NOZZLE | {"nozzle": str(n)})
        for n in range(1, 9)
    ]
    order = office.order(*nozzles, place=Place.ON_SITE)
    page = enter(office.penera, PHONE)
    schedule_order(by=office.admin, order=order, on=order.submitted_at.date(), penera=[office.penera])
    page.goto(f"/staf/pengujian/{order.items.order_by('pk').first().pk}/cerapan")
    page.locator("[name='totalizer_before']").fill("12345")
    page.get_by_role("button", name="2213454-2").click()
    expect(page.get_by_role("heading", name="2213454-2")).to_be_visible()
    look(page, "nozzle", PHONE, TABLET)
    page.get_by_role("button", name="Hasil bersama").click()
    expect(page.get_by_text("Belum ada cerapan.").first).to_be_visible()
    expect(page.get_by_text("Cerapannya belum lengkap.")).to_be_visible()
    look(page, "together", PHONE, TABLET)
