"""Stickers for label printers and A4 sheets, the slip of a queue, the list of what is handed back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from services.sheet.slips import HandOver, QueueSlip, Sticker
from services.sheet.tables import text_table
from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import MONTHS, long_date
from simetro.core.documents.qr import qr_svg

ROWS = 11  # of 25 mm on A4
STICKERS = "Stiker UTTP"
QUEUE_NUMBER = "Nomor antrean"
HAND_OVER = "Serah Terima"
HANDED_COLUMNS = ("No.", "UTTP", "ID UTTP", "Hasil", "Dokumen", "Keterangan")


@dataclass(frozen=True)
class StickerFace:
    """A sticker as its template sees it."""

    uttp_id: str
    kind: str
    office: str
    until: str
    qr: SafeString


def render_stickers(stickers: Sequence[Sticker], *, columns: int = 0, start: int = 1) -> Document:
    """Without `columns` a page of 50 x 25 mm each, else A4 sheets; `start`: the first free place of the first sheet."""
    printed = [_printed(one) for one in stickers]
    if not columns:
        return render_pdf("services/documents/stickers.html", {"stickers": printed}, title=STICKERS)
    context = {"sheets": _sheets(printed, columns, start), "columns": columns}
    return render_pdf("services/documents/sticker_sheets.html", context, title=STICKERS)


def _printed(one: Sticker) -> StickerFace:
    until = f"{MONTHS[one.valid_until.month - 1]} {one.valid_until.year}" if one.valid_until else ""
    return StickerFace(one.uttp_id, one.kind, one.office, until, qr_svg(one.url, css="module"))


def _sheets(printed: Sequence[StickerFace], columns: int, start: int) -> list[list[list[StickerFace | None]]]:
    """Sheets of rows of places, the used ones before `start` left empty."""
    places: list[StickerFace | None] = [*[None] * (start - 1), *printed]
    places += [None] * (-len(places) % columns)
    rows = [places[at : at + columns] for at in range(0, len(places), columns)]
    return [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]


def render_queue_slip(slip: QueueSlip) -> Document:
    context = {"slip": slip, "came_on": long_date(slip.came_on), "qr": qr_svg(slip.status_url, css="module")}
    return render_pdf("services/documents/queue_slip.html", context, title=f"{QUEUE_NUMBER} {slip.number}")


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
