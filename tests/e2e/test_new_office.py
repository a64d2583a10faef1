"""A super admin sets up a new office from nothing, in one sitting, and the desk takes its first order."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from certificates.models import Tier
from services.models import Order, ServiceDay
from simetro.core.models import Office as OfficeRow
from simetro.core.models import User
from tests.e2e.conftest import PASSWORD, PATIENCE, PHONE, PHONE_AND_DESK, look
from uttp.models import Instrument

pytestmark = pytest.mark.django_db(transaction=True)
STAFF = (
    ("Nurul Hidayati", "nurul", "Admin"),
    ("Teguh Priyono", "teguh", "Penera"),
    ("Hari Wijayanto", "hari", "Penandatangan"),
    ("Endang Susilowati", "endang", "Penandatangan"),
    ("Budi Raharjo", "budi", "Penandatangan"),
    ("Titik Pujiastuti", "titik", "Penandatangan"),
)
TIERS = (
    ("Sub Koordinator Pelayanan Tera", "Subkoor", "Hari Wijayanto"),
    ("Kepala Bidang Metrologi", "Kabid", "Endang Susilowati"),
    ("Sekretaris Dinas", "Sekdis", "Budi Raharjo"),
    ("Kepala Dinas", "Kadis", "Titik Pujiastuti"),
)
REGISTER = (
    "Nama pemilik;Nomor telepon;Alamat;Desa/kelurahan;Kecamatan;Jenis UTTP;Merek;Nomor seri;Kapasitas;Daya baca;Kelas\n"
    "Toko Sumber Rejeki;081234567890;Jl. Pasar 1;Kebokura;Sumpiuh;Timbangan elektronik;Camry;A-1;6000 g;2 g;III\n"
    "Toko Sumber Rejeki;081234567890;Jl. Pasar 1;Kebokura;Sumpiuh;Timbangan elektronik;Camry;A-2;6000 g;2 g;III\n"
)


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A browser of the one person there is: whom the server's operator added."""
    out = io.StringIO()
    call_command("add_super_admin", "ratna", "Ratna Dewi Kusuma", stdout=out)
    width, height = PHONE
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
    context.set_default_timeout(PATIENCE)
    window = context.new_page()
    enter(window, "ratna", out.getvalue().strip())
    yield window
    context.close()


def enter(page: Page, username: str, password: str) -> None:
    page.goto("/akun/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/staf/")


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator(".messages")).to_be_visible()


def test_an_office_from_nothing(page: Page) -> None:
    page.goto("/staf/pengaturan")
    look(page, "settings-nothing", *PHONE_AND_DESK)
    fill_office(page)
    for name, username, role in STAFF:
        add_person(page, name, username, role)
    page.goto("/staf/pengaturan/orang")
    look(page, "settings-people", *PHONE_AND_DESK)
    authorise(page)
    for position, (title, short, member) in enumerate(TIERS, 1):
        add_tier(page, position, title, short, member)
    look(page, "settings-tiers", *PHONE_AND_DESK)
    enter_holidays(page)
    import_register(page)
    page.goto("/staf/pengaturan")
    expect(page.get_by_text("Semua yang dibutuhkan untuk melayani sudah disiapkan.")).to_be_visible()
    look(page, "settings-ready", *PHONE_AND_DESK)
    assert OfficeRow.objects.get().regency == "Pemerintah Kabupaten Cilacap"
    assert [tier.members.get().name for tier in Tier.objects.all()] == [member for _title, _short, member in TIERS]
    take_first_order(page)


def fill_office(page: Page) -> None:
    page.get_by_role("link", name="Siapkan: Data kantor").click()
    page.get_by_label("Pemerintah daerah").fill("Pemerintah Kabupaten Cilacap")
    page.get_by_label("Nama kepala kantor").fill("Endang Susilowati")
    page.get_by_label("Pola nomor SKHP").fill("UML/{year}")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Pola harus memuat")
    look(page, "settings-office-error", *PHONE_AND_DESK)
    page.get_by_label("Pola nomor SKHP").fill("500/{seq:04}/UML/{roman_month}/{year}")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_text("belum disimpan")).to_be_visible()
    expect(page.locator(".letter-head")).to_contain_text("Pemerintah Kabupaten Cilacap")
    look(page, "settings-office-preview", *PHONE_AND_DESK)
    save(page)


def add_person(page: Page, name: str, username: str, role: str) -> None:
    page.goto("/staf/pengaturan/orang/baru")
    page.get_by_label("Nama", exact=True).fill(name)
    page.get_by_label("Nama pengguna", exact=True).fill(username)
    page.get_by_label(role, exact=True).check()
    page.get_by_label("Kata sandi baru").fill(PASSWORD)
    save(page)


def authorise(page: Page) -> None:
    for noun, letter in (("lingkup", "SKKPTTU/2026/33"), ("kewenangan", "800/1/SPT")):
        page.goto(f"/staf/pengaturan/data/{noun}/baru")
        if noun == "kewenangan":
            page.get_by_label("Penera").select_option("Teguh Priyono")
        page.get_by_label("Nomor surat").fill(letter)
        page.get_by_label("Mulai").fill("2026-01-01")
        page.get_by_label("Semua jenis UTTP").check()
        save(page)
    look(page, "settings-competence", *PHONE_AND_DESK)


def add_tier(page: Page, position: int, title: str, short: str, member: str) -> None:
    page.goto("/staf/pengaturan/data/jenjang/baru")
    page.get_by_label("Urutan").fill(str(position))
    page.get_by_label("Jabatan").fill(title)
    page.get_by_label("Singkatan").fill(short)
    page.get_by_label(member).check()
    save(page)


def enter_holidays(page: Page) -> None:
    page.goto(f"/staf/pengaturan/libur?tahun={timezone.localdate().year + 1}")
    look(page, "settings-holidays", *PHONE_AND_DESK)
    page.get_by_role("button", name="Simpan yang dicentang").click()
    expect(page.locator(".messages")).to_contain_text("hari libur tersimpan")
    look(page, "settings-days", *PHONE_AND_DESK)
    assert ServiceDay.objects.count() > 10


def import_register(page: Page) -> None:
    page.goto("/staf/impor/baru")
    look(page, "settings-import", *PHONE_AND_DESK)
    file = {"name": "register.csv", "mimeType": "text/csv", "buffer": REGISTER.encode()}
    page.get_by_label("Berkas register").set_input_files(file)
    page.get_by_role("button", name="Unggah").click()
    page.wait_for_url("**/kolom")
    page.get_by_role("button", name="Periksa semua baris").click()
    page.get_by_role("button", name="ke register").click()
    expect(page.get_by_text("Masuk register")).to_be_visible()
    assert Instrument.objects.count() == 2


def take_first_order(page: Page) -> None:
    """By the admin who was added a minute ago."""
    page.context.clear_cookies()
    enter(page, "nurul", PASSWORD)
    scale = Instrument.objects.earliest("pk")
    page.goto(f"/staf/order/baru?pemilik={scale.owner_id}")
    page.locator(f"[name='pick.{scale.uttp_id}']").check()
    page.locator(f"[name='service.{scale.uttp_id}']").select_option("tera_ulang")
    page.get_by_label("Kantor").check()
    page.get_by_role("button", name="Catat order").last.click()
    page.wait_for_url("**/bukti")
    order = Order.objects.get()
    assert (order.status, order.registered_by) == ("accepted", User.objects.get(username="nurul"))
