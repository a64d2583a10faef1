"""The reading form judges by itself: as the server does, and where the server cannot be reached."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import TABLET, Enter
from tests.office import Office
from tests.uttp.kinds.cases import WEIGHTS

pytestmark = pytest.mark.django_db(transaction=True)


def opened(office: Office, enter: Enter, **facts: Any) -> Page:
    item = office.item(office.scale(**facts))
    page = enter(office.penera, TABLET)
    page.goto(f"/staf/pengujian/{item.pk}/cerapan")
    return page


def cut_off(page: Page) -> None:
    page.context.set_offline(True)


def test_row_and_verdict_come_without_a_signal(office: Office, enter: Enter) -> None:
    page = opened(office, enter)
    cut_off(page)
    result = page.locator("#accuracy-1-result")
    page.locator("#accuracy-1-indication").fill("1002")
    page.locator("#accuracy-1-additional_load").fill("1,5")
    expect(result).to_contain_text("1,5 g")
    expect(result).to_contain_text("±2 g")
    expect(result).to_contain_text("Sah")
    page.locator("#accuracy-1-additional_load").fill("0,9")
    expect(result).to_contain_text("2,1 g")
    expect(page.locator("#verdict")).to_contain_text("Batal")
    expect(page.locator("#verdict")).to_contain_text("Kebenaran")


def test_browser_shows_what_the_server_shows(office: Office, enter: Enter) -> None:
    page = opened(office, enter, kind="weights", brand="Mutiara", attributes=WEIGHTS)
    page.locator("#weights-0-error_mg").fill("-160,5")
    expect(page.locator("#weights-0-result")).to_contain_text("Batal")
    early = words(page, "#weights-0-result"), words(page, "#verdict")
    expect(page.locator("#result-weights")).to_contain_text("1 anak timbangan belum diisi")  # which the server says
    assert (words(page, "#weights-0-result"), words(page, "#verdict")) == early


def words(page: Page, place: str) -> list[str]:
    return page.locator(place).inner_text().split()
