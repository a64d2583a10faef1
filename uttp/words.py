"""What the log's verbs of this app mean, for timelines."""

from django.utils.translation import gettext_lazy as _

from simetro.core.timeline import Words

LOG_WORDS = {
    "uttp.register_owner": Words(_("Pemilik didaftarkan"), "user-plus"),
    "uttp.change_owner": Words(_("Data pemilik diubah"), "edit"),
    "uttp.register_instrument": Words(_("UTTP didaftarkan"), "plus"),
    "uttp.change_instrument": Words(_("Data UTTP diubah"), "edit"),
    "uttp.transfer_instrument": Words(_("UTTP berpindah pemilik"), "users"),
    "uttp.retire_instrument": Words(_("Dinyatakan tidak dipakai lagi"), "archive"),
}
