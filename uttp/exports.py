"""What the lists of the register say in a file. A NIK is in none of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from simetro.core.spreadsheets import Mark
from simetro.core.spreadsheets.export import ExportField, Value
from simetro.core.web.exports import Export
from uttp.columns.cells import Line
from uttp.columns.days import day_of
from uttp.models import ImportRow, Instrument
from uttp.names import name_of
from uttp.owner_fields import OWNER_FIELDS

OWNERS = Export(
    "owners",
    _("Pemilik UTTP"),
    (
        *(ExportField(field.heading or field.label, field.shown) for field in OWNER_FIELDS),
        ExportField(_("Jumlah UTTP"), lambda owner: owner.instrument_count),
    ),
)


def _state(instrument: Instrument) -> str:
    return str(instrument.state_on(timezone.localdate()).label)


INSTRUMENTS = Export(
    "instruments",
    "UTTP",
    (
        ExportField(_("ID UTTP"), lambda instrument: instrument.uttp_id),
        ExportField(_("Jenis"), lambda instrument: name_of(instrument.kind)),
        ExportField(_("Merek"), lambda instrument: instrument.brand),
        ExportField(_("Tipe"), lambda instrument: instrument.model),
        ExportField(_("Nomor seri"), lambda instrument: instrument.serial_number),
        ExportField(_("Kapasitas"), lambda instrument: instrument.capacity),
        ExportField(_("Pemilik"), lambda instrument: instrument.owner.name),
        ExportField(_("Kecamatan"), lambda instrument: instrument.owner.district),
        ExportField(_("Tempat pakai"), lambda instrument: instrument.location),
        ExportField(_("Keadaan"), _state),
        ExportField(_("Terakhir diuji"), lambda instrument: instrument.last_verified_on),
        ExportField(_("Berlaku sampai"), lambda instrument: instrument.valid_until),
    ),
)


def refused_fields(heads: Sequence[str], lines: Mapping[int, Line]) -> list[ExportField]:
    """The columns of the refused rows of an import: the reasons, then each cell as it was understood.

    `lines`: by number, so that a sign for the row above, which may not be in this file, stands as what it means.
    """
    cells = [ExportField(head, partial(_cell, column, lines)) for column, head in enumerate(heads)]
    why = ExportField(_("Alasan"), lambda row: " ".join(row.reasons))
    return [ExportField(_("Baris"), lambda row: row.number), why, *cells]


def _cell(column: int, lines: Mapping[int, Line], row: ImportRow) -> Value:
    """The cell as the spreadsheet program had it: a day as a day, a number as a number."""
    line = lines[row.number]
    text, mark = line.text(column), line.marks.get(column)
    if mark == Mark.DAY and (day := day_of(text)):
        return day
    return Decimal(text) if mark in (Mark.NUMBER, Mark.LONG) and text else text
