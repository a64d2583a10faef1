from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.accounts.people import people_like, roles_without_people
from simetro.core.settings.setup import Setting, SettingGroup, Standing


def _standing() -> Standing:
    if missing := roles_without_people():
        return Standing(
            False, gettext("Belum ada: %(roles)s.") % {"roles": ", ".join(str(role.label) for role in missing)}
        )
    count = people_like(state="active").count()
    return Standing(True, gettext("%(count)s petugas dapat masuk.") % {"count": count})


SETTINGS = (
    Setting(
        order=10,
        group=SettingGroup.PEOPLE,
        title=_("Petugas"),
        what=_("Siapa yang dapat masuk, dengan peran apa."),
        icon="users",
        url=reverse_lazy("people"),
        right="core.manage_people",
        standing=_standing,
    ),
    Setting(
        order=50,
        group=SettingGroup.DATA,
        title=_("Masa simpan data"),
        what=_("Berapa lama data yang hanya perlu sementara disimpan, dan apa yang terakhir dihapus."),
        icon="clock",
        url=reverse_lazy("retention"),
    ),
    Setting(
        order=90,
        group=SettingGroup.DATA,
        title=_("Kiriman dan catatan sistem"),
        what=_("E-mail dan kabar yang menunggu atau gagal, alamat yang tidak dikirimi, dan deret nomor."),
        icon="send",
        url=reverse_lazy("admin:index"),
    ),
)
