from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from services.enums import DocumentState, ItemStatus
from services.messages import instrument_url, status_url
from services.models import Order, OrderItem
from services.paper.common import address_of, letterhead_of, printed
from services.sheet.slips import HandedRow, HandOver, QueueSlip, Sticker
from simetro.core.documents.indonesian import long_date
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office
from uttp.enums import ValidityState
from uttp.models import Instrument

IN_FORCE = (ValidityState.SAH, ValidityState.DUE)


def stickers_of(instruments: Iterable[Instrument]) -> tuple[Sticker, ...]:
    office, today = Office.current(), timezone.localdate()
    return tuple(
        Sticker(
            uttp_id=one.uttp_id,
            kind=one.kind.name,
            url=instrument_url(one),
            office=office.name,
            valid_until=one.valid_until if one.state_on(today) in IN_FORCE else None,
        )
        for one in instruments
    )


def queue_slip_of(order: Order) -> QueueSlip:
    """Raises Conflict before the owner came to the session and was given a number."""
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
        status_url=status_url(order),
        instruments=order.items.exclude(status=ItemStatus.WITHDRAWN).count(),
        came_on=timezone.localdate(),
        office=Office.current().name,
    )


def hand_over_of(order: Order) -> HandOver:
    """What goes back into the owner's hands: every instrument, tested or not, with the documents that are issued."""
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    return HandOver(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        owner=order.owner.name,
        address=address_of(order.owner),
        on=timezone.localdate(),
        rows=tuple(_handed(item) for item in items),
    )


def _handed(item: OrderItem) -> HandedRow:
    instrument, status = item.instrument, ItemStatus(item.status)
    return HandedRow(
        kind=instrument.kind.name,
        instrument=str(instrument),
        uttp_id=instrument.uttp_id,
        outcome=printed(status),
        document=_document(item),
        remark=_remark(item),
    )


def _document(item: OrderItem) -> str:
    if item.document != DocumentState.ISSUED:
        return "-"
    return "SKHP" if item.status == ItemStatus.PASSED else "Surat penolakan"


def _remark(item: OrderItem) -> str:
    if item.status == ItemStatus.IN_REPAIR and item.repair_until:
        return f"Diperbaiki dan dibawa kembali paling lambat {long_date(item.repair_until)}"
    until = item.instrument.valid_until if item.status == ItemStatus.PASSED else None
    return f"Berlaku sampai {long_date(until)}" if until else ""
