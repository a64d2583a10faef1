from services.enums import RepairNews
from services.messages import Event, body_for, repair_body, repair_subject, subject_for
from services.models import Order, OrderItem
from simetro.core.outbox.mail import owe_mail


def tell_owner(order: Order, event: Event) -> None:
    """Owes the owner a mail. Without an address the desk sends `whatsapp_link` from the order's page."""
    if order.owner.email:
        owe_mail(order.owner.email, subject_for(order, event), body_for(order, event))


def tell_of_repair(item: OrderItem, news: RepairNews) -> None:
    """As above; without an address the desk sends the same words from the list of repairs."""
    if email := item.order.owner.email:
        owe_mail(email, repair_subject(item, news), repair_body(item, news))
