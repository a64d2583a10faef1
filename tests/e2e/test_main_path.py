"""A new scale from the counter to its downloaded SKHP through the pages, each person at the screen he has."""

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from certificates.models import Certificate
from tests.e2e.conftest import DESKTOP, PHONE, TABLET, Enter, look
from tests.office import TIERS, Office
from tests.scanner import codes_in

pytestmark = pytest.mark.django_db(transaction=True)
OWNER = "Koperasi Serba Usaha Mekar Sari Kencana Wungu Kecamatan Kemranjen"


def test_new_scale_is_registered_tested_signed_and_downloaded(office: Office, enter: Enter) -> None:
    number = register(enter(office.admin, DESKTOP))
    office.usual_standard()
    test_scale(enter(office.penera, TABLET), number)
    draft(enter(office.admin, DESKTOP))
    for username, _title, _short in TIERS:
        approve(enter(office.people[username], PHONE))
    download(enter(None, PHONE), number)


def register(page: Page) -> str:
    """One form, with the owner and the scale added from inside it."""
    look(page, "admin-home")
    page.goto("/staf/order/baru")
    look(page, "order-new")
    page.get_by_label("Cari").fill("Mekar Sari")
    page.get_by_role("button", name="Tambah pemilik baru").click()
    page.get_by_label("Nama").fill(OWNER)
    page.get_by_label("Perusahaan").check()
    page.get_by_label("Nomor telepon").fill("0812 3456 7890")
    page.get_by_label("Alamat").fill("Pasar Wijahan blok A no. 6")
    page.get_by_label("Kecamatan").fill("Kemranjen")
    page.get_by_label("Desa").fill("Sirau")
    look(page, "owner-new")
    page.get_by_role("button", name="Simpan pemilik").click()
    page.get_by_role("button", name="Tambah UTTP baru").click()
    page.wait_for_url("**/staf/uttp/baru**")  # with its scripts, which bring the fields of a kind
    page.get_by_label("Jenis UTTP").select_option("nawi.electronic")
    page.get_by_label("Satuan").select_option("g")
    for code, value in {"max": "6000", "min": "40", "e": "2", "d": "2"}.items():
        page.locator(f"[name='attributes.{code}']").fill(value)
    page.locator("[name='attributes.accuracy_class']").select_option("III")
    page.get_by_label("Merek").fill("Sonic")
    look(page, "instrument-new")
    page.get_by_role("button", name="Simpan UTTP").last.click()
    page.get_by_label("Layanan Sonic").select_option("tera")
    page.get_by_label("Kantor").check()
    look(page, "order-lines")
    page.get_by_role("button", name="Catat order").last.click()
    expect(page.get_by_role("heading", name="Order tercatat")).to_be_visible()
    look(page, "order-receipt")
    number = page.locator(".big-number").inner_text().strip()
    assert codes_in(page.locator(".qr svg").screenshot()) == [f"https://simetro.test/status/{number}"]
    return number


def test_scale(page: Page, number: str) -> None:
    look(page, "penera-home")
    page.goto("/staf/pengujian")
    look(page, "testing-list")
    page.get_by_role("link", name="Sonic").first.click()
    look(page, "testing-item")
    page.get_by_role("link", name="Mulai").click()
    page.wait_for_url("**/cerapan")  # Whole, for `all` below takes what there is at that moment.
    for radio in page.get_by_label("Ya", exact=True).all():
        radio.check()
    fill_readings(page)
    expect(page.locator(".verdict")).to_contain_text("Sah")
    page.get_by_label("Standar kantor").check()
    look(page, "readings")
    page.get_by_role("button", name="Simpan hasil").click()
    expect(page.get_by_role("button", name="Simpan hasil: Sah")).to_be_visible()
    look(page, "readings-summary")
    page.get_by_role("button", name="Simpan hasil: Sah").click()
    expect(page.get_by_text("Bubuhkan")).to_be_visible()
    look(page, "testing-done")


test_scale.__test__ = False


def fill_readings(page: Page) -> None:
    """As typed by hand: a decimal comma, and loads as they were suggested."""
    for number, row in enumerate(page.locator("[name^='accuracy-'][name$='-indication']").all()):
        stem = row.get_attribute("name").removesuffix("-indication")
        row.fill(page.locator(f"[name='{stem}-load']").input_value())
        page.locator(f"[name='{stem}-additional_load']").fill(f"0,{8 + number % 2}")
    for row in page.locator("[name^='repeatability-indications-']").all():
        row.fill("3000")
    for row in page.locator("[name^='eccentricity-'][name$='-indication']").all():
        row.fill(page.locator("[name='eccentricity-load']").input_value())
    for row in page.locator("[name^='eccentricity-'][name$='-additional_load']").all():
        row.fill("1")
    for test in ("zero_setting", "tare"):
        page.locator(f"[name='{test}-base']").fill("20")
        page.locator(f"[name='{test}-after_quarter_e']").fill("20")
        page.locator(f"[name='{test}-after_three_quarter_e']").fill("22")


def draft(page: Page) -> None:
    page.goto("/staf/sertifikat")
    look(page, "drafting")
    page.get_by_role("button", name="Susun SKHP").click()
    look(page, "certificate-draft")
    page.get_by_role("button", name="Kirim ke verifikasi").click()
    look(page, "certificate-submitted")


def approve(page: Page) -> None:
    """One in two taps from the inbox."""
    page.goto("/staf/sertifikat")
    look(page, "inbox")
    page.get_by_role("link", name=re.compile("Mekar Sari")).first.click()
    look(page, "certificate-to-sign")
    page.get_by_role("button", name="Setujui").click()
    look(page, "signed")


def download(page: Page, number: str) -> None:
    look(page, "portal")
    page.get_by_label(re.compile("Nomor transaksi")).fill(number.lower().replace("-", " "))
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text(number).first).to_be_visible()
    look(page, "status")
    with page.expect_download() as event:
        page.get_by_role("link", name="Unduh").click()
    content = event.value.path().read_bytes()
    certificate = Certificate.objects.get()
    assert hashlib.sha256(content).hexdigest() == certificate.sha256
    assert OWNER not in page.inner_text("body")
    page.goto(f"/verifikasi/{certificate.verify_token}")
    look(page, "verification")
    page.goto(f"/uttp/{certificate.verifications.get().item.instrument.uttp_id}")
    look(page, "uttp")
