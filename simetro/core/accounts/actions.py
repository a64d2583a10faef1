from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from simetro.core.accounts.people import other_super_admins
from simetro.core.db.locking import hold
from simetro.core.kit.errors import Invalid
from simetro.core.kit.roles import Role
from simetro.core.log.audit import record
from simetro.core.models import User

PEOPLE = 4102  # whose lock it is


@transaction.atomic
def create_user(
    *,
    by: User | None,
    username: str,
    name: str,
    password: str,
    roles: Iterable[Role],
    email: str = "",
    nip: str = "",
    rank: str = "",
) -> User:
    user = User.objects.create_user(username=username, email=email, password=password, name=name, nip=nip, rank=rank)
    user.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    record(by, "core.create_user", user, username=username, roles=sorted(role.value for role in roles))
    return user


@transaction.atomic
def open_account(*, user: User, name: str) -> User:
    """Makes an owner's account of somebody who registered himself; it has no owner yet."""
    user.name = name
    user.save(update_fields=["name"])
    user.groups.set(Group.objects.filter(name=Role.OWNER.value))
    record(user, "core.open_account", user)
    return user


@transaction.atomic
def save_user(*, by: User, user: User, roles: Iterable[str], password: str = "") -> User:
    """Saves a person as a super admin filled him in; an empty password stays as it is."""
    roles = list(roles)
    hold(PEOPLE, 0)  # two super admins who remove each other at the same moment would leave none
    refuse_to_lock_out(user, roles)
    if password:
        user.set_password(password)
    elif not user.pk:
        user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
    facts = {"username": user.username, "active": user.is_active, "break_glass": user.break_glass}
    record(by, "core.save_user", user, roles=sorted(roles), **facts)
    return user


def refuse_to_lock_out(user: User, roles: Iterable[str]) -> None:
    """Raises where no super admin would be left to appoint others."""
    stays = user.is_active and Role.SUPER_ADMIN in roles
    is_one = user.pk is not None and Role.SUPER_ADMIN in User.objects.get(pk=user.pk).roles
    if is_one and not stays and not other_super_admins(user).exists():
        raise Invalid.field("roles", _("Ini satu-satunya super admin yang aktif. Tunjuk super admin lain dahulu."))


def check_password(password: str, user: User) -> str:
    """The password, where it is strong enough; else Django's ValidationError says what to do."""
    validate_password(password, user)
    return password
