"""How pages name what a document tells of, and what the log's verbs of this app mean."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.log.timeline import Words, viewing


def naming(first: Mapping[str, str], count: int) -> tuple[str, str, str]:
    """Name plate and ID of the first, and how many more: documents of one owner differ in nothing else."""
    plate = " ".join(first[part] for part in ("brand", "model", "serial_number") if first[part])
    more = gettext("dan %(count)s lain") % {"count": count - 1}
    return plate, first["uttp_id"], more if count > 1 else ""


def instruments_named(first: Mapping[str, str], count: int) -> str:
    plate, uttp_id, more = naming(first, count)
    return f"{plate} · {uttp_id} {more}".rstrip()


LOG_WORDS = {
    "certificates.draft_certificate": Words(_("Disusun"), "file-plus"),
    "certificates.change_certificate": Words(_("Diubah"), "edit"),
    "certificates.submit_certificate": Words(_("Dikirim ke verifikasi berjenjang"), "send"),
    "certificates.approved": Words(_("Disetujui"), "check", "ok"),
    "certificates.returned": Words(_("Dikembalikan"), "arrow-back-up", "wait"),
    "certificates.number_certificate": Words(_("Diberi nomor"), "list"),
    "certificates.issue_certificate": Words(_("Terbit"), "file-certificate", "ok"),
    "certificates.discard_certificate": Words(_("Dibuang"), "trash"),
    "certificates.ask_to_revoke": Words(_("Diminta dicabut"), "ban", "wait"),
    "certificates.ask_to_replace": Words(_("Diminta diganti"), "refresh", "wait"),
    "certificates.revoke_certificate": Words(_("Dicabut"), "ban", "bad"),
    "certificates.replace_certificate": Words(_("Penggantian disetujui"), "refresh"),
    "certificates.save_tier": Words(_("Jenjang disimpan"), "edit"),
    "certificates.remove_tier": Words(_("Jenjang dihapus"), "trash"),
    "certificates.appoint_stand_in": Words(_("Pelaksana ditunjuk"), "user-check"),
    "certificates.withdraw_stand_in": Words(_("Penunjukan dihapus"), "trash"),
    "certificates.certificate_replaced": Words(_("Diganti dengan surat baru"), "refresh"),
    "certificates.view_certificate": viewing(_("Surat dibuka")),
}
