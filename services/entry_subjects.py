"""How the log names and finds the rows of this app."""

from django.utils.translation import gettext_lazy as _

from services.codes import parse_transaction_number
from services.models import Order, Sidang
from simetro.core.log.entry_subjects import Subject

SUBJECTS = {
    "services.order": Subject(
        "Order",
        "transaction_number",
        "order_detail",
        is_by_label=True,
        find=lambda text: Order.objects.filter(transaction_number__icontains=parse_transaction_number(text) or text),
    ),
    "services.verification": Subject(_("Pengujian"), "item__instrument__uttp_id", "verification_detail"),
    "services.sidang": Subject(
        "Sidang", "name", "sidang_detail", find=lambda text: Sidang.objects.filter(name__icontains=text)
    ),
    "services.registration": Subject(_("Pendaftaran sidang"), "number"),
    "services.standard": Subject(_("Standar"), "name", "standard_detail"),
    "services.stampkind": Subject(_("Jenis cap"), "code"),
    "services.stampmove": Subject(_("Gerakan cap"), "kind__code"),
    "services.competence": Subject(_("Wewenang petugas"), "letter_number"),
    "services.scope": Subject(_("Ruang lingkup layanan"), "letter_number"),
    "services.serviceday": Subject(_("Hari layanan"), "on"),
    "services.kindtime": Subject(_("Lama pengujian"), "kind_code"),
}
