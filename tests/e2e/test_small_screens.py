"""What a phone must show: nothing cut off, nothing behind a bar, and every control that a desktop has."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, Enter
from tests.office import Office, bad_scale

pytestmark = pytest.mark.django_db(transaction=True)
RIGHT_EDGE = "box => box.getBoundingClientRect().right"
HIDDEN = """() => [...document.querySelectorAll("main tbody tr > :last-child")]
    .filter((cell) => cell.offsetParent && cell.getBoundingClientRect().right > innerWidth).length"""


def width(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_lists_stay_as_wide_as_the_phone(office: Office, enter: Enter) -> None:
    office.tested()
    page = enter(office.admin, PHONE)
    for path in ("/staf/uttp", "/staf/riwayat", "/staf/order", "/staf/pemilik"):
        page.goto(path)
        assert (path, width(page)) == (path, PHONE[0])


def test_long_name_breaks_where_one_is_asked(office: Office, enter: Enter) -> None:
    item = office.item(office.scale(brand="M" * 80))
    page = enter(office.admin, PHONE)
    page.goto(f"/staf/order/{item.order.transaction_number}/uttp/{item.instrument.uttp_id}/tarik")
    assert width(page) == PHONE[0]


def test_bar_below_the_testing_list_is_as_high_as_elsewhere(office: Office, enter: Enter) -> None:
    page = enter(office.penera, PHONE)
    heights = []
    for path in ("/staf/", "/staf/pengujian"):
        page.goto(path)
        heights.append(page.locator(".bottombar").bounding_box()["height"])
    assert heights[1] <= heights[0] + 1


def test_every_verdict_of_a_reading_is_in_sight(office: Office, enter: Enter) -> None:
    verification = office.tested(observations=bad_scale())
    certificate = office.submitted(verification)
    page = enter(office.subkoor, PHONE)
    for path in (f"/staf/sertifikat/{certificate.pk}", f"/staf/riwayat/{verification.pk}"):
        page.goto(path)
        assert page.locator("main tbody tr").count() > 5
        assert (path, page.evaluate(HIDDEN)) == (path, 0)
        assert page.locator("td:visible", has_text="Batal").count() >= 1


def test_all_letters_are_chosen_with_one_touch(office: Office, enter: Enter) -> None:
    owner = office.owner()
    for _number in range(2):
        office.submitted(office.tested(office.item(office.scale(owner))))
    page = enter(office.subkoor, PHONE)
    page.goto("/staf/sertifikat")
    page.get_by_label("Pilih semua di halaman ini").locator("visible=true").check()
    expect(page.locator("[data-selected]")).to_have_text("2")


def test_all_is_ticked_once_every_row_is(office: Office, enter: Enter) -> None:
    owner = office.owner()
    scales = [office.scale(owner, serial_number=f"SN-{number}") for number in range(2)]
    page = enter(office.admin, PHONE)
    page.goto(f"/staf/order/baru?pemilik={owner.pk}")
    every = page.get_by_label("Pilih semua").locator("visible=true")
    for scale in scales:
        expect(every).not_to_be_checked()
        page.get_by_label(str(scale), exact=True).check()
    expect(every).to_be_checked()


def test_hyphen_of_a_label_is_not_widened(office: Office, enter: Enter) -> None:
    page = enter(office.admin, PHONE)
    page.goto("/staf/pemilik/baru")
    figures = "element => getComputedStyle(element).fontVariantNumeric"
    assert page.get_by_text("E-mail", exact=False).first.evaluate(figures) == "normal"
