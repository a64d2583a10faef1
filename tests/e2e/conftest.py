import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, sync_playwright

from simetro.config import BASE_DIR
from simetro.core.models import User
from tests.office import Office

# Playwright's sync API runs an event loop in this thread; nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "sandi-uji-coba"
PHONE, TABLET, DESKTOP = (360, 740), (768, 1024), (1280, 900)
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
AXE = BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}

Enter = Callable[[User | None, tuple[int, int]], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS.split())
        yield chromium
        chromium.close()


@pytest.fixture
def enter(browser: Browser, live_server: Any, office: Office) -> Iterator[Enter]:
    """Opens a window of a size as a person who signs in by the form, or as nobody."""
    for user in office.people.values():
        user.set_password(PASSWORD)
        user.save()
    contexts = []

    def open_window(user: User | None, size: tuple[int, int]) -> Page:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.goto("/akun/masuk/" if user else "/")
        if user:
            page.get_by_label("Nama pengguna").fill(user.username)
            page.get_by_label("Sandi").fill(PASSWORD)
            page.get_by_role("button", name="Masuk").click()
            page.wait_for_url("**/staf/" if user.is_office else "**/akun/")
        return page

    yield open_window
    for context in contexts:
        context.close()


def look(page: Page, name: str) -> None:
    """Takes a picture, and holds the page to WCAG 2.2 AA and to the width of its window."""
    page.wait_for_load_state()
    directory = Path(settings.VAR_DIR) / "screenshots"
    directory.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=directory / f"{name}-{page.viewport_size['width']}.png", full_page=True)
    # Through the debugging protocol, which the page's own policy does not bind.
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
