"""Every read of the people who sign in, and what is said of them in the settings."""

from typing import Any

from django.db.models import Q, QuerySet

from simetro.core.kit.roles import STAFF, Role
from simetro.core.kit.text import search_terms
from simetro.core.models import User


def people() -> QuerySet[Any]:
    return User.objects.prefetch_related("groups")


def people_like(*, search: str = "", role: str | None = None, state: str | None = None) -> QuerySet[Any]:
    """The people with this role; without a role everybody who works or worked here."""
    of_role = User.groups.through.objects.filter(group__name=role or Role.OWNER).values("user")
    rows = people().filter(pk__in=of_role) if role else people().exclude(pk__in=of_role)
    if state:
        rows = rows.filter(is_active=state == "active")
    for word in search_terms(search):
        rows = rows.filter(
            Q(name__icontains=word) | Q(username__icontains=word) | Q(nip__icontains=word) | Q(email__icontains=word)
        )
    return rows


def roles_without_people() -> list[Role]:
    """The roles that the office cannot work without and that nobody holds."""
    there = set(User.objects.filter(is_active=True).values_list("groups__name", flat=True).distinct())
    return [role for role in Role if role in STAFF and role not in there]


def other_super_admins(user: User) -> QuerySet[User]:
    return User.objects.filter(groups__name=Role.SUPER_ADMIN, is_active=True).exclude(pk=user.pk)
