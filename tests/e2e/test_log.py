"""The super admin reads the log."""

import pytest
from playwright.sync_api import expect

from simetro.core.log.audit import record_list
from tests.e2e.conftest import EVERY_SIZE, PHONE, Enter, look
from tests.office import Office
from tests.test_queries import fill
from uttp.actions import retire_instrument
from uttp.models import Owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]


def test_super_admin_finds_who_did_what(office: Office, enter: Enter) -> None:
    fill(office)
    owner = office.owner(name="Toko Asri Sumber Rejeki Makmur")
    retire_instrument(by=office.admin, instrument=office.scale(owner), reason="Rusak berat, terbakar di gudang")
    record_list(office.penera, "owner_list", Owner.objects.values_list("pk", flat=True))
    page = enter(office.superadmin, PHONE)
    page.goto("/staf/catatan")
    page.get_by_text("Rincian").nth(1).click()
    look(page, "log", *EVERY_SIZE)
    page.get_by_role("link", name="Melihat data pribadi").click()
    page.get_by_text("Rincian").first.click()
    expect(page.get_by_text("Toko Asri").first).to_be_visible()
    look(page, "log-views", *EVERY_SIZE)
    page.goto("/staf/catatan?search=terbakar&since=2020-01-01")
    expect(page.get_by_text("Dinyatakan tidak dipakai lagi", exact=True)).to_be_visible()
    look(page, "log-found", *EVERY_SIZE)
    page.goto("/staf/catatan?search=tidak+pernah")
    expect(page.get_by_text("Tidak ada catatan yang cocok")).to_be_visible()
    look(page, "log-nothing", *EVERY_SIZE)
    page.goto(f"/staf/pemilik/{owner.pk}")
    page.get_by_role("link", name="Siapa melihat dan mengubah data ini").click()
    expect(page.get_by_text("Hanya tentang")).to_be_visible()
    look(page, "log-owner", *EVERY_SIZE)
