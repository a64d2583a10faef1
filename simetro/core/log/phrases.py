"""What the log's verbs of the core mean."""

from django.utils.translation import gettext_lazy as _

from simetro.core.log.timeline import Deed, Words, viewing

SECURITY = Deed.SECURITY
LOG_WORDS = {
    "core.create_user": Words(_("Pengguna dibuat"), "user-plus", deed=SECURITY),
    "core.open_account": Words(_("Akun pemilik dibuat sendiri"), "user-plus", deed=SECURITY),
    "core.save_user": Words(_("Data dan peran pengguna disimpan"), "edit", deed=SECURITY),
    "core.save_office": Words(_("Data kantor disimpan"), "settings"),
    "core.set_period": Words(_("Masa simpan diubah"), "clock"),
    "core.purge": Words(_("Data yang lewat masa simpannya dihapus"), "trash"),
    "core.mute": Words(_("Alamat tidak dikirimi lagi"), "eye-off"),
    "core.unmute": Words(_("Alamat dikirimi lagi"), "mail"),
    "core.sign_in": Words(_("Masuk"), "login", deed=SECURITY, is_told=False),
    "core.sign_in_failed": Words(_("Gagal masuk"), "alert-triangle", "bad", SECURITY, is_told=False),
    "core.sign_out": Words(_("Keluar"), "logout", deed=SECURITY, is_told=False),
    "core.change_password": Words(_("Kata sandi diganti"), "key", deed=SECURITY),
    "core.reset_password": Words(_("Kata sandi dibuat baru lewat e-mail"), "key", deed=SECURITY),
    "core.add_factor": Words(_("Verifikasi dua langkah ditambahkan"), "shield-check", deed=SECURITY),
    "core.remove_factor": Words(_("Verifikasi dua langkah dihapus"), "lock", "wait", SECURITY),
    "core.take_factors": Words(_("Verifikasi dua langkah dimatikan super admin"), "lock", "wait", SECURITY),
    "core.renew_codes": Words(_("Kode cadangan diganti"), "key", deed=SECURITY),
    "core.eoffice_refused": Words(_("Ditolak masuk lewat e-office"), "ban", "bad", SECURITY),
    "core.eoffice_link": Words(_("Dihubungkan dengan e-office"), "login", deed=SECURITY),
    "core.eoffice_unlink": Words(_("Hubungan dengan e-office dilepas"), "logout", deed=SECURITY),
    "core.eoffice_account": Words(_("Akun dibuat dari e-office"), "user-plus", deed=SECURITY),
    "core.eoffice_roles": Words(_("Peran diubah dari e-office"), "users", deed=SECURITY),
    "core.export": Words(_("Daftar diunduh"), "download", deed=Deed.EXPORT, is_told=False),
    "core.view_accounts": viewing(_("Akun pemilik dibuka")),
    "core.view_list": viewing(_("Daftar dibuka")),
}
