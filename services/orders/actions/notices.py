"""Mail to owners about their orders. What it says is read when it leaves, so that it is true then."""

from datetime import date
from typing import Any

from services.models import Order
from services.orders.messages import Event, body_for, is_still_so, subject_for
from simetro.core.outbox.deliveries import deliver
from simetro.core.outbox.mail import send_now

TOPIC = "services.tell_owner"


def tell_owner(order: Order, event: Event) -> None:
    """Owes a mail to the owner. Without an address the desk uses `whatsapp_link` on the order's page."""
    if order.owner.email:
        on = order.scheduled_for and order.scheduled_for.isoformat()
        deliver(TOPIC, order=order.pk, event=event.value, on=on)


def send_to_owner(payload: dict[str, Any]) -> None:
    """Sends nothing that is not so any more: an order that was cancelled or moved meanwhile has another mail."""
    order = Order.objects.select_related("owner", "sidang").filter(pk=payload["order"]).first()
    event, on = Event(payload["event"]), payload["on"] and date.fromisoformat(payload["on"])
    if order and order.owner.email and is_still_so(order, event, on):
        send_now(to=order.owner.email, subject=subject_for(order, event), body=body_for(order, event))
