"""Every list asks as many queries for three rows as for one."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.actions import ask_about_data, ask_link, complain, compose_broadcast, start_broadcast, write_article
from portal.enums import Wish
from services.models import OrderItem, Sidang, Verification
from services.repairs.actions.repairs import send_to_repair
from simetro.api import api
from simetro.core.accounts import credentials
from simetro.core.models import User
from tests.office import Api, Office, bad_scale
from tests.pictures import picture
from uttp.actions import add_photo, start_import
from uttp.models import Owner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]
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
    office.stamped(passed)
    office.tested(office.item(office.scale(owner)), bad_scale())
    failed = office.tested(office.item(office.scale(owner)), bad_scale()).item
    send_to_repair(by=office.admin, item=failed, reason="Tuas")
    OrderItem.objects.filter(pk=failed.pk).update(repair_until=timezone.localdate() - timedelta(days=1))
    office.submitted(office.tested(office.item(office.scale(owner))))
    sidang = office.sidang(penera=(office.penera,), quotas={"nawi.electronic": 9})
    office.order(office.scale(owner), place="sidang", sidang=sidang)
    office.registration(Sidang.objects.earliest("pk"))
    office.order(office.scale(owner), place="sidang", sidang=Sidang.objects.earliest("pk"))
    ask_link(by=office.other_account, owner=office.owner(email="lain@contoh.test"), evidence="1")
    complain(order=waiting.order, text="Terlambat")
    ask_about_data(by=office.owner_account, owner=Owner.objects.get(pk=owner.pk), wish=Wish.COPY)
    start_import(by=office.admin, name="lama.csv", content=b"Nama;Jenis\nSari;Dacin\n")
    told = compose_broadcast(by=office.admin, subject="Sidang", body="Datanglah", sidang=sidang)
    start_broadcast(by=office.admin, broadcast=told)
    shown = {"picture": picture(), "picture_text": "Pintu yang tertutup", "publish_on": timezone.localdate()}
    write_article(by=office.admin, title="Libur", summary="Kapan", body="Besok", **shown)
    add_photo(by=office.admin, instrument=passed.item.instrument, picture=picture())
    write_article(by=office.admin, title="Libur", summary="Kapan", body="Besok", publish_on=timezone.localdate())
    credentials.add_passkey(user=office.owner_account, name="HP", credential={})


API = {
    "/kinds": "penera",
    "/owners": "admin",
    "/instruments": "admin",
    "/orders": "admin",
    "/order-items": "penera",
    "/verifications": "admin",
    "/standards": "penera",
    "/certificates": "admin",
    "/certificates/drafting": "admin",
    "/public/news": "penera",
    "/public/sidang": "penera",
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
    ("/staf/pemilik?search=rejeki", "superadmin"),
    ("/staf/uttp", "admin"),
    ("/staf/impor", "admin"),
    ("/staf/order", "admin"),
    ("/staf/pengujian", "penera"),
    ("/staf/pengujian/riwayat", "penera"),
    ("/staf/pengujian/surat-tugas", "penera"),
    ("/staf/riwayat", "admin"),
    ("/staf/riwayat?search=quattro&owner=sumber&district=sumpiuh&market=pasar&status=counted&certificate=500", "admin"),
    ("/staf/riwayat?unduh=csv", "admin"),
    ("/staf/riwayat?search=sumber+rejeki+sumber+rejeki+sumber+rejeki+sumber", "admin"),
    ("/staf/uttp?search=sumber+rejeki+sumber+rejeki+sumber+rejeki+sumber", "admin"),
    ("/staf/order?search=sumber+rejeki+sumber+rejeki+sumber+rejeki+sumber", "admin"),
    ("/staf/cari?q=rejeki", "admin"),
    ("/staf/cari?q=quattro", "kadis"),
    ("/staf/cari?q=quattro", "penera"),
    ("/staf/catatan", "superadmin"),
    ("/staf/catatan?search=rejeki&since=2026-01-01&until=2030-01-01&deed=change", "superadmin"),
    ("/staf/catatan?objek=uttp.owner:1", "superadmin"),
    ("/staf/catatan?unduh=csv", "superadmin"),
    ("/staf/dasbor", "superadmin"),
    ("/staf/dasbor?periode=2026", "kadis"),
    ("/staf/laporan", "subkoor"),
    ("/staf/pemilik?unduh=csv", "admin"),
    ("/staf/uttp?unduh=xlsx", "admin"),
    ("/staf/order?unduh=csv", "admin"),
    ("/staf/sertifikat/daftar/terbit?unduh=xlsx", "kadis"),
    ("/staf/standar", "superadmin"),
    ("/staf/pengaturan", "superadmin"),
    ("/staf/pengaturan/orang", "superadmin"),
    ("/staf/pengaturan/data/kewenangan", "superadmin"),
    ("/staf/pengaturan/data/lingkup", "superadmin"),
    ("/staf/pengaturan/data/standar", "superadmin"),
    ("/staf/pengaturan/data/jenjang", "superadmin"),
    ("/staf/pengaturan/data/pelaksana", "superadmin"),
    ("/staf/perbaikan", "admin"),
    ("/staf/cap", "admin"),
    ("/staf/cap/SL6", "admin"),
    ("/staf/cap/saya", "penera"),
    ("/staf/sertifikat", "subkoor"),
    ("/staf/sidang", "admin"),
    ("/sidang", "admin"),
    ("/staf/tautan", "admin"),
    ("/staf/siaran", "admin"),
    ("/staf/pengaturan/retensi", "superadmin"),
    ("/staf/data-pribadi", "admin"),
    ("/staf/pengaduan", "admin"),
    ("/staf/survei", "kadis"),
    ("/staf/berita", "admin"),
    ("/berita", "admin"),
    ("/", "admin"),
    ("/staf/sertifikat/daftar/perlu-disusun", "admin"),
    ("/staf/sertifikat/daftar/draf", "admin"),
    ("/staf/sertifikat/daftar/verifikasi", "admin"),
    ("/staf/sertifikat/daftar/terbit", "kadis"),
    ("/akun/", "owner_account"),
    ("/akun/order", "owner_account"),
    ("/akun/order/baru", "owner_account"),
    ("/akun/uttp", "owner_account"),
    ("/akun/surat", "owner_account"),
    ("/akun/pemilik", "owner_account"),
    ("/akun/kalender", "owner_account"),
    ("/akun/surat.zip", "owner_account"),
    ("/akun/keamanan/", "owner_account"),
]


Place = tuple[str, str]  # path and person
Readers = dict[Place, Callable[[], Any]]
Counts = dict[Place, int]


def asked(read: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = read()
    assert response.status_code == 200, response
    if response.streaming:
        response.getvalue()  # or its file would stay open
    return len(queries)


def grow(office: Office, readers: Readers, prepare: Callable[[], Any] = lambda: None) -> tuple[Counts, Counts]:
    """How many queries each asks for one of everything, and for three."""
    fill(office)
    prepare()
    one = {name: asked(read) for name, read in readers.items()}
    fill(office)
    fill(office)
    prepare()
    return one, {name: asked(read) for name, read in readers.items()}


def test_lists_of_the_api(office: Office) -> None:
    wanted = [*API.items(), *MORE]
    callers = {person: Api(office.people[person]) for _path, person in wanted}
    one, three = grow(office, {place: partial(callers[place[1]].get, place[0]) for place in wanted})
    assert three == one
    assert max(one.values()) <= MOST


def test_pages(office: Office, visit: Callable[[User], Client]) -> None:
    """The recall of a standard with which everything was tested, and a sidang that everybody comes to, too."""
    sidang, standard = office.sidang(quotas={"nawi.electronic": 9}), office.standard()
    places = [*PAGES, (f"/staf/sidang/{sidang.pk}", "admin"), (f"/staf/standar/{standard.pk}", "superadmin")]
    browsers = {person: visit(office.people[person]) for _path, person in places}
    readers = {place: partial(browsers[place[1]].get, place[0]) for place in places}
    one, three = grow(office, readers, lambda: standard.verifications.set(Verification.objects.all()))
    assert three == one
    assert max(one.values()) <= MOST


def test_every_list_of_the_api_is_counted() -> None:
    paths = api.get_openapi_schema()["paths"]
    lists = {path for path, methods in paths.items() if _is_list(methods.get("get", {}))}
    assert {path.removeprefix("/api/v1") for path in lists} == set(API)


def _is_list(operation: dict[str, Any]) -> bool:
    answer = operation.get("responses", {}).get(200, {}).get("content", {}).get("application/json", {})
    schema = answer.get("schema", {})
    return schema.get("type") == "array" or "Listed" in schema.get("$ref", "")
