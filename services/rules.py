from services.models import OrderItem
from simetro.core.models import User
from simetro.core.roles import Role


def may_test(user: User, item: OrderItem) -> bool:
    """A penera types readings where he is assigned, or where nobody is."""
    if Role.PENERA not in user.roles:
        return False
    team = {penera.pk for penera in item.order.penera.all()}
    return not team or user.pk in team


def may_repair(user: User, item: OrderItem) -> bool:
    return user.has_perm("services.review_order") or may_test(user, item)


def may_accept_at_once(user: User) -> bool:
    """What the desk registers needs no review; what an owner asks for does."""
    return user.is_office
