from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from services.enums import DocumentState, ItemStatus
from services.models import Order, OrderItem
from services.papers.facts import printed
from services.papers.letter import Letterhead, letterhead_of
from services.papers.tables import text_table
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import long_date
from simetro.core.models import Office


@dataclass(frozen=True, kw_only=True)
class HandedRow:
    """One instrument. `outcome`: the result in words. `document`: what is handed over with it."""

    kind: str
    instrument: str
    uttp_id: str
    outcome: str
    document: str
    remark: str


@dataclass(frozen=True, kw_only=True)
class HandOver:
    letterhead: Letterhead
    order_number: str
    owner: str
    address: str
    on: date
    rows: tuple[HandedRow, ...]


def hand_over_of(order: Order) -> HandOver:
    """What the owner gets back: every instrument, tested or not, with the documents that are issued."""
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    return HandOver(
        letterhead=letterhead_of(Office.current()),
        order_number=order.transaction_number,
        owner=order.owner.name,
        address=order.owner.full_address,
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


HAND_OVER = "Serah Terima"


HANDED_COLUMNS = ("No.", "UTTP", "ID UTTP", "Hasil", "Dokumen", "Keterangan")


def render_hand_over(paper: HandOver) -> Document:
    rows = [
        (str(number), f"{row.instrument}, {row.kind}", row.uttp_id, row.outcome, row.document, row.remark)
        for number, row in enumerate(paper.rows, 1)
    ]
    context = {
        "paper": paper,
        "title": HAND_OVER,
        "on": long_date(paper.on),
        "table": text_table("", HANDED_COLUMNS, rows),
    }
    return render_pdf("services/documents/hand_over.html", context, title=f"{HAND_OVER} {paper.order_number}")
