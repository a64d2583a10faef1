"""A market day from end to end: owners are told, thirty of them come, and the report says what came of it."""

import sys
import time

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from services.enums import Service
from services.models import Order, OrderItem, Sidang
from services.orders.actions.orders import NewItem
from services.repairs.actions.repairs import send_to_repair
from services.sidang.actions.sidang import register_walk_in
from simetro.core.models import Delivery
from simetro.core.outbox import deliveries
from tests.e2e.conftest import PHONE, TABLET, Enter, look
from tests.office import Office, bad_scale
from uttp.models import Instrument

pytestmark = pytest.mark.django_db(transaction=True)
COMERS, AT_THE_DOOR, BY_NAME = 30, 6, 2
PASSED, FAILED, IN_REPAIR = 6, 3, 1
KIND = "Timbangan elektronik"


def test_from_the_broadcast_to_the_report(office: Office, enter: Enter) -> None:
    scales = [office.scale(trader(office, number)) for number in range(COMERS)]
    office.owner("Di kecamatan lain", email="lain@contoh.test", district="Ajibarang")
    sidang = office.sidang(quotas={"nawi.electronic": 40}, penera=(office.penera,))
    desk, visitor = enter(office.admin, TABLET), enter(None, PHONE)
    tell(desk, sidang)
    read(visitor, sidang)
    for number, scale in enumerate(scales[:AT_THE_DOOR], 1):
        began = time.monotonic()
        come_in(desk, sidang, scale, number)
        sys.stdout.write(f"walk-in {number}: {time.monotonic() - began:.1f} s\n")
    for scale in scales[AT_THE_DOOR:]:
        items = [NewItem(scale, Service.TERA_ULANG)]
        register_walk_in(by=office.admin, sidang=sidang, owner=scale.owner, items=items)
    try_some(office)
    report(desk, sidang)


def trader(office: Office, number: int) -> object:
    """Every other one has an address."""
    return office.owner(f"Pedagang {number:02}", email="" if number % 2 else f"pedagang{number}@contoh.test")


def tell(desk: Page, sidang: Sidang) -> None:
    desk.goto(f"/staf/sidang/{sidang.pk}")
    desk.get_by_role("link", name="Siarkan ke pemilik").click()
    desk.get_by_label("Kecamatan").select_option(sidang.district)
    desk.get_by_role("button", name="Simpan dan lihat").click()
    expect(desk.get_by_text(f"{COMERS // 2} pemilik").first).to_be_visible()
    expect(desk.get_by_text("Yth. Pedagang 00")).to_be_visible()
    look(desk, "market-day-broadcast")
    desk.get_by_role("button", name="Kirim salinan uji kepada saya").click()
    expect(desk.get_by_text("Salinan uji dikirim ke admin@office.test.")).to_be_visible()
    desk.get_by_role("link", name="Kirim", exact=True).click()
    desk.get_by_role("button", name="Kirim", exact=True).click()
    Delivery.objects.filter(state="pending").update(due_at=timezone.now())
    deliveries.sweep()
    desk.reload()
    expect(desk.get_by_text("Selesai")).to_be_visible()
    (tried,) = [one for one in mail.outbox if one.subject.startswith("[Uji]")]
    told = sorted(address for one in mail.outbox if one is not tried for address in one.to)
    assert told == sorted(f"pedagang{number}@contoh.test" for number in range(0, COMERS, 2))


def read(visitor: Page, sidang: Sidang) -> None:
    visitor.goto("/sidang")
    look(visitor, "market-day-schedule")
    visitor.get_by_role("link", name=sidang.name).click()
    expect(visitor.get_by_text("40 UTTP")).to_be_visible()
    look(visitor, "market-day-sidang")
    visitor.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    visitor.goto("/sidang")
    visitor.get_by_role("table").get_by_role("link", name=sidang.venue).click()
    expect(visitor.get_by_role("heading", name=sidang.name)).to_be_visible()
    visitor.go_back()
    look(visitor, "market-day-schedule")


def come_in(desk: Page, sidang: Sidang, scale: Instrument, number: int) -> None:
    """The last ones by name, whose only scale is ticked already; the others by the sticker on it."""
    desk.goto(f"/staf/sidang/{sidang.pk}/datang")
    is_named = number > AT_THE_DOOR - BY_NAME
    text = scale.owner.name if is_named else f"https://simetro.test/uttp/{scale.uttp_id}"
    desk.get_by_label("Pindai QR UTTP").fill(text)
    desk.get_by_label("Pindai QR UTTP").press("Enter")
    if is_named:
        desk.get_by_role("link", name=scale.owner.name).click()
    desk.get_by_label(f"Layanan {scale}").select_option("tera_ulang")
    desk.get_by_role("button", name="Daftarkan, beri nomor antrean").click()
    expect(desk.get_by_text(f"Nomor antrean {number}: {scale.owner}.")).to_be_visible()


def try_some(office: Office) -> None:
    items = iter(OrderItem.objects.order_by("order__queue_number").select_related("order", "instrument"))
    for _ in range(PASSED):
        office.tested(next(items))
    for number in range(FAILED + IN_REPAIR):
        item = next(items)
        office.tested(item, bad_scale())
        if number < IN_REPAIR:
            send_to_repair(by=office.penera, item=item, reason="Disetel")


def report(desk: Page, sidang: Sidang) -> None:
    """Against the rows themselves, one by one, where the report lets the database count."""
    desk.goto(f"/staf/sidang/{sidang.pk}")
    orders = [order for order in Order.objects.all() if order.sidang_id == sidang.pk]
    came = [order.queue_number for order in orders if order.queue_number]
    assert sorted(came) == list(range(1, COMERS + 1))
    expect(desk.get_by_text(f"{len(orders)} pemilik terdaftar, {len(came)} sudah datang.")).to_be_visible()
    statuses = [item.status for order in orders for item in order.items.all()]
    counted = [statuses.count(status) for status in ("passed", "failed", "in_repair", "waiting")]
    assert counted == [PASSED, FAILED, IN_REPAIR, COMERS - PASSED - FAILED - IN_REPAIR]
    cells = desk.get_by_role("row", name=KIND).get_by_role("cell").all_inner_texts()
    assert [int(cell) for cell in cells[-6:]] == [40, len(statuses), *counted]
    look(desk, "market-day-report")
