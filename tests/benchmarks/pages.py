"""Database queries of each page of the office and of the public, at the demo's amount of rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from certificates.models import Certificate
from services.models import Order, OrderItem
from simetro.core.models import User
from tests import databases
from tests.benchmarks.table import Row

MOST = 15


def measure() -> list[Row]:
    with _demo():
        return [_row(username, path) for username, path in _pages()]


def _pages() -> Iterator[tuple[str, str]]:
    order = Order.objects.filter(status="completed").select_related("owner").latest("pk")
    certificate = Certificate.objects.filter(status="in_signoff", tier=1).latest("pk")
    item = OrderItem.objects.filter(status="testing").latest("pk")
    for path in ("/", f"/status/{order.transaction_number}", f"/verifikasi/{_issued().verify_token}"):
        yield "", path
    for path in ("", "pemilik", f"pemilik/{order.owner_id}", "uttp", "order", f"order/{order.transaction_number}"):
        yield "admin", f"/staf/{path}"
    for path in ("sertifikat", "riwayat", "dasbor", "laporan", "cari?q=slamet"):
        yield "admin", f"/staf/{path}"
    for path in ("", "pengujian", f"pengujian/{item.pk}", f"pengujian/{item.pk}/cerapan"):
        yield "penera", f"/staf/{path}"
    for path in ("", "sertifikat", f"sertifikat/{certificate.pk}"):
        yield "subkoor", f"/staf/{path}"
    yield "owner", "/akun/"


def _issued() -> Certificate:
    return Certificate.objects.filter(status="issued").latest("pk")


def _row(username: str, path: str) -> Row:
    client = Client()
    if username:
        client.force_login(User.objects.get(username=username))
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    name = f"queries: {path} ({username or 'public'})"
    return Row(name, len(queries), "", f"at most {MOST}", len(queries) / MOST)


@contextmanager
def _demo() -> Iterator[None]:
    name = "bench_pages"
    databases.make_database(name)
    databases.use_database(name, settings.APPLICATION_ROLE)
    call_command("demo", verbosity=0, stdout=StringIO())
    with override_settings(ALLOWED_HOSTS=["*"]):
        yield
    connection.close()
    databases.drop_database(name)
