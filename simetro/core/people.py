"""Every read of the people who sign in, and what is said of them in the settings."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from simetro.core.lines import words_of
from simetro.core.models import User
from simetro.core.roles import STAFF, Role
from simetro.core.setup import Group, Setting, Standing


def people() -> QuerySet[Any]:
    return User.objects.prefetch_related("groups")


def people_like(*, search: str = "", role: str | None = None, state: str | None = None) -> QuerySet[Any]:
    """Who works or worked here, or who has the role that was asked for."""
    of_role = User.groups.through.objects.filter(group__name=role or Role.OWNER).values("user")
    found = people().filter(pk__in=of_role) if role else people().exclude(pk__in=of_role)
    if state:
        found = found.filter(is_active=state == "active")
    for word in words_of(search):
        found = found.filter(
            Q(name__icontains=word) | Q(username__icontains=word) | Q(nip__icontains=word) | Q(email__icontains=word)
        )
    return found


def roles_without_people() -> list[Role]:
    """What the office cannot work without and nobody is there for."""
    there = set(User.objects.filter(is_active=True).values_list("groups__name", flat=True).distinct())
    return [role for role in Role if role in STAFF and role not in there]


def other_super_admins(user: User) -> QuerySet[User]:
    return User.objects.filter(groups__name=Role.SUPER_ADMIN, is_active=True).exclude(pk=user.pk)


def _standing() -> Standing:
    if missing := roles_without_people():
        return Standing(
            False, gettext("Belum ada: %(roles)s.") % {"roles": ", ".join(str(role.label) for role in missing)}
        )
    count = people_like(state="active").count()
    return Standing(True, gettext("%(count)s petugas dapat masuk.") % {"count": count})


SETUP = (
    Setting(
        order=10,
        group=Group.PEOPLE,
        title=_("Petugas"),
        what=_("Siapa yang dapat masuk, dengan peran apa."),
        icon="users",
        url=reverse_lazy("people"),
        right="core.manage_people",
        standing=_standing,
    ),
    Setting(
        order=50,
        group=Group.DATA,
        title=_("Masa simpan data"),
        what=_("Berapa lama data yang hanya perlu sementara disimpan, dan apa yang terakhir dihapus."),
        icon="clock",
        url=reverse_lazy("retention"),
    ),
    Setting(
        order=90,
        group=Group.DATA,
        title=_("Kiriman dan catatan sistem"),
        what=_("E-mail dan kabar yang menunggu atau gagal, alamat yang tidak dikirimi, dan deret nomor."),
        icon="send",
        url=reverse_lazy("admin:index"),
    ),
)
