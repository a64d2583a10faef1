"""The columns of the list of orders as a file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.spreadsheets.export import ExportField
from simetro.core.web.exports import Export

ORDERS = Export(
    "orders",
    pgettext_lazy("menu", "Order"),
    (
        ExportField(_("Nomor transaksi"), lambda order: order.transaction_number),
        ExportField(_("Pemilik"), lambda order: order.owner.name),
        ExportField(_("Kecamatan"), lambda order: order.owner.district),
        ExportField(_("Status"), lambda order: order.get_status_display()),
        ExportField(_("Tempat"), lambda order: order.get_place_display()),
        ExportField("Sidang", lambda order: order.sidang.name if order.sidang else ""),
        ExportField(_("Tanggal permintaan"), lambda order: order.requested_on),
        ExportField(_("Tanggal pelaksanaan"), lambda order: order.scheduled_for),
        ExportField(_("Selesai"), lambda order: order.completed_at),
        ExportField(_("Jumlah UTTP"), lambda order: order.item_count),
    ),
)
