from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.safestring import SafeString

from simetro.core.documents import Document, render_pdf
from simetro.core.documents.indonesian import MONTHS
from simetro.core.documents.qr import qr_svg
from simetro.core.models import Office
from simetro.core.web.public_pages import public_url
from uttp.enums import ValidityState
from uttp.models import Instrument


@dataclass(frozen=True, kw_only=True)
class Sticker:
    """What a sticker says. `valid_until`: None where the mark is not in force. It does not name the owner."""

    uttp_id: str
    kind: str
    url: str
    office: str
    valid_until: date | None


IN_FORCE = (ValidityState.SAH, ValidityState.DUE)


def stickers_of(instruments: Iterable[Instrument]) -> tuple[Sticker, ...]:
    office, today = Office.current(), timezone.localdate()
    return tuple(
        Sticker(
            uttp_id=instrument.uttp_id,
            kind=instrument.kind.name,
            url=public_url(instrument),
            office=office.name,
            valid_until=instrument.valid_until if instrument.state_on(today) in IN_FORCE else None,
        )
        for instrument in instruments
    )


ROWS = 11  # of 25 mm on A4


STICKERS = "Stiker UTTP"


@dataclass(frozen=True)
class StickerFace:
    """A sticker as its template sees it."""

    uttp_id: str
    kind: str
    office: str
    until: str
    qr: SafeString


def render_stickers(stickers: Sequence[Sticker], *, columns: int = 0, start: int = 1) -> Document:
    """Prints stickers: without `columns` one per page of 50 x 25 mm, otherwise on A4 sheets.

    `start`: the first free place of the first sheet.
    """
    printed = [_printed(sticker) for sticker in stickers]
    if not columns:
        return render_pdf("services/documents/stickers.html", {"stickers": printed}, title=STICKERS)
    context = {"sheets": _sheets(printed, columns, start), "columns": columns}
    return render_pdf("services/documents/sticker_sheets.html", context, title=STICKERS)


def _printed(sticker: Sticker) -> StickerFace:
    until = f"{MONTHS[sticker.valid_until.month - 1]} {sticker.valid_until.year}" if sticker.valid_until else ""
    return StickerFace(sticker.uttp_id, sticker.kind, sticker.office, until, qr_svg(sticker.url, css="module"))


def _sheets(printed: Sequence[StickerFace], columns: int, start: int) -> list[list[list[StickerFace | None]]]:
    """Sheets of rows of places; the used places before `start` stay empty."""
    places: list[StickerFace | None] = [*[None] * (start - 1), *printed]
    places += [None] * (-len(places) % columns)
    rows = [places[at : at + columns] for at in range(0, len(places), columns)]
    return [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]
