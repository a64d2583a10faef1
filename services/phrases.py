"""The verbs of the log in words, and the names of several kinds in one sentence."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from simetro.core.kit.text import Text
from simetro.core.log.phrases import Phrase, log_only

LOG_PHRASES = {
    "services.register_order": Phrase(_("Order dicatat"), "clipboard-list"),
    "services.accept_order": Phrase(_("Permintaan diterima"), "clipboard-check"),
    "services.order_rejected": Phrase(_("Permintaan ditolak"), "x", "bad"),
    "services.order_cancelled": Phrase(_("Order dibatalkan"), "ban", "bad"),
    "services.schedule_order": Phrase(_("Pelaksanaan dijadwalkan"), "calendar"),
    "services.add_item": Phrase(_("UTTP ditambahkan"), "plus"),
    "services.take_over_item": Phrase(_("UTTP dipindahkan ke sini dari order lain"), "plus"),
    "services.end_items": Phrase(_("Tidak jadi diuji, ikut berakhir dengan ordernya"), "ban"),
    "services.withdraw_item": Phrase(_("UTTP ditarik dari order"), "ban"),
    "services.send_to_repair": Phrase(_("Dikembalikan untuk diperbaiki"), "tool", "wait"),
    "services.receive_repaired": Phrase(_("Kembali dari perbaikan"), "tool", "ok"),
    "services.give_up_repair": Phrase(_("Tidak jadi diperbaiki"), "circle-x", "bad"),
    "services.start_verification": Phrase(_("Pengujian dimulai"), "scale"),
    "services.finalize_verification": Phrase(_("Hasil pengujian ditetapkan"), "check"),
    "services.state_mark": Phrase(_("Keterangan pengganti tanda tera dibuat"), "file-certificate"),
    "services.plan_sidang": Phrase(_("Sidang direncanakan"), "calendar"),
    "services.change_sidang": Phrase(_("Data sidang diubah"), "edit"),
    "services.sidang_announced": Phrase(_("Pendaftaran dibuka"), "send", "ok"),
    "services.sidang_closed": Phrase(_("Sidang ditutup"), "check"),
    "services.sidang_cancelled": Phrase(_("Sidang dibatalkan"), "ban", "bad"),
    "services.issue_assignment": Phrase(_("Surat tugas diterbitkan"), "file-certificate"),
    "services.sign_up": Phrase(_("Mendaftar untuk sidang"), "clipboard-list"),
    "services.registration_cancelled": Phrase(_("Pendaftaran dibatalkan"), "ban", "bad"),
    "services.registration_arrived": Phrase(_("Yang mendaftar sudah datang"), "user-check", "ok"),
    "services.call_in": Phrase(_("Hadir di sidang"), "user-check"),
    "services.move_request": Phrase(_("Hari permintaan diganti"), "calendar"),
    "services.erase_order": Phrase(_("Order dihapus atas permintaan pemiliknya"), "trash"),
    "services.save_standard": Phrase(_("Data standar disimpan"), "edit"),
    "services.save_competence": Phrase(_("Kewenangan penera disimpan"), "edit"),
    "services.save_scope": Phrase(_("Lingkup kewenangan disimpan"), "edit"),
    "services.save_service_day": Phrase(_("Hari pelayanan disimpan"), "edit"),
    "services.remove_service_day": Phrase(_("Hari pelayanan dihapus"), "trash"),
    "services.save_kind_time": Phrase(_("Waktu uji disimpan"), "edit"),
    "services.remove_kind_time": Phrase(_("Waktu uji dihapus"), "trash"),
    "services.save_stamp_kind": Phrase(_("Jenis cap disimpan"), "edit"),
    "services.move_stamps": Phrase(_("Gerakan cap dicatat"), "rubber-stamp"),
    "services.correct_stamps": Phrase(_("Catatan cap dibetulkan"), "arrow-back-up", "wait"),
    "services.order_testing": Phrase(_("Order dalam pengujian"), "scale"),
    "services.order_tested": Phrase(_("Semua UTTP selesai diuji"), "check", "ok"),
    "services.order_certifying": Phrase(_("Surat hasil pengujian disusun"), "signature"),
    "services.order_completed": Phrase(_("Order selesai"), "circle-check", "ok"),
    "services.replace_readings": log_only(_("Cerapan disimpan")),
    "services.order_submitted": log_only(_("Order diajukan")),
    "services.order_accepted": log_only(_("Order diterima")),
    "services.order_scheduled": log_only(_("Order dijadwalkan")),
    "services.sidang_planned": log_only(_("Sidang kembali direncanakan")),
}

# The names of what log entries hold beside their verb.
LOG_LABELS = {
    "penera": _("Penera"),
    "items": _("Banyaknya UTTP"),
    "verdict": _("Hasil"),
    "valid_until": _("Berlaku sampai"),
    "certificate": _("Nomor sertifikat"),
    "queue_number": _("Nomor antrean"),
    "repairer": _("Reparatir"),
    "minutes": _("Menit"),
    "move": _("Gerakan"),
    "low_water": _("Batas persediaan"),
}

LOG_VALUES: Mapping[str, Mapping[str, Text]] = {
    "list": {
        "order_list": "Order",
        "own_verification_list": _("Riwayat pengujian sendiri"),
        "item_list": _("Pengujian"),
        "repair_list": _("Perbaikan"),
        "standard_detail": _("Diuji dengan standar ini"),
        "sidang_detail": _("Kehadiran sidang"),
        "sidang_attendance_pdf": _("Daftar hadir sidang"),
        "sidang_walk_in": _("Meja pendaftaran sidang"),
        "sidang_arrival": _("Kedatangan pendaftar"),
    },
}
