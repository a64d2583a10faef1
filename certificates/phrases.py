from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from simetro.core.kit.text import Text
from simetro.core.log.phrases import Phrase, viewing

LOG_PHRASES = {
    "certificates.draft_certificate": Phrase(_("Disusun"), "file-plus"),
    "certificates.change_certificate": Phrase(_("Diubah"), "edit"),
    "certificates.submit_certificate": Phrase(_("Dikirim ke verifikasi berjenjang"), "send"),
    "certificates.approved": Phrase(_("Disetujui"), "check", "ok"),
    "certificates.returned": Phrase(_("Dikembalikan"), "arrow-back-up", "wait"),
    "certificates.number_certificate": Phrase(_("Diberi nomor"), "list"),
    "certificates.issue_certificate": Phrase(_("Terbit"), "file-certificate", "ok"),
    "certificates.discard_certificate": Phrase(_("Dibuang"), "trash"),
    "certificates.ask_to_revoke": Phrase(_("Diminta dicabut"), "ban", "wait"),
    "certificates.ask_to_replace": Phrase(_("Diminta diganti"), "refresh", "wait"),
    "certificates.revoke_certificate": Phrase(_("Dicabut"), "ban", "bad"),
    "certificates.replace_certificate": Phrase(_("Penggantian disetujui"), "refresh"),
    "certificates.save_tier": Phrase(_("Jenjang disimpan"), "edit"),
    "certificates.remove_tier": Phrase(_("Jenjang dihapus"), "trash"),
    "certificates.appoint_stand_in": Phrase(_("Pelaksana ditunjuk"), "user-check"),
    "certificates.withdraw_stand_in": Phrase(_("Penunjukan dihapus"), "trash"),
    "certificates.certificate_replaced": Phrase(_("Diganti dengan surat baru"), "refresh"),
    "certificates.view_certificate": viewing(_("Surat dibuka")),
}

# The names of what log entries hold beside their verb.
LOG_LABELS = {
    "letter": _("Nomor surat"),
    "tier": _("Jenjang"),
    "round": _("Putaran"),
}

LOG_VALUES: Mapping[str, Mapping[str, Text]] = {
    "list": {
        "certificate_list": _("Sertifikat"),
        "certificate_tab": _("Sertifikat"),
        "certificate_choose": _("Surat yang akan disetujui"),
        "certificate_results": _("Hasil persetujuan"),
    },
}
