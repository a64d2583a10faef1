"""The staff's search box, the lists, the history and the dashboard with 10,000 and with 1,000,000 instruments.

Every instrument has an order and a test, spread over ten years; one order in 500 is still open.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from services.models import Order, OrderItem, Verification
from simetro.core.models import User
from tests import databases
from tests.benchmarks.lookup import ITEMS, ORDERS
from tests.benchmarks.reminders import INSTRUMENTS, OWNERS
from tests.benchmarks.table import Row
from tests.office import open_office

NAME = "bench_search"
SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 3
LIMIT = 300  # milliseconds
PLATES = """
UPDATE uttp_instrument SET serial_number = 'SN' || id, location = 'Pasar ' || id %% 50, brand = 'Merek' || id %% 40
WHERE serial_number = '' AND id <> %s
"""
SPREAD = """
UPDATE services_orderitem o SET instrument_id = i.id
FROM uttp_instrument i WHERE i.uttp_id = 'X' || lpad((o.order_id %% %s)::text, 11, '0')
"""
TESTS = """
INSERT INTO services_verification (item_id, client_id, status, penera_id, tested_on, temperature, humidity, place,
    remark, observations, attributes, evaluation, questions, verdict, valid_until, finalized_at, reason, version,
    created_at)
SELECT i.id, gen_random_uuid(), 'final', v.penera_id, current_date - (i.id %% 3650)::int, '', '', '', '', '{}', '{}',
    '{}', '[]', CASE WHEN i.id %% 20 = 0 THEN 'batal' ELSE 'sah' END, NULL,
    now() - (i.id %% 3650) * interval '1 day', '', 1, now()
FROM services_orderitem i, services_verification v
WHERE v.id = %s AND NOT EXISTS (SELECT 1 FROM services_verification x WHERE x.item_id = i.id)
"""
REOPEN_ORDERS = "UPDATE services_order SET status = 'tested' WHERE id %% 500 = 0 AND status = 'completed'"
REOPEN_ITEMS = "UPDATE services_orderitem SET document = 'none' WHERE order_id %% 500 = 0 AND document = 'issued'"
PAGES = {
    "search: one serial number": "cari?q=SN5000",
    "search: a part of many": "cari?q=SN1",
    "search: an owner": "cari?q=Pemilik%204321",
    "search: what all are called": "cari?q=Pemilik",
    "search: nothing": "cari?q=zzzzzz",
    "list: /staf/uttp": "uttp",
    "list: /staf/uttp?search=SN5000": "uttp?search=SN5000",
    "list: /staf/uttp?search=SN1": "uttp?search=SN1",
    "list: /staf/pemilik": "pemilik",
    "list: /staf/pemilik?search=Pemilik": "pemilik?search=Pemilik",
    "list: /staf/pemilik?search=Sumpiuh": "pemilik?search=Sumpiuh",
    "list: /staf/order": "order",
    "list: /staf/order?search=Pemilik 4321": "order?search=Pemilik%204321",
    "list: /staf/order?search=Pemilik": "order?search=Pemilik",
    "list: /staf/sertifikat": "sertifikat",
    "list: /staf/riwayat": "riwayat",
    "list: /staf/riwayat?search=SN5000": "riwayat?search=SN5000",
    "list: /staf/riwayat?search=SN1": "riwayat?search=SN1",
    "list: /staf/riwayat?search=Merek7": "riwayat?search=Merek7",
    "list: /staf/riwayat?owner=Pemilik 4321": "riwayat?owner=Pemilik%204321",
    "list: /staf/riwayat?search=Pemilik": "riwayat?search=Pemilik",
    "list: /staf/riwayat, far in the past": "riwayat?sesudah={far}",
    "list: /staf/sidang": "sidang",
    "list: /staf/impor": "impor",
    "list: /staf/perbaikan": "perbaikan",
    "list: /staf/standar": "standar",
    "list: /staf/siaran": "siaran",
    "list: /staf/pengaduan": "pengaduan",
    "list: /staf/data-pribadi": "data-pribadi",
    "page: /staf/dasbor, a month": "dasbor",
    "page: /staf/dasbor, a year": "dasbor?periode={year}",
    "page: /staf/laporan, a year": "laporan?periode={year}",
}


def measure() -> list[Row]:
    with _database() as client:
        _fill(0, SMALL)
        small = {name: _taken(client, path) for name, path in PAGES.items()}
        _fill(SMALL, LARGE)
        return [_row(name, small[name], _taken(client, path)) for name, path in PAGES.items()]


def _row(name: str, small: tuple[float, int], large: tuple[float, int]) -> Row:
    if name.startswith("search"):
        against, ratio = f"at most {LIMIT} ms; 10,000: {small[0]:.0f} ms", large[0] / LIMIT
    else:
        against, ratio = f"10,000: {small[0]:.0f} ms, {small[1]} queries", large[0] / small[0]
    return Row(f"{name}, 1,000,000, {large[1]} queries", large[0], "ms", against, ratio)


@contextmanager
def _database() -> Iterator[Client]:
    databases.make_database(NAME)
    databases.use_database(NAME, databases.owner_settings()["USER"])
    open_office().tested()
    Order.objects.update(status="completed")  # what the rest is made like
    OrderItem.objects.update(document="issued")
    client = Client()
    client.force_login(User.objects.get(username="admin"))
    with override_settings(ALLOWED_HOSTS=["*"]):
        yield client
    connection.close()
    databases.drop_database(NAME)


def _fill(have: int, count: int) -> None:
    first = {model: model.objects.order_by("pk").values_list("pk", flat=True)[0] for model in (Order, OrderItem)}
    test = Verification.objects.order_by("pk")[0]
    with connection.cursor() as cursor:
        cursor.execute(OWNERS, [have // 2, count // 2 - 1])
        cursor.execute(INSTRUMENTS, [have, count - 1, test.item.instrument_id])
        cursor.execute(PLATES, [test.item.instrument_id])
        cursor.execute(ORDERS, [have, count - 1, first[Order]])
        cursor.execute(ITEMS, [first[OrderItem]])
        cursor.execute(SPREAD, [count])
        cursor.execute(TESTS, [test.pk])
        cursor.execute(REOPEN_ORDERS, [])
        cursor.execute(REOPEN_ITEMS, [])
        cursor.execute("VACUUM ANALYZE")


def _taken(client: Client, path: str) -> tuple[float, int]:
    """Median milliseconds, and queries."""
    today = Verification.objects.latest("pk").created_at
    address = f"/staf/{path.format(far=f'{today.year - 9}-01-01_1', year=today.year)}"
    client.get(address)
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        if client.get(address).status_code != 200:
            raise RuntimeError(address)
        times.append(1000 * (time.perf_counter() - begun))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return median(times), len(queries)
