from django.db.models import Count, Q, QuerySet

from services.enums import ItemStatus, OrderStatus, VerificationStatus
from services.models import Order, OrderItem, Standard, Verification
from simetro.core.codes import parse_transaction_number
from simetro.core.models import User
from simetro.core.roles import Role

IN_HAND = (OrderStatus.ACCEPTED, OrderStatus.SCHEDULED, OrderStatus.TESTING)
TO_TEST = (ItemStatus.WAITING, ItemStatus.TESTING, ItemStatus.IN_REPAIR)


def _sees_all(user: User) -> bool:
    return not user.roles.isdisjoint({Role.ADMIN, Role.SUPER_ADMIN, Role.SIGNATORY})


def all_orders() -> QuerySet[Order]:
    """For filters of lists that are themselves narrowed to what their reader may see."""
    return Order.objects.all()


def orders_for(user: User) -> QuerySet[Order]:
    orders = Order.objects.select_related("owner").prefetch_related("items__instrument")
    if _sees_all(user):
        return orders
    if Role.PENERA in user.roles:
        own = Q(penera=user) | Q(items__verifications__penera=user)
        return orders.filter(pk__in=Order.objects.filter(own).values("pk"))
    return orders.filter(owner__account=user)


def items_for(user: User) -> QuerySet[OrderItem]:
    items = OrderItem.objects.select_related("order__owner", "instrument__owner").prefetch_related("order__penera")
    return items if user.is_office else items.filter(order__owner__account=user)


def verifications_for(user: User) -> QuerySet[Verification]:
    verifications = Verification.objects.select_related("item__order__owner", "item__instrument", "penera")
    if user.is_office:
        return verifications.prefetch_related("standards")
    return verifications.filter(item__order__owner__account=user, status=VerificationStatus.FINAL)


def search_orders(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    number = parse_transaction_number(text)
    if number:
        return orders.filter(transaction_number=number)
    for word in text.split():
        orders = orders.filter(Q(owner__name__icontains=word) | Q(transaction_number__icontains=word))
    return orders


def orders_like(
    orders: QuerySet[Order], *, search: str = "", place: str | None = None, status: str | None = None
) -> QuerySet[Order]:
    if place:
        orders = orders.filter(place=place)
    if status:
        orders = orders.filter(status=status)
    return search_orders(orders, search)


def items_to_test(user: User) -> QuerySet[OrderItem]:
    """What a penera may test now: his own, and what nobody is assigned to."""
    mine = Q(order__penera=user) | Q(order__penera__isnull=True)
    open_orders = items_for(user).filter(order__status__in=IN_HAND, status__in=TO_TEST)
    return open_orders.filter(mine).distinct().order_by("order__scheduled_for", "pk")


def current_attempts() -> QuerySet[Verification]:
    """Final attempts that count: not corrected by a later one."""
    return Verification.objects.filter(status=VerificationStatus.FINAL, superseded_by__isnull=True)


def newest_attempt(instrument_id: int) -> Verification | None:
    attempts = current_attempts().filter(item__instrument_id=instrument_id)
    return attempts.order_by("-tested_on", "-finalized_at").first()


def latest_final(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.FINAL).order_by("-finalized_at").first()


def draft_of(item: OrderItem) -> Verification | None:
    return item.verifications.filter(status=VerificationStatus.DRAFT).first()


def standards() -> QuerySet[Standard]:
    return Standard.objects.all()


def work_of_desk() -> dict[str, int]:
    """How much waits for the service desk."""
    orders = Order.objects.aggregate(
        to_review=Count("pk", filter=Q(status=OrderStatus.SUBMITTED)),
        to_schedule=Count("pk", filter=Q(status=OrderStatus.ACCEPTED) & ~Q(place="office")),
    )
    repairs = OrderItem.objects.filter(status=ItemStatus.IN_REPAIR)
    return {**orders, "in_repair": repairs.count()}
