"""Every address and every kind of person: what they are answered.

The API is sent an empty object, so that 422 means "may, but sent nothing"; pages are opened and sent an empty form.
Where a page has no line for POST, who may not open it may not send to it either.
"""

import re
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from simetro.core.models import ApiToken, User
from simetro.core.models import Office as OfficeRow
from tests.access import API, PAGES, Line, lines_of
from tests.office import Office
from tests.urls import operations, routes
from tests.world import PEOPLE, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

SENT = {line.route for line in lines_of(PAGES) if line.method == "POST"}
ROLES = ("nobody", "owner_account", "penera", "kadis", "admin", "superadmin")  # all that the guard of a page knows of
SECTIONS = ["/staf/sertifikat", "/staf/", "/"]


def section_of(route: str) -> str:
    return next(section for section in SECTIONS if route.startswith(section))


def test_table_names_every_operation_of_the_api() -> None:
    assert {(line.method, line.route) for line in lines_of(API)} == operations()


def test_table_names_every_page() -> None:
    pages = {f"/{route}" for route in routes() if not route.startswith(("api/v1", "admin/"))}
    assert {line.route for line in lines_of(PAGES)} == pages


@pytest.fixture
def world(office: Office, settings: Any) -> World:
    settings.RATE_LIMIT_FACTOR = 0
    OfficeRow().save()
    return make_world(office)


class Caller:
    """One person's browser or program. Whatever he does is undone, so that everybody meets the same world."""

    def __init__(self, user: User | None, *, by_token: bool = False) -> None:
        headers = {"Authorization": f"Bearer {ApiToken.issue(user)}"} if user and by_token else {}
        self.client = Client(headers=headers)
        if user and not by_token:
            self.client.force_login(user)
        self.cookies = deepcopy(self.client.cookies)

    def __call__(self, method: str, address: str, **body: Any) -> int:
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            response = getattr(self.client, method.lower())(address, **body)
            if response.streaming:
                response.getvalue()  # or its file would stay open
            transaction.set_rollback(True)
        return int(response.status_code)


def wrong(line: Line, callers: dict[str, Caller], address: str, **body: Any) -> list[str]:
    codes = {person: callers[person](line.method, address, **body) for person in PEOPLE}
    return [
        f"{line.method} {line.route} {person}: {codes[person]}, not {line.expected[person]}"
        for person in PEOPLE
        if codes[person] != line.expected[person]
    ]


def wrongly_sent(line: Line, callers: dict[str, Caller], address: str) -> list[str]:
    """Where whoever may not open a page is answered otherwise when he sends to it."""
    shut_out = {person: code for person, code in line.expected.items() if person in ROLES and code in (302, 403)}
    codes = {person: callers[person]("POST", address) for person in shut_out}
    return [
        f"POST {line.route} {person}: {code}" for person, code in codes.items() if code not in (shut_out[person], 405)
    ]


def test_api(office: Office, world: World) -> None:
    callers = {person: Caller(office.people.get(person), by_token=True) for person in PEOPLE}
    found = []
    for line in lines_of(API):
        body = {} if line.method == "GET" else {"data": "{}", "content_type": "application/json"}
        found += wrong(line, callers, world.address(line.route), **body)
    assert found == []


@pytest.mark.parametrize("section", SECTIONS)
def test_pages(office: Office, world: World, section: str) -> None:
    callers = {person: Caller(office.people.get(person)) for person in PEOPLE}
    found = []
    for line in [line for line in lines_of(PAGES) if section_of(line.route) == section]:
        found += wrong(line, callers, world.address(line.route))
        if line.route not in SENT and line.route.startswith("/staf"):
            found += wrongly_sent(line, callers, world.address(line.route))
    assert found == []


@pytest.mark.parametrize("person", ROLES)
def test_admin_is_for_super_admins(office: Office, person: str) -> None:
    caller = Caller(office.people.get(person))
    listed = [route for route in routes() if route.startswith("admin/") and "(?P" not in route and "login" not in route]
    addresses = [re.sub("<[^>]+>", "1", f"/{route}") for route in listed]
    assert len(addresses) > 20
    codes = {address: caller("GET", address) for address in addresses}
    if person == "superadmin":
        assert codes["/admin/"] == 200
    else:
        assert set(codes.values()) <= {302, 403, 405}
