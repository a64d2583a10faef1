from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import ItemStatus
from services.models import Order
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.documents.qr import qr_svg
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office
from simetro.core.web.public_pages import public_url


@dataclass(frozen=True, kw_only=True)
class QueueSlip:
    number: int
    name: str
    session: str
    place: str
    order_number: str
    status_url: str
    instruments: int
    came_on: date
    office: str


def queue_slip_of(order: Order) -> QueueSlip:
    """The slip with the queue number. Raises Conflict before the owner has come and got one."""
    if order.sidang is None or order.queue_number is None:
        raise Conflict(
            _("Order ini belum punya nomor antrean. Catat kehadirannya pada halaman sidang."), code="wrong_state"
        )
    return QueueSlip(
        number=order.queue_number,
        name=order.owner.name,
        session=order.sidang.name,
        place=order.sidang.venue,
        order_number=order.transaction_number,
        status_url=public_url(order),
        instruments=order.items.exclude(status=ItemStatus.WITHDRAWN).count(),
        came_on=timezone.localdate(),
        office=Office.current().name,
    )


QUEUE_NUMBER = "Nomor antrean"


def render_queue_slip(slip: QueueSlip) -> Document:
    context = {"slip": slip, "came_on": long_date(slip.came_on), "qr": qr_svg(slip.status_url, css="module")}
    return render_pdf("services/documents/queue_slip.html", context, title=f"{QUEUE_NUMBER} {slip.number}")
