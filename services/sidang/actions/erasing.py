"""Orders that came to nothing, removed because their owner asks for it."""

from django.db.models import QuerySet

from services.models import Order, OrderItem, Registration
from services.sidang.actions.registrations import forget
from simetro.core.log.audit import record_many
from simetro.core.models import User


def erase_orders(*, by: User, orders: QuerySet[Order]) -> None:
    """Of orders that the caller holds locked and that nothing was tested for; who signed up for them goes too."""
    going = list(orders)
    record_many(by, "services.erase_order", going)
    Registration.objects.filter(order__in=going).delete()
    OrderItem.objects.filter(order__in=going).delete()
    Order.objects.filter(pk__in=[order.pk for order in going]).delete()


def forget_arrivals(registrations: QuerySet[Registration]) -> int:
    """What was written at sign-up of orders that stay; the orders say all that their documents need."""
    return forget(registrations.filter(forgotten_at__isnull=True))
