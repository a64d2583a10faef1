from services.enums import OrderStatus
from services.models import Order

TESTED = (OrderStatus.TESTED, OrderStatus.CERTIFYING, OrderStatus.COMPLETED)


def may_be_surveyed(order: Order) -> bool:
    """Once its instruments are tested the owner knows the service."""
    return order.status in TESTED
