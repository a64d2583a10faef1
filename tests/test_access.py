"""Every address and every kind of person: what they are answered.

The API is sent an empty object, so that 422 means "may, but sent nothing"; pages are opened and sent an empty form.
Where a page has no line for POST, who may not open it may not send to it either.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import copy, deepcopy
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.utils.safestring import mark_safe

from simetro.core.accounts.adapters import Backend
from simetro.core.kit.roles import Role
from simetro.core.models import ApiToken, User
from simetro.core.models import Office as OfficeRow
from tests.access import API, PAGES, STAFF_PAGES, Line, lines_of
from tests.office import Office
from tests.people import PEOPLE, one_of_each_role
from tests.urls import operations, routes
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]

SENT = {line.route for line in lines_of(STAFF_PAGES) if line.method == "POST"}
ROLES = one_of_each_role()


def test_table_names_every_operation_of_the_api() -> None:
    assert {(line.method, line.route) for line in lines_of(API)} == operations()


def test_table_names_every_page() -> None:
    pages = {f"/{route}" for route in routes() if not route.startswith(("api/v1", "admin/"))}
    assert {line.route for table in (PAGES, STAFF_PAGES) for line in lines_of(table)} == pages


class OnceRead(Backend):
    """Nobody's rights change while he goes through the table: they are read at his first request."""

    known: ClassVar[dict[int, User | None]] = {}

    def get_user(self, user_id: int) -> User | None:
        if user_id not in self.known:
            self.known[user_id] = super().get_user(user_id)
        return copy(self.known[user_id])


@pytest.fixture
def world(office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.RATE_LIMIT_FACTOR = 0
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.OnceRead"]
    monkeypatch.setattr(OnceRead, "known", {})
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
        self.refusals: set[int] = set()

    def __call__(self, method: str, address: str, **body: Any) -> int:
        self.client.cookies = deepcopy(self.cookies)
        with transaction.atomic():
            response = getattr(self.client, method.lower())(address, **body)
            if response.streaming:
                response.getvalue()  # or its file would stay open
            transaction.set_rollback(True)
        return int(response.status_code)


def callers_of(office: Office, **how: bool) -> dict[str, Caller]:
    return {person: Caller(office.people.get(person), **how) for person in PEOPLE}


@contextmanager
def unrendered() -> Iterator[None]:
    """The table asks what an address answers, not what it looks like."""
    with patch.object(Template, "render", return_value=mark_safe("")):
        yield


def answers(line: Line, callers: dict[str, Caller], address: str, **body: Any) -> dict[str, int]:
    """Each page is drawn for the first person of a role who comes to it, each refusal once for everybody."""
    drawn_for: set[Role | None] = set()
    codes = {}
    for person, expected in line.expected.items():
        caller, role = callers[person], PEOPLE[person].role
        is_known = role in drawn_for or expected in caller.refusals
        with unrendered() if is_known else nullcontext():
            codes[person] = caller(line.method, address, **body)
        drawn_for.add(role)
        caller.refusals |= {expected} & {302, 403}
    return codes


def wrong(line: Line, callers: dict[str, Caller], address: str, **body: Any) -> list[str]:
    codes = answers(line, callers, address, **body)
    return [
        f"{line.method} {line.route} {person}: {codes[person]}, not {expected}"
        for person, expected in line.expected.items()
        if codes[person] != expected
    ]


def wrongly_sent(line: Line, callers: dict[str, Caller], address: str) -> list[str]:
    """Where whoever may not open a page is answered otherwise when he sends to it."""
    shut_out = {person: code for person, code in line.expected.items() if person in ROLES and code in (302, 403)}
    with unrendered():
        codes = {person: callers[person]("POST", address) for person in shut_out}
    return [
        f"POST {line.route} {person}: {code}" for person, code in codes.items() if code not in (shut_out[person], 405)
    ]


def test_api(office: Office, world: World) -> None:
    callers = callers_of(office, by_token=True)
    found = []
    for line in lines_of(API):
        body = {} if line.method == "GET" else {"data": "{}", "content_type": "application/json"}
        found += wrong(line, callers, world.address(line.route), **body)
    assert found == []


@pytest.mark.parametrize("table", [PAGES, STAFF_PAGES], ids=["pages", "staff_pages"])
def test_pages(office: Office, world: World, table: str) -> None:
    callers = callers_of(office)
    found = []
    for line in lines_of(table):
        found += wrong(line, callers, world.address(line.route))
        if line.route not in SENT and table is STAFF_PAGES:
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
