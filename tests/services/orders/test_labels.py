"""Stickers and slips: what they say, how large they are, and that a phone can read their code."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from services.papers.hand_over import hand_over_of, render_hand_over
from services.papers.queue_slip import QueueSlip, queue_slip_of, render_queue_slip
from services.papers.registration_form import registration_form_of, render_registration_form
from services.papers.stickers import Sticker, render_stickers, stickers_of
from services.repairs.actions.repairs import send_to_repair
from services.sidang.actions.sidang import call_in
from simetro.core.documents.indonesian import MONTHS, long_date
from simetro.core.documents.qr import qr_modules
from simetro.core.kit.errors import Conflict
from simetro.core.models import User
from tests.office import Office, bad_scale
from tests.paper import archive_problems, pages
from tests.scanner import codes_on_paper

Visit = Callable[[User], Client]
POINT = 72 / 25.4  # per millimetre
CODE, QUIET = 23, 4  # millimetres of the whole code, modules of the white around it
LONG_HOST = "https://pelayanan-tera.dinperindag.banyumaskab.go.id"
STICKER = Sticker(
    uttp_id="U-7KQ4-M9XD",
    kind="Timbangan bukan otomatis elektronik dengan nama yang sangat panjang sekali",
    url=f"{LONG_HOST}/uttp/U-7KQ4-M9XD",
    office="Unit Metrologi Legal Kabupaten Banyumas",
    valid_until=date(2027, 9, 3),
)


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Of each page, in millimetres."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [tuple(round(float(one) / POINT, 2) for one in page.mediabox[2:]) for page in opened.pages]


def test_a_sticker_is_a_page_of_50_by_25_mm() -> None:
    plain = replace(STICKER, kind="Timbangan elektronik")
    pdf = render_stickers([plain, replace(plain, valid_until=None), STICKER]).pdf
    assert sizes(pdf) == [(50.0, 25.0)] * 3
    first, second, _long = pages(pdf)
    assert "U-7KQ4-M9XD" in first
    assert "September 2027" in first
    assert "Unit Metrologi Legal" in first
    assert "Sah" not in second
    assert archive_problems(pdf) == []


def test_modules_of_its_code_are_large_enough_for_an_old_phone() -> None:
    modules = len(qr_modules(STICKER.url)) + 2 * QUIET
    assert CODE / modules >= 0.4
    html = render_stickers([STICKER]).html
    assert f'viewBox="0 0 {modules} {modules}"' in html  # so that this is the code which is drawn
    assert f".module {{ width: {CODE}mm; height: {CODE}mm" in html


def test_each_sticker_of_a_sheet_leads_to_its_own_instrument() -> None:
    stickers = [replace(STICKER, url=f"{LONG_HOST}/uttp/U-{n:04}-TEST") for n in range(44)]
    read = codes_on_paper(render_stickers(stickers, columns=4).pdf)
    assert sorted(read) == [sticker.url for sticker in stickers]


@pytest.mark.parametrize(("columns", "a_sheet"), [(3, 33), (4, 44)])
def test_sheets_are_filled_from_the_chosen_place(columns: int, a_sheet: int) -> None:
    stickers = [replace(STICKER, uttp_id=f"U-{n:04}-TEST") for n in range(a_sheet)]
    whole = render_stickers(stickers, columns=columns).pdf
    assert sizes(whole) == [(210.0, 297.0)]
    assert pages(whole)[0].count("-TEST") == a_sheet
    moved = pages(render_stickers(stickers, columns=columns, start=columns + 2).pdf)
    assert [page.count("-TEST") for page in moved] == [a_sheet - columns - 1, columns + 1]


@pytest.mark.django_db
def test_a_sticker_tells_the_month_while_the_instrument_is_valid_and_never_whose_it_is(office: Office) -> None:
    good, bad = office.tested(), office.tested(observations=bad_scale())
    for final in (good, bad):
        final.item.instrument.refresh_from_db()
    valid, rejected = stickers_of([good.item.instrument, bad.item.instrument])
    assert valid.valid_until == good.valid_until
    assert rejected.valid_until is None
    assert valid.url.endswith(f"/uttp/{good.item.instrument.uttp_id}")
    assert good.valid_until is not None
    text = pages(render_stickers([valid]).pdf)[0]
    assert f"{MONTHS[good.valid_until.month - 1]} {good.valid_until.year}" in text
    assert "Sumber Rejeki" not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("blank_paper")
class TestPages:
    def test_stickers_of_an_order_ask_for_the_paper(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        order = office.order(office.scale(owner), office.scale(owner))
        desk = visit(office.admin)
        form = desk.get(f"/staf/stiker?order={order.transaction_number}").context["form"]
        ids = [item.instrument.uttp_id for item in order.items.all()]
        assert list(form.instruments) == ids
        chosen = {"uttp": ids, "layout": "4", "start": "6"}
        response = desk.get("/staf/stiker.pdf", chosen)
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == 'inline; filename="stiker-2.pdf"'

    def test_nothing_chosen_and_a_place_that_is_not_there_are_said(self, office: Office, visit: Visit) -> None:
        instrument, desk = office.scale(), visit(office.admin)
        assert "Belum ada UTTP yang dipilih" in desk.get("/staf/stiker?uttp=U-0000-0000").content.decode()
        wrong = {"uttp": instrument.uttp_id, "layout": "4", "start": "45"}
        response = desk.get("/staf/stiker.pdf", wrong)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["start"])

    def test_the_list_offers_a_selection(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        page = visit(office.admin).get("/staf/uttp").content.decode()
        assert f'name="uttp" value="{instrument.uttp_id}"' in page
        assert 'action="/staf/stiker"' in page

    def test_slips_are_linked_once_there_is_something_on_them(self, office: Office, visit: Visit) -> None:
        desk, order = visit(office.admin), office.order()
        page = desk.get(f"/staf/order/{order.transaction_number}").content.decode()
        assert "serah-terima.pdf" not in page
        assert "antrean.pdf" not in page
        final = office.tested(order.items.get())
        page = desk.get(f"/staf/order/{final.item.order.transaction_number}").content.decode()
        assert "serah-terima.pdf" in page


@pytest.mark.django_db
def test_hand_over_lists_what_goes_back_with_its_documents(office: Office) -> None:
    owner = office.owner()
    good, bad, mended = (office.scale(owner, brand=brand) for brand in ("Baik", "Buruk", "Rusak"))
    order = office.order(good, bad, mended)
    items = {item.instrument.brand: item for item in order.items.select_related("order", "instrument")}
    office.issued(office.tested(items["Baik"]))
    office.tested(items["Buruk"], bad_scale())
    failed = office.tested(items["Rusak"], bad_scale()).item
    send_to_repair(by=office.admin, item=failed, reason="Tuas", until=timezone.localdate())
    order.refresh_from_db()
    rows = {row.instrument.split()[0]: row for row in hand_over_of(order).rows}
    told = {name: (row.outcome, row.document) for name, row in rows.items()}
    assert told == {"Baik": ("Sah", "SKHP"), "Buruk": ("Batal", "-"), "Rusak": ("Diperbaiki", "-")}
    assert rows["Rusak"].remark.endswith(long_date(timezone.localdate()))
    document = render_hand_over(hand_over_of(order))
    text = " ".join(pages(document.pdf))
    assert "Diterima oleh" in text
    assert order.transaction_number in text
    assert archive_problems(document.pdf) == []


@pytest.mark.django_db
def test_queue_slip_is_for_who_has_a_number(office: Office) -> None:
    sidang = office.sidang()
    order = office.order(office.scale(), place="sidang", sidang=sidang)
    with pytest.raises(Conflict):
        queue_slip_of(order)
    slip = queue_slip_of(call_in(by=office.admin, order=order))
    assert (slip.number, slip.name, slip.place, slip.instruments) == (1, "Sumber Rejeki", "Pasar Wage", 1)


def test_queue_slip_fits_one_page_of_80_mm_with_the_longest_names() -> None:
    slip = QueueSlip(
        number=1127,
        name="Koperasi Serba Usaha Mekar Sari Kencana Wungu Kecamatan Kemranjen Kabupaten Banyumas",
        session="Sidang",
        place="Balai Pertemuan Warga Desa Kebokura Kecamatan Sumpiuh",
        order_number="7KQ4-M9XD-R2P",
        status_url=f"{LONG_HOST}/status/7KQ4-M9XD-R2P",
        instruments=12,
        came_on=date(2026, 11, 26),
        office="Unit Metrologi Legal Kabupaten Banyumas",
    )
    pdf = render_queue_slip(slip).pdf
    assert sizes(pdf) == [(80.0, 130.0)]
    assert "1127" in pages(pdf)[0]
    assert archive_problems(pdf) == []


@pytest.mark.django_db
def test_receipt_of_an_order_fits_one_page_of_a5(office: Office) -> None:
    owner = office.owner("Koperasi Serba Usaha Mekar Sari Kencana Wungu Kecamatan Kemranjen")
    order = office.order(*(office.scale(owner, serial_number=f"SN-{number}") for number in range(8)))
    document = render_registration_form(registration_form_of(order), is_small=True)
    assert sizes(document.pdf) == [(148.0, 210.0)]
    text = pages(document.pdf)[0]
    assert order.transaction_number in text
    assert "Jumlah seluruhnya 8 unit" in text
    assert archive_problems(document.pdf) == []
