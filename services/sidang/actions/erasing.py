"""Erases what is stored about an owner's orders and registrations, at his request."""

from django.db.models import QuerySet

from services.models import Order, OrderItem, Registration
from services.sidang.actions.registrations import forget
from simetro.core.log.audit import record_many
from simetro.core.models import User


def erase_orders(*, by: User, orders: QuerySet[Order]) -> None:
    """Erases orders of which nothing was tested, with their registrations. The caller has locked them."""
    going = list(orders)
    record_many(by, "services.erase_order", going)
    Registration.objects.filter(order__in=going).delete()
    OrderItem.objects.filter(order__in=going).delete()
    Order.objects.filter(pk__in=[order.pk for order in going]).delete()


def forget_arrivals(registrations: QuerySet[Registration]) -> int:
    """Erases the personal data in the registrations of orders that stay; the orders have all that documents need."""
    return forget(registrations.filter(forgotten_at__isnull=True))
