"""An owner with nothing but a phone: his account, his scale, his request, its test, his SKHP."""

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from services.models import Order
from services.testing.queries.verifications import items_to_test
from tests.e2e.conftest import DESKTOP, PHONE, PHONE_AND_DESK, Enter, look
from tests.office import NOZZLE, Office

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "timbangan sah 2026"


def test_from_the_sofa_to_the_skhp(office: Office, enter: Enter) -> None:
    phone = enter(None, PHONE)
    open_account(phone)
    add_himself(phone)
    add_scale(phone)
    ask(phone)
    order = Order.objects.get()
    desk = enter(office.admin, DESKTOP)
    desk.goto(f"/staf/order/{order}")
    desk.get_by_role("button", name="Terima").click()
    expect(desk.get_by_text("Permintaan diterima").first).to_be_visible()
    item = items_to_test(office.penera).get()
    certificate = office.issued(office.tested(item))
    phone.goto("/akun/")
    look(phone, "own-home-issued")
    with phone.expect_download() as event:
        phone.get_by_role("link", name="Unduh").click()
    with certificate.file.open() as frozen:
        assert event.value.path().read_bytes() == frozen.read()


def open_account(phone: Page) -> None:
    phone.get_by_role("link", name="Masuk").click()
    look(phone, "sign-in")
    phone.get_by_role("link", name="Buat akun").click()
    phone.get_by_role("button", name="Buat akun").click()
    look(phone, "sign-up-errors")
    phone.get_by_label("Nama Anda").fill("Tumini binti Sastrowardoyo Kartodimejo")
    phone.get_by_label("E-mail").fill("tumini.sastrowardoyo.kartodimejo@surel.contoh.test")
    phone.get_by_label("Kata sandi").fill(PASSWORD)
    phone.get_by_role("button", name="Buat akun").click()
    expect(phone.get_by_role("heading", name="Periksa e-mail Anda")).to_be_visible()
    look(phone, "sign-up-code")
    phone.get_by_label("Kode").fill(mail.outbox[-1].subject.rpartition(": ")[2])
    phone.get_by_role("button", name="Lanjutkan").click()
    expect(phone.get_by_role("heading", name="Mulai dari sini")).to_be_visible()
    look(phone, "own-home-empty")


def add_himself(phone: Page) -> None:
    phone.get_by_role("link", name="Hubungkan data saya").click()
    phone.get_by_label("Nomor transaksi").fill("salah")
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_text("Nomor ini tidak ada pada kami").first).to_be_visible()
    look(phone, "own-link-error")
    phone.goto("/akun/pemilik/baru")
    phone.get_by_label("Perorangan").check()
    phone.get_by_label("Nomor telepon").fill("0812 0000 1111")
    phone.get_by_label("Alamat", exact=True).fill("Los sayur 12")
    phone.get_by_label("Kecamatan").fill("Kemranjen")
    phone.get_by_label("Desa").fill("Sirau")
    look(phone, "own-owner")
    phone.get_by_role("button", name="Simpan").click()


def add_scale(phone: Page) -> None:
    phone.wait_for_url("**/akun/uttp/baru")  # with its scripts, which bring the fields of a kind
    phone.get_by_label("Jenis UTTP").select_option("nawi.electronic")
    phone.get_by_label("Satuan").select_option("g")
    for code, value in {"max": "6000", "min": "40", "e": "2", "d": "2"}.items():
        phone.locator(f"[name='attributes.{code}']").fill(value)
    phone.get_by_label("Merek").fill("Sonic")
    look(phone, "own-instrument")
    phone.get_by_role("button", name="Simpan UTTP").last.click()
    look(phone, "own-instrument-error")
    phone.locator("[name='attributes.accuracy_class']").select_option("III")
    phone.get_by_role("button", name="Simpan UTTP").last.click()
    expect(phone.get_by_text("tersimpan dengan ID")).to_be_visible()


def ask(phone: Page) -> None:
    phone.goto("/akun/order/baru")
    phone.get_by_role("button", name="Kirim permintaan").click()
    look(phone, "own-request-errors")
    phone.get_by_label("Sonic", exact=True).check()
    phone.get_by_label("Layanan Sonic").select_option("tera_ulang")
    phone.get_by_label("Kantor").check()
    phone.get_by_role("button", name="Kirim permintaan").click()
    expect(phone.get_by_text("Permintaan terkirim")).to_be_visible()
    look(phone, "own-order")


def test_a_station_books_a_day(office: Office, enter: Enter) -> None:
    owner = office.owner("SPBU 44.531.07 Sumpiuh")
    owner.account = office.owner_account
    owner.save()
    nozzle = office.scale(owner, kind="fuel_dispenser", attributes=NOZZLE)
    phone = enter(office.owner_account, PHONE)
    phone.goto(f"/akun/order/baru?uttp={nozzle.uttp_id}")
    phone.get_by_label(f"Layanan {nozzle}").select_option("tera_ulang")
    phone.get_by_label("Tempat pakai").check()
    phone.get_by_role("button", name="Kirim permintaan").click()
    expect(phone.get_by_text("Pilih harinya.").first).to_be_visible()
    look(phone, "own-request-no-day")
    phone.get_by_label("Hari penera datang").select_option(index=1)
    phone.get_by_role("button", name="Kirim permintaan").click()
    phone.get_by_role("link", name="Ganti hari").click()
    look(phone, "own-order-day")
    phone.get_by_label("Hari penera datang").select_option(index=3)
    phone.get_by_role("button", name="Ganti hari").click()
    expect(phone.get_by_text("Harinya sudah diganti.")).to_be_visible()
    look(phone, "own-order-booked")


def test_desk_links_an_account(office: Office, enter: Enter) -> None:
    order = office.order()
    phone = enter(office.owner_account, PHONE)
    phone.goto("/akun/hubungkan")
    phone.get_by_label("Nomor transaksi").fill(str(order))
    phone.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_text("sedang diperiksa petugas")).to_be_visible()
    look(phone, "own-home-asked")
    desk = enter(office.admin, PHONE)
    desk.goto("/staf/tautan")
    look(desk, "links", *PHONE_AND_DESK)
    desk.get_by_role("button", name="Hubungkan").click()
    expect(desk.get_by_text("sekarang terhubung")).to_be_visible()
    look(desk, "links-empty", *PHONE_AND_DESK)
    phone.goto("/akun/")
    expect(phone.get_by_text(str(order))).to_be_visible()
