import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from simetro.config import BASE_DIR
from simetro.core.models import User
from tests.office import Office

# Playwright's sync API runs an event loop in this thread; nothing of ours is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "sandi-uji-coba"
HASH = make_password(PASSWORD)
PHONE, TABLET, DESKTOP = (360, 740), (768, 1024), (1280, 900)
PHONE_AND_DESK, EVERY_SIZE = (PHONE, DESKTOP), (PHONE, TABLET, DESKTOP)
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
AXE = (BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()
# What passes is neither described nor sent over.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
VIOLATIONS = """async (rules) => (await axe.run(document, rules)).violations.map(
    ({id, nodes}) => [id, nodes.map((node) => node.target)])"""
SCREENSHOTS = Path(os.environ["SIMETRO_SCREENSHOTS"]) if "SIMETRO_SCREENSHOTS" in os.environ else None

PATIENCE = 30_000  # milliseconds that a busy machine may take
expect.set_options(timeout=PATIENCE)

Enter = Callable[[User | None, tuple[int, int]], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS.split()
        )
        yield chromium
        chromium.close()


@pytest.fixture
def enter(browser: Browser, live_server: Any, office: Office) -> Iterator[Enter]:
    """Opens a window of a size at the start page of a person who has just signed in, or of nobody."""
    for user in office.people.values():
        user.password = HASH
    User.objects.bulk_update(office.people.values(), ["password"])
    contexts = []

    def open_window(user: User | None, size: tuple[int, int]) -> Page:
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if user:
            context.add_cookies([{"name": "sessionid", "value": signed_in(user), "url": live_server.url}])
        page.goto("/" if not user else "/staf/" if user.is_office else "/akun/")
        return page

    yield open_window
    for context in contexts:
        context.close()


def signed_in(user: User) -> str:
    """The session that the password leaves. What the page of signing in shows has tests of its own."""
    client = Client()
    sent = client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert sent.status_code == 302
    return client.cookies["sessionid"].value


def look(page: Page, name: str, *sizes: tuple[int, int]) -> None:
    """Holds the page to WCAG 2.2 AA and to the width of its window, in the sizes that are named too."""
    page.wait_for_load_state()
    here = page.viewport_size
    # Through the debugging protocol, which the page's own policy does not bind.
    page.evaluate(AXE)
    for width, height in sizes or [(here["width"], here["height"])]:
        page.set_viewport_size({"width": width, "height": height})
        keep_picture(page, name)
        assert page.evaluate(VIOLATIONS, RULES) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size(here)


def keep_picture(page: Page, name: str) -> None:
    """For people: no test reads it, and it takes a sixth of a walk."""
    if SCREENSHOTS:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}-{page.viewport_size['width']}.png", full_page=True)
