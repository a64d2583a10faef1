from datetime import date
from typing import Any

from django.db.models import Q
from ninja import Query, Router

from services.authority.rules import may_repair
from services.models import OrderItem
from services.orders.actions import items as item_actions
from services.orders.queries import items_for, items_like
from services.orders.schemas import ItemOfOrder, ItemQuery
from simetro.core.rest import Call, Listed, Reason, guard, paged

router = Router(tags=["testing"])


@router.get("/order-items", response=Listed[ItemOfOrder], auth=guard("services.view_orderitem"))
def list_items(request: Call, page: Query[ItemQuery]) -> dict[str, Any]:
    items = items_for(request.user)
    if page.assigned:
        items = items.filter(order__penera=request.user)
    if page.on:
        items = items.filter(_on(page.on))
    return paged(items_like(items, **page.dict(include={"search", "place", "status"})), page)


def _on(day: date) -> Q:
    """The day for which the item is scheduled; for office items, which need no schedule, the day of the request."""
    return Q(order__scheduled_for=day) | Q(order__scheduled_for__isnull=True, order__requested_on=day)


@router.post(
    "/order-items/{int:id}/withdraw",
    response=ItemOfOrder,
    auth=guard("services.repair_item", items_for, may_repair),
)
def withdraw_item(request: Call, id: int, body: Reason) -> OrderItem:
    return item_actions.withdraw_item(by=request.user, item=request.object, reason=body.reason, version=body.version)
