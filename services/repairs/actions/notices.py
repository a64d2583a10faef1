from services.enums import RepairNews
from services.models import OrderItem
from services.repairs.messages import repair_body, repair_subject
from simetro.core.outbox.mail import owe_mail


def tell_of_repair(item: OrderItem, news: RepairNews) -> None:
    """Queues a mail to the owner. Without an address the desk sends the same text from the list of repairs."""
    if email := item.order.owner.email:
        owe_mail(email, repair_subject(item, news), repair_body(item, news))
