"""What the history and the reports say in a file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models import Verification
from simetro.core.kit.quantities import comma
from simetro.core.spreadsheets.export import Field
from simetro.core.web.exports import Export
from uttp.names import name_of


def _place(test: Verification) -> str:
    order = test.item.order
    return test.place or (order.sidang.venue if order.sidang else test.item.instrument.location)


HISTORY = Export(
    "history",
    _("Riwayat pengujian"),
    (
        Field(_("Tanggal pengujian"), lambda test: test.tested_on),
        Field(_("Nomor transaksi"), lambda test: test.item.order.transaction_number),
        Field(_("Pemilik"), lambda test: test.item.order.owner.name),
        Field(_("Kecamatan"), lambda test: test.item.order.owner.district),
        Field(_("ID UTTP"), lambda test: test.item.instrument.uttp_id),
        Field(_("Jenis"), lambda test: name_of(test.item.instrument.kind)),
        Field(_("Merek"), lambda test: test.item.instrument.brand),
        Field(_("Tipe"), lambda test: test.item.instrument.model),
        Field(_("Nomor seri"), lambda test: test.item.instrument.serial_number),
        Field(_("Pekerjaan"), lambda test: test.item.get_service_display()),
        Field(_("Pelayanan di"), lambda test: test.item.order.get_place_display()),
        Field(_("Tempat pengujian"), _place),
        Field(_("Hasil"), lambda test: test.get_verdict_display()),
        Field(_("Berlaku sampai"), lambda test: test.valid_until),
        Field(_("Penera"), lambda test: test.penera.name),
        Field(_("Suhu (°C)"), lambda test: comma(test.temperature)),
        Field(_("Kelembapan (%)"), lambda test: comma(test.humidity)),
        Field(_("Nomor surat"), lambda test: test.number),
        Field(_("Dikoreksi"), lambda test: _("ya") if hasattr(test, "superseded_by") else ""),
    ),
    names=("search", "owner"),
)

REPORT = Export(
    "report",
    pgettext_lazy("menu", "Laporan"),
    (
        Field(_("Jenis UTTP"), lambda row: row.label),
        Field(_("Diuji"), lambda row: row.tested.value),
        Field(_("Sah"), lambda row: row.sah.value),
        Field(_("Batal"), lambda row: row.batal.value),
        Field(_("Tera"), lambda row: row.tera.value),
        Field(_("Tera ulang"), lambda row: row.tera_ulang.value),
        Field(_("Kantor"), lambda row: row.office.value),
        Field(_("Sidang tera ulang"), lambda row: row.sidang.value),
        Field(_("Tempat pakai"), lambda row: row.on_site.value),
        Field(_("Belum diuji"), lambda row: row.due.value),
        Field(_("Potensi"), lambda row: row.potential),
        Field(_("Diuji dari potensi (%)"), lambda row: row.share.replace(" %", "")),
    ),
)
