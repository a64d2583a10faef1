from typing import Any

import pytest

from portal.public_order import PublicOrder, nth_document, public_order_by_number
from services.enums import OrderStatus, Place
from services.models import Order
from services.orders.actions.orders import cancel_order
from services.orders.progress import is_late, next_of, steps_of
from tests.office import Office
from uttp.models import Instrument


def public(order: Order) -> PublicOrder:
    """Read by the one prepared statement, which Django counts among no queries."""
    seen = public_order_by_number(order.transaction_number)
    assert seen is not None
    return seen


@pytest.fixture(params=["accepted", "cancelled", "at a sidang", "tested"])
def order(office: Office, request: pytest.FixtureRequest) -> Order:
    order = (
        office.order(place=Place.SIDANG, sidang=office.sidang()) if request.param == "at a sidang" else office.order()
    )
    if request.param == "cancelled":
        cancel_order(by=office.admin, order=order, reason="Salah catat")
    if request.param == "tested":
        office.tested(order.items.get())
    return Order.objects.get()


def test_public_sees_the_progress_that_the_office_sees(order: Order) -> None:
    seen, items = public(order), [item.status for item in order.items.all()]
    assert steps_of(seen, items) == steps_of(order, items)
    assert (next_of(seen, items), is_late(seen)) == (next_of(order, items), is_late(order))
    assert {status: order.reached_at(status) for status in OrderStatus} == seen.moments
    assert (seen.status, seen.place, seen.expected_on) == (order.status, order.place, order.expected_on)


def test_sidang_is_read_with_its_order(office: Office, django_assert_num_queries: Any) -> None:
    order = office.order(place=Place.SIDANG, sidang=office.sidang())
    with django_assert_num_queries(0):
        seen = public(order)
        assert next_of(seen, []).startswith("Bawa UTTP Anda ke Pasar Wage, Jl. Pasar 2, ")
    assert seen.to_be_tested_on == order.scheduled_for is not None


def test_items_and_documents_come_in_one_query(office: Office, django_assert_num_queries: Any) -> None:
    owner = office.owner()
    scales: list[Instrument] = [office.scale(owner) for _ in range(3)]
    order = office.order(*scales)
    first, second, _untested = order.items.select_related("order", "instrument")
    letters = [office.issued(office.tested(item)) for item in (second, first)]
    with django_assert_num_queries(0):
        seen = public(order)
    assert [item.uttp_id for item in seen.items] == [scale.uttp_id for scale in scales]
    assert [item.certificate and item.certificate.number for item in seen.items] == [
        letters[1].number,
        letters[0].number,
        None,
    ]
    assert [(document.certificate.n, document.certificate.number) for document in seen.documents] == [
        (n, letter.number) for n, letter in enumerate(letters, 1)
    ]
    number = order.transaction_number
    assert [nth_document(number, n) for n in (0, 1, 2, 3, 10**30)] == [None, *letters, None, None]


@pytest.mark.parametrize("typed", ["", "bukan nomor", "7KQ4-M9XD-R2P\0"])
def test_what_is_no_number_asks_the_database_nothing(
    office: Office, django_assert_num_queries: Any, typed: str
) -> None:
    with django_assert_num_queries(0):
        assert public_order_by_number(typed) is None
        assert nth_document(typed, 1) is None
