"""What the lists of the register say in a file. A NIK is in none of them."""

from collections.abc import Sequence
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from simetro.core.spreadsheets.export import Field
from simetro.core.web.exports import Export
from uttp.models import ImportRow, Instrument
from uttp.names import name_of
from uttp.owner_fields import OWNER_FIELDS

OWNERS = Export(
    "owners",
    _("Pemilik UTTP"),
    (
        *(Field(field.heading or field.label, field.shown) for field in OWNER_FIELDS),
        Field(_("Jumlah UTTP"), lambda owner: owner.instrument_count),
    ),
)


def _state(instrument: Instrument) -> str:
    return str(instrument.state_on(timezone.localdate()).label)


INSTRUMENTS = Export(
    "instruments",
    "UTTP",
    (
        Field(_("ID UTTP"), lambda instrument: instrument.uttp_id),
        Field(_("Jenis"), lambda instrument: name_of(instrument.kind)),
        Field(_("Merek"), lambda instrument: instrument.brand),
        Field(_("Tipe"), lambda instrument: instrument.model),
        Field(_("Nomor seri"), lambda instrument: instrument.serial_number),
        Field(_("Kapasitas"), lambda instrument: instrument.capacity),
        Field(_("Pemilik"), lambda instrument: instrument.owner.name),
        Field(_("Kecamatan"), lambda instrument: instrument.owner.district),
        Field(_("Tempat pakai"), lambda instrument: instrument.location),
        Field(_("Keadaan"), _state),
        Field(_("Terakhir diuji"), lambda instrument: instrument.last_verified_on),
        Field(_("Berlaku sampai"), lambda instrument: instrument.valid_until),
    ),
)


def refused_fields(heads: Sequence[str]) -> list[Field]:
    """Of the rows that an import refused: why, then each cell as it stood."""
    cells = [Field(head, partial(_cell, index)) for index, head in enumerate(heads)]
    why = Field(_("Alasan"), lambda row: " ".join(row.reasons))
    return [Field(_("Baris"), lambda row: row.number), why, *cells]


def _cell(index: int, row: ImportRow) -> str:
    return str(row.cells[index]) if index < len(row.cells) else ""
