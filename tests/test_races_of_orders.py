"""Two who take one instrument at the same moment: the check stops the second, and without it the constraint does."""

from collections.abc import Callable
from typing import Any

import pytest

from services.enums import OPEN_ITEMS, Place, Service
from services.models import Order
from services.orders.actions.items import add_item, move_here
from services.orders.actions.orders import NewItem
from services.repairs.actions.repairs import send_to_repair
from simetro.core.kit.errors import Conflict
from tests.office import Office, bad_scale
from tests.test_races import at_once, codes
from uttp.models import Instrument

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("blank_paper")]
ASK_THE_OFFICE = 'FROM "core_office"'  # how many days it takes: read before anything is taken or stored
ASK_THE_SCOPE = 'FROM "services_scope"'


@pytest.fixture(params=[False, True], ids=["unchecked", "checked"])
def checked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Off, nobody looks whether an instrument stands on an open order, and nobody locks it."""
    if not request.param:
        monkeypatch.setattr("tests.test_races.PATIENCE", 20)
        for module in ("orders.actions.orders", "orders.actions.items", "repairs.actions.repairs"):
            monkeypatch.setattr(f"services.{module}.refuse_taken", lambda instruments: None)
    return bool(request.param)


def taken_once(instrument: Instrument, outcomes: list[Any]) -> None:
    """One has the instrument; the other was told, also where only the constraint stopped him, on which order it is."""
    assert codes(outcomes) == ["done", "in_open_order"]
    (item,) = instrument.order_items.filter(status__in=OPEN_ITEMS)
    refusal = next(outcome for outcome in outcomes if isinstance(outcome, Conflict))
    assert (refusal.status, refusal.data) == (409, {"transaction_number": item.order.transaction_number})


def test_one_instrument_is_ordered_twice(office: Office, checked: bool) -> None:
    scale = office.scale()
    outcomes = at_once(
        ASK_THE_OFFICE, lambda: office.order(scale), lambda: office.order(scale, by=office.owner_account)
    )
    taken_once(scale, outcomes)
    assert Order.objects.count() == 1


def test_two_orders_of_two_instruments_in_opposite_order(office: Office) -> None:
    """Both lock the instruments in one order, so that they do not wait for each other."""
    owner = office.owner()
    scales = [office.scale(owner), office.scale(owner)]
    outcomes = at_once(ASK_THE_OFFICE, lambda: office.order(*scales), lambda: office.order(*scales[::-1]))
    taken_once(scales[0], outcomes)
    assert Order.objects.get().items.count() == 2


def test_one_instrument_is_ordered_at_the_desk_and_at_a_sidang(office: Office, checked: bool) -> None:
    scale, sidang = office.scale(), office.sidang()
    outcomes = at_once(
        ASK_THE_OFFICE,
        lambda: office.order(scale),
        lambda: office.order(scale, place=Place.SIDANG, sidang=sidang, is_walk_in=True),
    )
    taken_once(scale, outcomes)


def test_one_instrument_is_added_to_two_orders(office: Office, checked: bool) -> None:
    owner = office.owner()
    scale, orders = office.scale(owner), [office.order(office.scale(owner)) for _ in range(2)]

    def add(order: Order) -> Callable[[], Any]:
        return lambda: add_item(by=office.admin, order=order, new=NewItem(scale, Service.TERA))

    taken_once(scale, at_once(ASK_THE_SCOPE, *map(add, orders)))
    assert scale.order_items.count() == 1


def test_repair_against_a_new_order(office: Office, checked: bool) -> None:
    failed = office.tested(office.item(), bad_scale()).item
    outcomes = at_once(
        ASK_THE_OFFICE,
        lambda: send_to_repair(by=office.admin, item=failed, reason="Disetel"),
        lambda: office.order(failed.instrument),
    )
    taken_once(failed.instrument, outcomes)


def test_two_who_move_in_opposite_directions(office: Office) -> None:
    owner = office.owner()
    orders = [office.order(office.scale(owner), office.scale(owner)) for _ in range(2)]
    scales = [order.items.first().instrument for order in orders]

    def move(order: Order, scale: Instrument) -> Callable[[], Any]:
        return lambda: move_here(by=office.admin, order=order, instrument=scale)

    outcomes = at_once('FROM "services_orderitem"', move(orders[0], scales[1]), move(orders[1], scales[0]))
    assert codes(outcomes) == ["done", "done"]
    assert [scale.order_items.get(status="waiting").order for scale in scales] == orders[::-1]


def test_one_instrument_is_moved_to_two_orders(office: Office) -> None:
    owner = office.owner()
    there, *orders = [office.order(office.scale(owner)) for _ in range(3)]
    scale = there.items.get().instrument

    def move(order: Order) -> Callable[[], Any]:
        return lambda: move_here(by=office.admin, order=order, instrument=scale)

    outcomes = at_once('FROM "services_orderitem"', *map(move, orders))
    assert codes(outcomes) in (["done", "done"], ["done", "in_open_order"], ["done", "wrong_state"])
    assert scale.order_items.filter(status="waiting").count() == 1
