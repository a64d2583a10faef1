from services.enums import FINAL_ITEMS, OPEN_ORDERS, STILL_TESTABLE, UNDER_SIGNATURE, OrderStatus, Place
from services.models import OrderItem, Verification
from simetro.core.models import User
from simetro.core.roles import Role


def may_test(user: User, item: OrderItem) -> bool:
    """A penera types readings where he is assigned, or where nobody is."""
    if Role.PENERA not in user.roles:
        return False
    team = {penera.pk for penera in item.order.penera.all()}
    return not team or user.pk in team


def may_begin(item: OrderItem) -> bool:
    """Whether a first attempt, or one after a repair, can be made now; only office orders need no schedule."""
    order = item.order
    is_due = order.status != OrderStatus.ACCEPTED or order.place == Place.OFFICE
    return is_due and order.status in OPEN_ORDERS and item.status in STILL_TESTABLE


def may_change(user: User, verification: Verification) -> bool:
    return may_test(user, verification.item)


def may_correct(item: OrderItem) -> bool:
    """Whether the result may be corrected: as long as nobody has signed for it."""
    return item.status in FINAL_ITEMS and item.document not in UNDER_SIGNATURE


def may_repair(user: User, item: OrderItem) -> bool:
    return user.has_perm("services.review_order") or may_test(user, item)


def may_accept_at_once(user: User) -> bool:
    """What the desk registers needs no review; what an owner asks for does."""
    return user.is_office
