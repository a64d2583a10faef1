"""What the log's verbs of this app mean, for timelines, and how several kinds are named."""

from collections.abc import Iterable
from datetime import date, time

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.log.timeline import Words, untold
from simetro.core.templatetags.simetro import tanggal
from uttp.kinds import all_kinds
from uttp.words import name_of

LOG_WORDS = {
    "services.register_order": Words(_("Order dicatat"), "clipboard-list"),
    "services.accept_order": Words(_("Permintaan diterima"), "clipboard-check"),
    "services.order_rejected": Words(_("Permintaan ditolak"), "x", "bad"),
    "services.order_cancelled": Words(_("Order dibatalkan"), "ban", "bad"),
    "services.schedule_order": Words(_("Pelaksanaan dijadwalkan"), "calendar"),
    "services.add_item": Words(_("UTTP ditambahkan"), "plus"),
    "services.withdraw_item": Words(_("UTTP ditarik dari order"), "ban"),
    "services.send_to_repair": Words(_("Dikembalikan untuk diperbaiki"), "tool", "wait"),
    "services.receive_repaired": Words(_("Kembali dari perbaikan"), "tool", "ok"),
    "services.give_up_repair": Words(_("Tidak jadi diperbaiki"), "circle-x", "bad"),
    "services.start_verification": Words(_("Pengujian dimulai"), "scale"),
    "services.finalize_verification": Words(_("Hasil pengujian ditetapkan"), "check"),
    "services.state_mark": Words(_("Keterangan pengganti tanda tera dibuat"), "file-certificate"),
    "services.plan_sidang": Words(_("Sidang direncanakan"), "calendar"),
    "services.change_sidang": Words(_("Data sidang diubah"), "edit"),
    "services.sidang_announced": Words(_("Pendaftaran dibuka"), "send", "ok"),
    "services.sidang_closed": Words(_("Sidang ditutup"), "check"),
    "services.sidang_cancelled": Words(_("Sidang dibatalkan"), "ban", "bad"),
    "services.issue_assignment": Words(_("Surat tugas diterbitkan"), "file-certificate"),
    "services.sign_up": Words(_("Mendaftar untuk sidang"), "clipboard-list"),
    "services.registration_cancelled": Words(_("Pendaftaran dibatalkan"), "ban", "bad"),
    "services.registration_arrived": Words(_("Yang mendaftar sudah datang"), "user-check", "ok"),
    "services.call_in": Words(_("Hadir di sidang"), "user-check"),
    "services.move_request": Words(_("Hari permintaan diganti"), "calendar"),
    "services.erase_order": Words(_("Order dihapus atas permintaan pemiliknya"), "trash"),
    "services.save_standard": Words(_("Data standar disimpan"), "edit"),
    "services.save_competence": Words(_("Kewenangan penera disimpan"), "edit"),
    "services.save_scope": Words(_("Lingkup kewenangan disimpan"), "edit"),
    "services.save_service_day": Words(_("Hari pelayanan disimpan"), "edit"),
    "services.remove_service_day": Words(_("Hari pelayanan dihapus"), "trash"),
    "services.save_kind_time": Words(_("Waktu uji disimpan"), "edit"),
    "services.remove_kind_time": Words(_("Waktu uji dihapus"), "trash"),
    "services.save_stamp_kind": Words(_("Jenis cap disimpan"), "edit"),
    "services.move_stamps": Words(_("Gerakan cap dicatat"), "rubber-stamp"),
    "services.correct_stamps": Words(_("Catatan cap dibetulkan"), "arrow-back-up", "wait"),
    "services.order_testing": Words(_("Order dalam pengujian"), "scale"),
    "services.order_tested": Words(_("Semua UTTP selesai diuji"), "check", "ok"),
    "services.order_certifying": Words(_("Surat hasil pengujian disusun"), "signature"),
    "services.order_completed": Words(_("Order selesai"), "circle-check", "ok"),
    "services.replace_readings": untold(_("Cerapan disimpan")),
    "services.order_submitted": untold(_("Order diajukan")),
    "services.order_accepted": untold(_("Order diterima")),
    "services.order_scheduled": untold(_("Order dijadwalkan")),
    "services.sidang_planned": untold(_("Sidang kembali direncanakan")),
}


def names_of(kind_codes: Iterable[str]) -> str:
    codes = set(kind_codes)
    named = [kind for kind in all_kinds() if kind.code in codes]
    return gettext("Semua jenis") if len(named) == len(all_kinds()) else ", ".join(map(name_of, named))


def when(first: date, last: date, opens: time, closes: time) -> str:
    days = tanggal(first)
    if first != last:
        days = gettext("%(first)s sampai %(last)s") % {"first": days, "last": tanggal(last)}
    hours = {"days": days, "opens": f"{opens:%H.%M}", "closes": f"{closes:%H.%M}"}
    return gettext("%(days)s pukul %(opens)s-%(closes)s") % hours


def invitation(venue: str, address: str, when: str) -> str:
    """Where and when an owner brings his instruments."""
    told = {"venue": venue, "address": address, "when": when}
    return gettext("Bawa UTTP Anda ke %(venue)s, %(address)s, %(when)s.") % told
