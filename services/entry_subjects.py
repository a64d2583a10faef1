"""How the log names and finds the rows of this app."""

from django.utils.translation import gettext_lazy as _

from services.codes import parse_transaction_number
from services.models import Order, Sidang
from simetro.core.log.entry_subjects import EntrySubject

SUBJECTS = {
    "services.order": EntrySubject(
        "Order",
        "transaction_number",
        "order_detail",
        is_by_label=True,
        find=lambda text: Order.objects.filter(transaction_number__icontains=parse_transaction_number(text) or text),
    ),
    "services.verification": EntrySubject(_("Pengujian"), "item__instrument__uttp_id", "verification_detail"),
    "services.sidang": EntrySubject(
        "Sidang", "name", "sidang_detail", find=lambda text: Sidang.objects.filter(name__icontains=text)
    ),
    "services.registration": EntrySubject(_("Pendaftaran sidang"), "number"),
    "services.standard": EntrySubject(_("Standar"), "name", "standard_detail"),
    "services.stampkind": EntrySubject(_("Jenis cap"), "code"),
    "services.stampmove": EntrySubject(_("Gerakan cap"), "kind__code"),
    "services.competence": EntrySubject(_("Wewenang petugas"), "letter_number"),
    "services.scope": EntrySubject(_("Ruang lingkup layanan"), "letter_number"),
    "services.serviceday": EntrySubject(_("Hari layanan"), "on"),
    "services.kindtime": EntrySubject(_("Lama pengujian"), "kind_code"),
}
