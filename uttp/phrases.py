from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from simetro.core.kit.text import Text
from simetro.core.log.phrases import Phrase, viewing

LOG_PHRASES = {
    "uttp.hand_to_account": Phrase(_("Dihubungkan ke akun pemiliknya"), "user-check"),
    "uttp.let_operate": Phrase(_("Diizinkan mengurus UTTP pemilik ini"), "user-plus"),
    "uttp.stop_operating": Phrase(_("Tidak lagi mengurus UTTP pemilik ini"), "ban", "wait"),
    "uttp.start_import": Phrase(_("Berkas register diunggah"), "upload"),
    "uttp.map_columns": Phrase(_("Kolom berkas ditentukan"), "edit"),
    "uttp.decide_owners": Phrase(_("Pemilik kembar digabung"), "users"),
    "uttp.answer_questions": Phrase(_("Pertanyaan tentang berkas dijawab"), "edit"),
    "uttp.write_import": Phrase(_("Impor ditulis ke register"), "check", "ok"),
    "uttp.discard_import": Phrase(_("Impor dibuang"), "trash"),
    "uttp.undo_import": Phrase(_("Impor dibatalkan seluruhnya"), "arrow-back-up", "wait"),
    "uttp.register_owner": Phrase(_("Pemilik didaftarkan"), "user-plus"),
    "uttp.close_owner": Phrase(_("Dinyatakan tutup"), "archive"),
    "uttp.reopen_owner": Phrase(_("Dibuka lagi"), "arrow-back-up"),
    "uttp.change_owner": Phrase(_("Data pemilik diubah"), "edit"),
    "uttp.register_instrument": Phrase(_("UTTP didaftarkan"), "plus"),
    "uttp.change_instrument": Phrase(_("Data UTTP diubah"), "edit"),
    "uttp.transfer_instrument": Phrase(_("UTTP berpindah pemilik"), "users"),
    "uttp.retire_instrument": Phrase(_("Dinyatakan tidak dipakai lagi"), "archive"),
    "uttp.erase_instrument": Phrase(_("UTTP dihapus atas permintaan pemiliknya"), "trash"),
    "uttp.add_photo": Phrase(_("Foto ditambahkan"), "plus"),
    "uttp.remove_photo": Phrase(_("Foto dihapus"), "trash"),
    "uttp.add_parameter_row": Phrase(_("Ketentuan baru ditambahkan"), "plus"),
    "uttp.delete_owner": Phrase(_("Pemilik dihapus"), "trash", "bad"),
    "uttp.delete_instrument": Phrase(_("UTTP dihapus"), "trash", "bad"),
    "uttp.view_owner": viewing(_("Data pemilik dibuka")),
}

# What an entry of the log holds beside its verb.
LOG_LABELS = {
    "parameter": _("Ketentuan"),
}

LOG_VALUES: Mapping[str, Mapping[str, Text]] = {
    "list": {
        "owner_list": _("Pemilik UTTP"),
        "owner_choices": _("Pilihan pemilik"),
        "instrument_list": "UTTP",
    },
}
