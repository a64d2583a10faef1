"""The public status look-up against a bare ninja view, with 10,000 and with 1,000,000 orders on PostgreSQL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from services.codes import new_transaction_number
from services.models import Order, OrderItem
from tests import databases
from tests.benchmarks.server import requests_a_second, serving
from tests.benchmarks.table import Row
from tests.office import open_office

SAMPLE = 200
# The rest of the table, in the form of one real order with its item.
ORDERS = """
INSERT INTO services_order (transaction_number, owner_id, place, status, requested_on, expected_on, certificate_name,
    certificate_address, registered_by_id, closing_reason, submitted_at, accepted_at, is_walk_in, version, created_at)
SELECT 'X' || lpad(n::text, 12, '0'), owner_id, place, status, requested_on, expected_on, '', '', registered_by_id, '',
    submitted_at, accepted_at, is_walk_in, version, created_at
FROM services_order, generate_series(%s, %s) n WHERE id = %s
"""
ITEMS = """
INSERT INTO services_orderitem
    (order_id, instrument_id, service, certificate, status, document, reason, version, created_at)
SELECT o.id, i.instrument_id, i.service, i.certificate, 'passed', i.document, '', 1, i.created_at
FROM services_order o, services_orderitem i
WHERE i.id = %s AND NOT EXISTS (SELECT 1 FROM services_orderitem x WHERE x.order_id = o.id)
"""


def measure() -> list[Row]:
    with _database() as url:
        numbers = _sample()
        small = _against_bare("10,000 orders", url, numbers, 10_000)
        large = _against_bare("1,000,000 orders", url, numbers, 1_000_000)
    growth = Row(
        "status look-up, 1,000,000 orders",
        large.value,
        "1/s",
        f"10,000 orders: {small.value:,.0f} 1/s",
        large.value / small.value,
    )
    return [small, large, growth]


@contextmanager
def _database() -> Iterator[str]:
    name = "bench_lookup"
    databases.make_database(name)
    databases.use_database(name, databases.owner_settings()["USER"])
    url = os.environ["DATABASE_URL"].replace("/simetro?", f"/{name}?")
    yield url
    connection.close()
    databases.drop_database(name)


def _sample() -> list[str]:
    office = open_office()
    order = office.order()
    numbers = [order.transaction_number]
    for _ in range(SAMPLE - 1):
        order.pk, order.transaction_number = None, new_transaction_number()
        order.save(force_insert=True)
        numbers.append(order.transaction_number)
    _fill_items()
    return numbers


def _against_bare(name: str, url: str, numbers: list[str], count: int) -> Row:
    _grow(count)
    with serving(url) as port:
        status = [f"/api/v1/public/orders/{number}" for number in numbers]
        bare = [f"/bare/{number}" for number in numbers]
        ours, baseline = requests_a_second(port, status, bare)
    return Row(f"status look-up, {name}", ours, "1/s", f"bare ninja view: {baseline:,.0f} 1/s", ours / baseline)


def _grow(count: int) -> None:
    have = Order.objects.count()
    first = Order.objects.order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(ORDERS, [have, count - 1, first])
    _fill_items()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE services_order, services_orderitem")


def _fill_items() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ITEMS, [OrderItem.objects.order_by("pk").values_list("pk", flat=True)[0]])
