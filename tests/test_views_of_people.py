"""Whatever page, document or answer shows a member of the office whose instruments these are, the log tells."""

from datetime import timedelta
from itertools import chain, count
from typing import Any

import pytest
from django.test import Client

from simetro.core.documents.engine import Engine
from simetro.core.kit.roles import STAFF as ROLES_OF_STAFF
from simetro.core.log import audit
from simetro.core.log.audit import record_list
from simetro.core.log.queries import values_of
from simetro.core.models import ApiToken, LogEntry
from simetro.core.models import Office as OfficeRow
from tests.access import API, STAFF_PAGES, lines_of
from tests.office import Office
from tests.people import PEOPLE
from tests.test_queries import fill
from tests.world import World, make_world
from uttp.actions import note_view
from uttp.models import Owner

pytestmark = pytest.mark.django_db
NAMES = "Kanaria {:03d}"
STAFF = ("penera", "kadis", "admin", "superadmin")
TABS = [f"/staf/sertifikat/daftar/{tab}" for tab in ("perlu-disusun", "draf", "verifikasi", "terbit")]
READ = [line.route for line in lines_of(STAFF_PAGES) if line.method == "GET"]
ASKED = [line.route for line in lines_of(API) if line.method == "GET" and "/public/" not in line.route]
SEARCHES = {
    "/staf/cari": "?q=kanaria",
    "/staf/pemilik/cari": "?owner_q=kanaria",
    "/staf/sidang/<int:id>/datang": "?q=kan",
}


@pytest.fixture
def world(office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    """Owners that are told apart by name, papers that are the text which they would show; and each look counts."""
    settings.RATE_LIMIT_FACTOR = 0
    numbers, register = count(1), Office.owner
    monkeypatch.setattr(Office, "owner", lambda self, **facts: register(self, NAMES.format(next(numbers)), **facts))
    monkeypatch.setattr(Engine, "pdf", lambda _, html, *_args, **_how: html.encode())
    monkeypatch.setattr(audit, "AGAIN", timedelta(0))
    OfficeRow().save()
    full = office.sidang(quotas={"nawi.electronic": 9})  # the first one, which `fill` fills
    world = make_world(office)
    fill(office)
    world.sidang = full
    return world


def shown(answer: Any) -> set[int]:
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(errors="replace")
    return {owner.pk for owner in Owner.objects.all() if owner.name in body}


def told_since(last: int) -> set[int]:
    new = LogEntry.objects.filter(pk__gt=last)
    listed = [pks or [] for pks in new.values_list("data__shown", flat=True)]
    return {*new.filter(subject_type="uttp.owner").values_list("subject_id", flat=True), *chain.from_iterable(listed)}


def untold(client: Client, addresses: list[str]) -> dict[str, set[int]]:
    silent = {}
    for address in addresses:
        last = LogEntry.objects.latest("pk").pk
        answer = client.get(address)
        if answer.status_code == 200 and (missing := shown(answer) - told_since(last)):
            silent[address] = missing
    return silent


def test_no_page_shows_an_owner_in_silence(world: World, office: Office) -> None:
    addresses = [world.address(route) + SEARCHES.get(route, "") for route in READ]
    for person in STAFF:
        client = Client()
        client.force_login(office.people[person])
        assert untold(client, [*addresses, *TABS]) == {}, person
    lists = LogEntry.objects.filter(verb=audit.LIST_VERB).values_list("data__list", flat=True)
    assert set(lists) - set(values_of("list")) == set(), "name it in LOG_VALUES of the app's phrases.py"


def test_every_role_of_the_staff_looks() -> None:
    assert {PEOPLE[person].role for person in STAFF} == ROLES_OF_STAFF


def test_no_answer_of_the_api_shows_one_in_silence(world: World, office: Office) -> None:
    for person in STAFF:
        client = Client(headers={"Authorization": f"Bearer {ApiToken.issue(office.people[person])}"})
        assert untold(client, [world.address(route) for route in ASKED]) == {}, person


def test_a_second_look_is_the_same_look(office: Office) -> None:
    owner, other = office.owner(), office.owner()
    for _ in range(2):
        note_view(by=office.penera, owner=owner)
        record_list(office.penera, "owner_list", [owner.pk, other.pk, None])
    record_list(office.penera, "owner_list", [other.pk])
    record_list(office.penera, "order_list", [other.pk])
    note_view(by=office.admin, owner=owner)
    seen = LogEntry.objects.filter(verb__in=("uttp.view_owner", "core.view_list")).order_by("pk")
    assert [(entry.actor, entry.data.get("list")) for entry in seen] == [
        (office.penera, None),
        (office.penera, "owner_list"),
        (office.penera, "order_list"),
        (office.admin, None),
    ]


def test_what_an_owner_sees_of_himself_is_his_own_affair(office: Office) -> None:
    owner = office.owner()
    note_view(by=office.owner_account, owner=owner)
    assert not LogEntry.objects.filter(actor=office.owner_account).exists()
