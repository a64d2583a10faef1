"""The columns of the list of orders as a file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from simetro.core.spreadsheets.export import Field
from simetro.core.web.exports import Export

ORDERS = Export(
    "orders",
    pgettext_lazy("menu", "Order"),
    (
        Field(_("Nomor transaksi"), lambda order: order.transaction_number),
        Field(_("Pemilik"), lambda order: order.owner.name),
        Field(_("Kecamatan"), lambda order: order.owner.district),
        Field(_("Status"), lambda order: order.get_status_display()),
        Field(_("Tempat"), lambda order: order.get_place_display()),
        Field("Sidang", lambda order: order.sidang.name if order.sidang else ""),
        Field(_("Tanggal permintaan"), lambda order: order.requested_on),
        Field(_("Tanggal pelaksanaan"), lambda order: order.scheduled_for),
        Field(_("Selesai"), lambda order: order.completed_at),
        Field(_("Jumlah UTTP"), lambda order: order.item_count),
    ),
)
