from django.utils.translation import gettext_lazy as _

from simetro.core.log.timeline import Words

LOG_WORDS = {
    "portal.complain": Words(_("Pengaduan diterima"), "flag", "wait"),
    "portal.answer_complaint": Words(_("Pengaduan dijawab"), "check", "ok"),
    "portal.compose_broadcast": Words(_("Siaran disusun"), "edit"),
    "portal.change_broadcast": Words(_("Siaran diubah"), "edit"),
    "portal.answer_survey": Words(_("Survei diisi"), "chart-bar"),
    "portal.try_broadcast": Words(_("Siaran dicoba dikirim ke diri sendiri"), "send"),
    "portal.start_broadcast": Words(_("Siaran dikirim"), "send", "ok"),
    "portal.stop_broadcast": Words(_("Siaran dihentikan"), "player-pause", "wait"),
    "portal.invite": Words(_("Orang lain diajak mengurus"), "user-plus"),
    "portal.refuse_invitation": Words(_("Ajakan mengurus ditolak atau ditarik"), "x"),
    "portal.ask_link": Words(_("Meminta dihubungkan dengan akun"), "user-plus"),
    "portal.link_approved": Words(_("Penghubungan akun disetujui"), "check", "ok"),
    "portal.link_refused": Words(_("Penghubungan akun ditolak"), "x", "bad"),
    "portal.ask_data": Words(_("Meminta sesuatu tentang data pribadinya"), "flag", "wait"),
    "portal.hand_out_data": Words(_("Salinan data pribadi diserahkan"), "download"),
    "portal.data_done": Words(_("Permintaan data pribadi selesai"), "check", "ok"),
    "portal.data_refused": Words(_("Permintaan data pribadi ditolak"), "x", "bad"),
    "portal.erase_owner": Words(_("Data pribadi dihapus atas permintaan pemiliknya"), "trash"),
    "portal.write_article": Words(_("Berita ditulis"), "edit"),
    "portal.change_article": Words(_("Berita diubah"), "edit"),
}
