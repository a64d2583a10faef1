from django.utils.translation import gettext_lazy as _

from simetro.core.log.phrases import Phrase

LOG_PHRASES = {
    "portal.complain": Phrase(_("Pengaduan diterima"), "flag", "wait"),
    "portal.answer_complaint": Phrase(_("Pengaduan dijawab"), "check", "ok"),
    "portal.compose_broadcast": Phrase(_("Siaran disusun"), "edit"),
    "portal.change_broadcast": Phrase(_("Siaran diubah"), "edit"),
    "portal.answer_survey": Phrase(_("Survei diisi"), "chart-bar"),
    "portal.try_broadcast": Phrase(_("Siaran dicoba dikirim ke diri sendiri"), "send"),
    "portal.start_broadcast": Phrase(_("Siaran dikirim"), "send", "ok"),
    "portal.stop_broadcast": Phrase(_("Siaran dihentikan"), "player-pause", "wait"),
    "portal.invite": Phrase(_("Orang lain diajak mengurus"), "user-plus"),
    "portal.refuse_invitation": Phrase(_("Ajakan mengurus ditolak atau ditarik"), "x"),
    "portal.ask_link": Phrase(_("Meminta dihubungkan dengan akun"), "user-plus"),
    "portal.link_approved": Phrase(_("Penghubungan akun disetujui"), "check", "ok"),
    "portal.link_refused": Phrase(_("Penghubungan akun ditolak"), "x", "bad"),
    "portal.ask_data": Phrase(_("Meminta sesuatu tentang data pribadinya"), "flag", "wait"),
    "portal.hand_out_data": Phrase(_("Salinan data pribadi diserahkan"), "download"),
    "portal.data_done": Phrase(_("Permintaan data pribadi selesai"), "check", "ok"),
    "portal.data_refused": Phrase(_("Permintaan data pribadi ditolak"), "x", "bad"),
    "portal.erase_owner": Phrase(_("Data pribadi dihapus atas permintaan pemiliknya"), "trash"),
    "portal.write_article": Phrase(_("Berita ditulis"), "edit"),
    "portal.change_article": Phrase(_("Berita diubah"), "edit"),
}
