from datetime import date
from typing import Any

from django.db.models import Q
from ninja import Query, Router

from services import actions, queries
from services.models import OrderItem
from services.rules import may_repair
from services.schemas import ItemFilter, ItemOfOrder, Repair
from simetro.core.rest import Call, Listed, Reason, guard, paged

router = Router(tags=["testing"])


@router.get("/order-items", response=Listed[ItemOfOrder], auth=guard("services.view_orderitem"))
def list_items(request: Call, page: Query[ItemFilter]) -> dict[str, Any]:
    items = queries.items_for(request.user)
    if page.assigned:
        items = items.filter(order__penera=request.user)
    if page.on:
        items = items.filter(_on(page.on))
    return paged(queries.items_like(items, **page.dict(include={"search", "place", "status"})), page)


def _on(day: date) -> Q:
    """Scheduled for the day; office items, which need no schedule, by the day of the request."""
    return Q(order__scheduled_for=day) | Q(order__scheduled_for__isnull=True, order__requested_on=day)


@router.post(
    "/order-items/{int:id}/withdraw",
    response=ItemOfOrder,
    auth=guard("services.repair_item", queries.items_for, may_repair),
)
def withdraw_item(request: Call, id: int, body: Reason) -> OrderItem:
    return actions.withdraw_item(by=request.user, item=request.found, reason=body.reason, version=body.version)


@router.post(
    "/order-items/{int:id}/repair",
    response=ItemOfOrder,
    auth=guard("services.repair_item", queries.items_for, may_repair),
)
def send_to_repair(request: Call, id: int, body: Repair) -> OrderItem:
    return actions.send_to_repair(
        by=request.user, item=request.found, reason=body.reason, until=body.until, version=body.version
    )
