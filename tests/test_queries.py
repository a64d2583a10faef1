"""Every list asks as many queries for three rows as for one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from services.models import Verification
from simetro.api import api
from simetro.core.models import User
from tests.office import Api, Office, bad_scale
from uttp.models import Owner

pytestmark = pytest.mark.django_db
MOST = 15


def fill(office: Office) -> None:
    """One more of everything that a list may show, with all that hangs on it."""
    owner = office.owner(nik="3302123456780001")
    Owner.objects.filter(pk=owner.pk).update(account=office.owner_account)
    standard = office.standard()
    waiting = office.item(office.scale(owner), place="on_site")
    waiting.order.penera.add(office.penera, office.penera2)
    passed = office.tested(office.item(office.scale(owner)))
    passed.standards.add(standard)
    office.tested(office.item(office.scale(owner)), bad_scale())
    office.submitted(office.tested(office.item(office.scale(owner))))


API = {
    "/kinds": "penera",
    "/owners": "admin",
    "/instruments": "admin",
    "/orders": "admin",
    "/order-items": "penera",
    "/verifications": "admin",
    "/certificates": "admin",
    "/certificates/drafting": "admin",
}
MORE = [
    ("/orders", "owner_account"),
    ("/order-items?assigned=me", "penera"),
    ("/verifications", "owner_account"),
    ("/certificates?awaiting=me", "subkoor"),
    ("/owners?search=rejeki", "superadmin"),
    ("/orders?search=rejeki", "penera"),
]


PAGES = [
    ("/staf/", "admin"),
    ("/staf/", "penera"),
    ("/staf/", "subkoor"),
    ("/staf/", "superadmin"),
    ("/staf/pemilik", "admin"),
    ("/staf/pemilik?q=rejeki", "superadmin"),
    ("/staf/uttp", "admin"),
    ("/staf/order", "admin"),
    ("/staf/pengujian", "penera"),
    ("/staf/pengujian/riwayat", "penera"),
    ("/staf/riwayat", "admin"),
    ("/staf/standar", "superadmin"),
    ("/staf/sertifikat", "subkoor"),
    ("/staf/sertifikat/daftar/perlu-disusun", "admin"),
    ("/staf/sertifikat/daftar/draf", "admin"),
    ("/staf/sertifikat/daftar/verifikasi", "admin"),
    ("/staf/sertifikat/daftar/terbit", "kadis"),
    ("/akun/", "owner_account"),
    ("/akun/order", "owner_account"),
    ("/akun/uttp", "owner_account"),
    ("/akun/surat", "owner_account"),
]


def asked(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = read()
    assert response.status_code == 200, response
    return len(queries)


def grows(office: Office, read: Callable[[], Any]) -> tuple[int, int]:
    """How many queries for one of everything, and for three."""
    fill(office)
    one = asked(read)
    fill(office)
    fill(office)
    return one, asked(read)


@pytest.mark.parametrize(("path", "person"), [*API.items(), *MORE])
def test_list_of_the_api(office: Office, path: str, person: str) -> None:
    caller = Api(office.people[person])
    one, three = grows(office, lambda: caller.get(path))
    assert three == one <= MOST


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_page(office: Office, visit: Callable[[User], Client], path: str, person: str) -> None:
    client = visit(office.people[person])
    one, three = grows(office, lambda: client.get(path))
    assert three == one <= MOST


def test_recall_of_a_standard(office: Office, visit: Callable[[User], Client]) -> None:
    client, standard = visit(office.superadmin), office.standard()

    def read() -> int:
        standard.verifications.set(Verification.objects.all())
        return asked(lambda: client.get(f"/staf/standar/{standard.pk}"))

    fill(office)
    one = read()
    fill(office)
    fill(office)
    assert read() == one <= MOST


def test_every_list_of_the_api_is_counted() -> None:
    paths = api.get_openapi_schema()["paths"]
    lists = {path for path, methods in paths.items() if _is_list(methods.get("get", {}))}
    assert {path.removeprefix("/api/v1") for path in lists} == set(API)


def _is_list(operation: dict[str, Any]) -> bool:
    answer = operation.get("responses", {}).get(200, {}).get("content", {}).get("application/json", {})
    schema = answer.get("schema", {})
    return schema.get("type") == "array" or "Listed" in schema.get("$ref", "")
