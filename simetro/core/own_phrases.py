from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from simetro.core.kit.text import Text
from simetro.core.log.phrases import Deed, Phrase, viewing

SECURITY = Deed.SECURITY


LOG_PHRASES = {
    "core.create_user": Phrase(_("Pengguna dibuat"), "user-plus", deed=SECURITY),
    "core.open_account": Phrase(_("Akun pemilik dibuat sendiri"), "user-plus", deed=SECURITY),
    "core.save_user": Phrase(_("Data dan peran pengguna disimpan"), "edit", deed=SECURITY),
    "core.save_office": Phrase(_("Data kantor disimpan"), "settings"),
    "core.set_period": Phrase(_("Masa simpan diubah"), "clock"),
    "core.purge": Phrase(_("Data yang lewat masa simpannya dihapus"), "trash"),
    "core.mute": Phrase(_("Alamat tidak dikirimi lagi"), "eye-off"),
    "core.unmute": Phrase(_("Alamat dikirimi lagi"), "mail"),
    "core.sign_in": Phrase(_("Masuk"), "login", deed=SECURITY, in_timelines=False),
    "core.sign_in_failed": Phrase(_("Gagal masuk"), "alert-triangle", "bad", SECURITY, in_timelines=False),
    "core.sign_out": Phrase(_("Keluar"), "logout", deed=SECURITY, in_timelines=False),
    "core.change_password": Phrase(_("Kata sandi diganti"), "key", deed=SECURITY),
    "core.reset_password": Phrase(_("Kata sandi dibuat baru lewat e-mail"), "key", deed=SECURITY),
    "core.add_factor": Phrase(_("Verifikasi dua langkah ditambahkan"), "shield-check", deed=SECURITY),
    "core.remove_factor": Phrase(_("Verifikasi dua langkah dihapus"), "lock", "wait", SECURITY),
    "core.take_factors": Phrase(_("Verifikasi dua langkah dimatikan super admin"), "lock", "wait", SECURITY),
    "core.renew_codes": Phrase(_("Kode cadangan diganti"), "key", deed=SECURITY),
    "core.eoffice_refused": Phrase(_("Ditolak masuk lewat e-office"), "ban", "bad", SECURITY),
    "core.eoffice_link": Phrase(_("Dihubungkan dengan e-office"), "login", deed=SECURITY),
    "core.eoffice_unlink": Phrase(_("Hubungan dengan e-office dilepas"), "logout", deed=SECURITY),
    "core.eoffice_account": Phrase(_("Akun dibuat dari e-office"), "user-plus", deed=SECURITY),
    "core.eoffice_roles": Phrase(_("Peran diubah dari e-office"), "users", deed=SECURITY),
    "core.export": Phrase(_("Daftar diunduh"), "download", deed=Deed.EXPORT, in_timelines=False),
    "core.view_accounts": viewing(_("Akun pemilik dibuka")),
    "core.view_list": viewing(_("Daftar dibuka")),
}

# What an entry holds beside its verb.
LOG_LABELS = {
    "reason": _("Alasan"),
    "note": _("Catatan"),
    "number": _("Nomor"),
    "list": _("Daftar"),
    "search": _("Pencarian"),
    "words": _("Dicari dengan kata dalam"),
    "shown": _("Yang terlihat"),
    "accounts": _("Akun yang terlihat (nomor)"),
    "through": _("Lewat"),
    "format": _("Bentuk berkas"),
    "fields": _("Isian yang diubah"),
    "before": _("Sebelumnya"),
    "after": _("Sesudahnya"),
    "was": _("Dahulu"),
    "roles": _("Peran"),
    "username": _("Nama pengguna"),
    "person": _("Petugas"),
    "members": _("Anggota"),
    "active": _("Aktif"),
    "how": _("Cara masuk"),
    "step": _("Langkah yang gagal"),
    "address": _("Alamat jaringan"),
    "why": _("Sebab"),
    "kind": _("Jenis"),
    "kinds": _("Jenis"),
    "name": _("Nama"),
    "title": _("Judul"),
    "file": _("Berkas"),
    "rows": _("Baris"),
    "count": _("Banyaknya"),
    "quantity": _("Banyaknya"),
    "on": _("Tanggal"),
    "since": _("Mulai"),
    "until": _("Sampai"),
    "year": _("Tahun"),
    "code": _("Kode"),
    "days": _("Hari"),
    "break_glass": _("Akun darurat"),
}

LOG_VALUES: Mapping[str, Mapping[str, Text]] = {
    "step": {
        "password": _("kata sandi"),
        "confirm": _("konfirmasi ulang"),
        "code": _("kode"),
        "passkey": _("kunci sandi"),
    },
    "how": {
        "password": _("kata sandi"),
        "password_reset": _("kata sandi baru lewat e-mail"),
        "totp": _("aplikasi autentikator"),
        "webauthn": _("kunci sandi"),
        "recovery_codes": _("kode cadangan"),
        "eoffice": "e-office",
    },
    "list": {
        "staff_home": _("Hari ini"),
        "log_list": _("Catatan"),
    },
}
