from django.utils.translation import gettext_lazy as _

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
    "core.sign_in": Phrase(_("Masuk"), "login", deed=SECURITY, is_told=False),
    "core.sign_in_failed": Phrase(_("Gagal masuk"), "alert-triangle", "bad", SECURITY, is_told=False),
    "core.sign_out": Phrase(_("Keluar"), "logout", deed=SECURITY, is_told=False),
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
    "core.export": Phrase(_("Daftar diunduh"), "download", deed=Deed.EXPORT, is_told=False),
    "core.view_accounts": viewing(_("Akun pemilik dibuka")),
    "core.view_list": viewing(_("Daftar dibuka")),
}
