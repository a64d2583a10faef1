from ninja import Router

from services.authority.rules import may_repair
from services.models import OrderItem
from services.orders.queries import items_for
from services.orders.schemas import ItemOfOrder
from services.repairs.actions import repairs as repair_actions
from services.repairs.schemas import RepairIn
from simetro.core.rest import Call, guard

router = Router(tags=["testing"])


@router.post(
    "/order-items/{int:id}/repair",
    response=ItemOfOrder,
    auth=guard("services.repair_item", items_for, may_repair),
)
def send_to_repair(request: Call, id: int, body: RepairIn) -> OrderItem:
    return repair_actions.send_to_repair(
        by=request.user, item=request.object, reason=body.reason, until=body.until, version=body.version
    )
