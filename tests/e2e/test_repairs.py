"""What the desk sees of repairs, and how stickers are chosen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from services.models import OrderItem
from services.repairs.actions.repairs import send_to_repair
from tests.e2e.conftest import PHONE, PHONE_AND_DESK, Enter, look
from tests.office import Office, bad_scale

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Koperasi Serba Usaha Mekar Sari Kencana Wungu Kecamatan Kemranjen"


def test_desk_calls_who_is_late_and_takes_back_who_comes(office: Office, enter: Enter) -> None:
    page = enter(office.admin, PHONE)
    page.goto("/staf/perbaikan")
    look(page, "repairs-empty", *PHONE_AND_DESK)
    for name in (LONG, "Warung Bu Darsih"):
        item = office.tested(office.item(office.scale(office.owner(name))), bad_scale()).item
        send_to_repair(by=office.admin, item=item, reason="Tuas penyetel longgar, dibawa ke reparatir.")
    late = OrderItem.objects.earliest("pk")
    OrderItem.objects.filter(pk=late.pk).update(repair_until=timezone.localdate() - timedelta(days=12))
    page.goto("/staf/perbaikan")
    expect(page.get_by_text("Lewat 12 hari")).to_be_visible()
    look(page, "repairs", *PHONE_AND_DESK)
    page.get_by_role("link", name="Sudah kembali").first.click()
    look(page, "repairs-back", *PHONE_AND_DESK)
    page.get_by_label("Siapa yang memperbaiki?").fill("CV Justir Jaya")
    page.get_by_role("button", name="Catat kembali").click()
    expect(page.get_by_text("Kembali, menunggu diuji").last).to_be_visible()


def test_stickers_of_a_selection(office: Office, enter: Enter) -> None:
    owner = office.owner(LONG)
    first, _second = office.scale(owner), office.scale(owner)
    page = enter(office.admin, PHONE)
    page.goto("/staf/uttp")
    page.get_by_label(f"Pilih {first.uttp_id}").check()
    look(page, "stickers-list", *PHONE_AND_DESK)
    page.get_by_role("button", name="Cetak stiker").click()
    expect(page.get_by_label(first.uttp_id)).to_be_checked()
    look(page, "stickers-choose", *PHONE_AND_DESK)
