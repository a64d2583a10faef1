"""A trader without an account signs up on his phone and is received at the door."""

import pytest
from playwright.sync_api import Page, expect

from services.models import Registration
from tests.e2e.conftest import PHONE, TABLET, Enter, look
from tests.office import SCALE, Office

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Warung Kelontong Bu Tumini Sejahtera Abadi Pasar Wijahan"


def test_from_the_sofa_through_the_door(office: Office, enter: Enter) -> None:
    office.owner("Warung Kelontong Bu Tumini", phone="081200001111")
    sidang = office.sidang(quotas={"nawi.electronic": 20, "weights": 20, "capacity_measure": 5})
    visitor, desk = enter(None, PHONE), enter(office.admin, TABLET)
    visitor.goto(f"/sidang/{sidang.slug}")
    visitor.get_by_role("link", name="Daftar tanpa akun").click()
    visitor.get_by_role("button", name="Daftar", exact=True).click()
    look(visitor, "sign-up-errors")
    fill_in(visitor)
    look(visitor, "sign-up")
    visitor.get_by_role("button", name="Daftar", exact=True).click()
    registration = Registration.objects.get()
    expect(visitor.get_by_text(registration.number).first).to_be_visible()
    look(visitor, "registration")
    visitor.get_by_role("link", name="Batalkan pendaftaran").click()
    look(visitor, "registration-cancel")
    receive(desk, registration)
    visitor.goto(f"/pendaftaran/{registration.number}")
    expect(visitor.get_by_text("Anda sudah datang")).to_be_visible()
    look(visitor, "registration-arrived")


def fill_in(visitor: Page) -> None:
    told = {"Nama": NAME, "Nomor telepon": "0812 0000 1111", "Alamat": "Los sayur 12"}
    for label, text in (told | {"Desa/kelurahan": "Sirau", "Kecamatan": "Kemranjen"}).items():
        visitor.get_by_label(label, exact=True).fill(text)
    visitor.get_by_role("group", name="Timbangan elektronik").get_by_label("Jumlah").fill("2")
    visitor.get_by_role("group", name="Anak timbangan").get_by_label("Jumlah").fill("1")


def receive(desk: Page, registration: Registration) -> None:
    desk.goto(f"/staf/sidang/{registration.sidang_id}")
    look(desk, "sidang-signed-up")
    desk.get_by_role("link", name="Catat yang datang").click()
    desk.get_by_label("Pindai QR UTTP").fill("tumini")
    desk.get_by_role("button", name="Cari").click()
    look(desk, "door-registrations")
    desk.get_by_role("link", name=NAME).click()
    look(desk, "arrival-who")
    desk.get_by_role("link", name="Bukan, ini pemilik baru").click()
    desk.get_by_role("button", name="Datang, beri nomor antrean").click()
    look(desk, "arrival-errors")
    scales = desk.get_by_role("group", name="Alat baru: Timbangan elektronik")
    scales.get_by_label("Merek").fill("Quattro")
    for name, value in SCALE.items():
        field = desk.locator(f"[name='nawi.electronic-attributes.{name}']")
        (field.select_option if name in ("unit", "accuracy_class") else field.fill)(value)
    desk.locator("[name='weights-count']").fill("0")
    desk.get_by_role("button", name="Datang, beri nomor antrean").click()
    expect(desk.get_by_text(f"Nomor antrean 1: {NAME}.")).to_be_visible()
