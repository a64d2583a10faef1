"""What the history and the reports say in a file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models import Verification
from simetro.core.kit.quantities import comma
from simetro.core.spreadsheets.export import ExportField
from simetro.core.web.exports import Export
from uttp.names import name_of


def _place(test: Verification) -> str:
    order = test.item.order
    return test.place or (order.sidang.venue if order.sidang else test.item.instrument.location)


HISTORY = Export(
    "history",
    _("Riwayat pengujian"),
    (
        ExportField(_("Tanggal pengujian"), lambda test: test.tested_on),
        ExportField(_("Nomor transaksi"), lambda test: test.item.order.transaction_number),
        ExportField(_("Pemilik"), lambda test: test.item.order.owner.name),
        ExportField(_("Kecamatan"), lambda test: test.item.order.owner.district),
        ExportField(_("ID UTTP"), lambda test: test.item.instrument.uttp_id),
        ExportField(_("Jenis"), lambda test: name_of(test.item.instrument.kind)),
        ExportField(_("Merek"), lambda test: test.item.instrument.brand),
        ExportField(_("Tipe"), lambda test: test.item.instrument.model),
        ExportField(_("Nomor seri"), lambda test: test.item.instrument.serial_number),
        ExportField(_("Pekerjaan"), lambda test: test.item.get_service_display()),
        ExportField(_("Pelayanan di"), lambda test: test.item.order.get_place_display()),
        ExportField(_("Tempat pengujian"), _place),
        ExportField(_("Hasil"), lambda test: test.get_verdict_display()),
        ExportField(_("Berlaku sampai"), lambda test: test.valid_until),
        ExportField(_("Penera"), lambda test: test.penera.name),
        ExportField(_("Suhu (°C)"), lambda test: comma(test.temperature)),
        ExportField(_("Kelembapan (%)"), lambda test: comma(test.humidity)),
        ExportField(_("Nomor surat"), lambda test: test.number),
        ExportField(_("Dikoreksi"), lambda test: _("ya") if hasattr(test, "superseded_by") else ""),
    ),
    names=("search", "owner"),
)

REPORT = Export(
    "report",
    pgettext_lazy("menu", "Laporan"),
    (
        ExportField(_("Jenis UTTP"), lambda row: row.label),
        ExportField(_("Diuji"), lambda row: row.tested.value),
        ExportField(_("Sah"), lambda row: row.sah.value),
        ExportField(_("Batal"), lambda row: row.batal.value),
        ExportField(_("Tera"), lambda row: row.tera.value),
        ExportField(_("Tera ulang"), lambda row: row.tera_ulang.value),
        ExportField(_("Kantor"), lambda row: row.office.value),
        ExportField(_("Sidang tera ulang"), lambda row: row.sidang.value),
        ExportField(_("Tempat pakai"), lambda row: row.on_site.value),
        ExportField(_("Belum diuji"), lambda row: row.due.value),
        ExportField(_("Potensi"), lambda row: row.potential),
        ExportField(_("Diuji dari potensi (%)"), lambda row: row.share.replace(" %", "")),
    ),
)
