from services.models import Order
from services.orders.messages import Event, body_for, subject_for
from simetro.core.outbox.mail import owe_mail


def tell_owner(order: Order, event: Event) -> None:
    """Queues a mail to the owner. Without an address the desk uses `whatsapp_link` on the order's page."""
    if order.owner.email:
        owe_mail(order.owner.email, subject_for(order, event), body_for(order, event))
