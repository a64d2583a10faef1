"""Numbers that open their rows, one box that finds everything, files to take along."""

import pytest
from openpyxl import load_workbook

from tests.e2e.conftest import DESKTOP, EVERY_SIZE, PHONE, Enter, look
from tests.office import Office
from tests.reports.busy import make_busy

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_that_count_fit_every_window(office: Office, enter: Enter) -> None:
    page = enter(office.kadis, PHONE)
    page.goto("/staf/dasbor")
    look(page, "dasbor-kosong", *EVERY_SIZE)
    make_busy(office)
    for path in (
        "dasbor?periode=2026",
        "laporan?periode=2026",
        "riwayat?owner=pemilik",
        "cari?q=pemilik",
        "cari?q=zzz",
    ):
        page.goto(f"/staf/{path}")
        look(page, path.replace("?", "-"), *EVERY_SIZE)


def test_from_a_number_to_its_rows_and_into_a_file(office: Office, enter: Enter) -> None:
    make_busy(office)
    page = enter(office.superadmin, DESKTOP)
    page.get_by_role("link", name="Dasbor").first.click()
    page.get_by_role("link", name="Tahun", exact=True).click()
    number = page.locator("#per-jenis ~ details tbody tr").first.get_by_role("link").first
    said = number.inner_text()
    number.click()
    assert f"{said} baris" in page.locator(".paging").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    with download.value.path().open("rb") as file:
        assert load_workbook(file).active.max_row == int(said) + 1


def test_a_code_typed_anywhere_opens_its_page(office: Office, enter: Enter) -> None:
    item = office.item()
    page = enter(office.admin, PHONE)
    page.get_by_label("Temukan pemilik").fill(item.instrument.uttp_id.lower())
    page.get_by_role("button", name="Temukan").click()
    page.wait_for_url(f"**/staf/uttp/{item.instrument.uttp_id}")
