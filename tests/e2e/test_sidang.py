"""A market session on a phone: planned, announced, thirty who walk in, and its report."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from services.enums import Service
from services.models import Sidang
from services.orders.actions.orders import NewItem
from services.sidang.actions.sidang import register_walk_in
from simetro.core.models import Delivery
from simetro.core.outbox import deliveries
from tests.e2e.conftest import PHONE, Enter, look
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Sidang tera ulang Pasar Wijahan Kecamatan Kemranjen dan desa di sekitarnya"
COMERS, BY_HAND = 30, 4


def test_thirty_walk_in(office: Office, enter: Enter) -> None:
    scales = [office.scale(office.owner(f"Pedagang {number:02}")) for number in range(COMERS)]
    desk, visitor = enter(office.admin, PHONE), enter(None, PHONE)
    visitor.goto("/sidang")
    look(visitor, "schedule-empty")
    plan(desk)
    visitor.goto("/sidang")
    look(visitor, "schedule")
    visitor.get_by_role("link", name=NAME).click()
    expect(visitor.get_by_text("40 UTTP")).to_be_visible()
    look(visitor, "sidang")
    desk.get_by_role("link", name="Catat yang datang").click()
    look(desk, "door")
    for number, scale in enumerate(scales[:BY_HAND], 1):
        desk.get_by_label("Pindai QR UTTP").fill(f"https://simetro.test/uttp/{scale.uttp_id}")
        desk.get_by_label("Pindai QR UTTP").press("Enter")
        if number == 1:
            desk.wait_for_load_state()
            look(desk, "door-found")
        desk.get_by_label(f"Layanan {scale}").select_option("tera_ulang")
        desk.get_by_role("button", name="Daftarkan, beri nomor antrean").click()
        expect(desk.get_by_text(f"Nomor antrean {number}: {scale.owner}.")).to_be_visible()
    look(desk, "door-done")
    sidang = Sidang.objects.get()
    for number, scale in enumerate(scales[BY_HAND:], BY_HAND + 1):  # thirty times the same at the door, but the number
        items = [NewItem(scale, Service.TERA_ULANG)]
        order = register_walk_in(by=office.admin, sidang=sidang, owner=scale.owner, items=items)
        assert order.queue_number == number
    desk.get_by_role("link", name="Halaman sidang").click()
    expect(desk.get_by_text("30 pemilik terdaftar, 30 sudah datang.")).to_be_visible()
    look(desk, "sidang-report")


def test_nobody_known_comes_in(office: Office, enter: Enter) -> None:
    """A new owner and his first scale are added without leaving the queue."""
    sidang = office.sidang()
    desk = enter(office.admin, PHONE)
    desk.goto(f"/staf/sidang/{sidang.pk}/datang")
    desk.get_by_role("button", name="Cari").click()
    look(desk, "door-nothing-typed")
    desk.get_by_label("Pindai QR UTTP").fill("Bu Tumini")
    desk.get_by_role("button", name="Cari").click()
    expect(desk.get_by_text("Tidak ada pemilik atau UTTP yang cocok.")).to_be_visible()
    look(desk, "door-unknown")
    desk.get_by_role("link", name="Tambah pemilik baru").click()
    expect(desk.get_by_label("Nama")).to_have_value("Bu Tumini")
    desk.get_by_label("Perorangan").check()
    desk.get_by_label("Nomor telepon").fill("0812 0000 1111")
    desk.get_by_label("Alamat").fill("Los sayur 12")
    desk.get_by_label("Kecamatan").fill("Kemranjen")
    desk.get_by_label("Desa").fill("Sirau")
    desk.get_by_role("button", name="Simpan pemilik").click()
    expect(desk.get_by_text("belum punya UTTP")).to_be_visible()
    look(desk, "door-new-owner")
    desk.get_by_role("link", name="Tambah UTTP baru").click()
    expect(desk.get_by_label("Jenis UTTP")).to_be_visible()


def plan(desk: Page) -> None:
    desk.goto("/staf/sidang")
    look(desk, "sidang-empty")
    desk.get_by_role("link", name="Rencanakan sidang").click()
    desk.get_by_role("button", name="Simpan").click()
    look(desk, "sidang-errors")
    today = timezone.localdate().isoformat()
    for label, text in {
        "Nama sidang": NAME,
        "Tempat": "Pasar Wijahan",
        "Alamat": "Jl. Raya Wijahan 6",
        "Kecamatan": "Kemranjen",
        "Hari pertama": today,
        "Hari terakhir": today,
        "Buka pukul": "08:00",
        "Tutup pukul": "12:00",
        "Timbangan elektronik": "40",
    }.items():
        desk.get_by_label(label, exact=label == "Tempat").first.fill(text)
    desk.get_by_role("button", name="Simpan").click()
    expect(desk.get_by_text("Direncanakan", exact=True)).to_be_visible()
    look(desk, "sidang-planned")
    desk.get_by_role("button", name="Umumkan").click()
    expect(desk.get_by_text("Pendaftaran dibuka").first).to_be_visible()


def test_the_desk_tells_owners_of_it(office: Office, enter: Enter) -> None:
    sidang = office.sidang(name=NAME)
    for number in range(3):
        office.owner(f"Pedagang {number:02}", email=f"pedagang{number}@contoh.test")
    office.owner("Warung tanpa surel di ujung Pasar Wijahan Kecamatan Kemranjen", phone="0812 3456 7890")
    desk = enter(office.admin, PHONE)
    desk.goto("/staf/siaran")
    look(desk, "broadcasts-empty")
    desk.goto(f"/staf/sidang/{sidang.pk}")
    desk.get_by_role("link", name="Siarkan ke pemilik").click()
    look(desk, "broadcast-form")
    desk.get_by_label("Judul").fill("")
    desk.get_by_role("button", name="Simpan dan lihat").click()
    look(desk, "broadcast-errors")
    desk.get_by_label("Judul").fill(NAME)
    desk.get_by_role("button", name="Simpan dan lihat").click()
    expect(desk.get_by_text("3 pemilik")).to_be_visible()
    expect(desk.get_by_text("Yth. Pedagang 00")).to_be_visible()
    look(desk, "broadcast")
    desk.get_by_role("link", name="Kabari lewat WhatsApp").click()
    look(desk, "broadcast-whatsapp")
    desk.get_by_role("link", name="Halaman siaran").click()
    desk.get_by_role("link", name="Kirim", exact=True).click()
    look(desk, "broadcast-start")
    desk.get_by_role("button", name="Kirim", exact=True).click()
    expect(desk.get_by_text("Siaran dikirim bertahap")).to_be_visible()
    Delivery.objects.filter(state="pending").update(due_at=timezone.now())
    deliveries.sweep()
    desk.reload()
    expect(desk.get_by_text("Selesai")).to_be_visible()
    look(desk, "broadcast-done")
    desk.goto("/staf/siaran")
    look(desk, "broadcasts")
