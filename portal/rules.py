from services.enums import AFTER_TESTING
from services.models import Order


def may_be_surveyed(order: Order) -> bool:
    """Once its instruments are tested the owner knows the service."""
    return order.status in AFTER_TESTING
