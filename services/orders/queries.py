from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from services.codes import parse_transaction_number
from services.enums import (
    NOT_TESTED_YET,
    OPEN_ITEMS,
    ItemStatus,
    OrderStatus,
    Place,
    Todo,
)
from services.models import (
    Order,
    OrderItem,
    Repair,
    Verification,
)
from services.papers.queries import orders_of_penera
from simetro.core.kit.text import search_terms
from simetro.core.models import LogEntry, User
from uttp.enums import InstrumentStatus
from uttp.models import Instrument, Owner
from uttp.queries import instruments_for, keys_of_few, named_by, owners_for, search_instruments


def orders_for(user: User) -> QuerySet[Order]:
    orders = Order.objects.select_related("owner", "sidang").prefetch_related("items__instrument")
    if user.has_perm("services.view_all_orders"):
        return orders
    if user.is_office:
        own = Q(penera=user) | Q(items__verifications__penera=user)
        return orders.filter(pk__in=Order.objects.filter(own).values("pk"))
    return orders.filter(owner__in=owners_for(user))


def items_for(user: User) -> QuerySet[OrderItem]:
    items = OrderItem.objects.select_related("order__owner", "instrument__owner").prefetch_related("order__penera")
    return items if user.is_office else items.filter(order__owner__in=owners_for(user))


def search_orders(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    number = parse_transaction_number(text)
    if number:
        return orders.filter(transaction_number=number)
    words = search_terms(text)
    numbered = (Order.objects.filter(transaction_number__icontains=word) for word in words)
    sought = keys_of_few(*(named_by(word) for word in words), *numbered)
    for word, owners, numbers in zip(words, sought, sought[len(words) :], strict=False):
        orders = orders.filter(_ordered_by(word, owners, numbers))
    return orders


def _ordered_by(word: str, owners: list[int] | None, orders: list[int] | None) -> Q:
    """Orders whose number or owner's name contains this word.

    `owners` and `orders` are the keys that match, or None where too many match. Filtering by keys is faster than an OR
    across two tables, which reads both whole.
    """
    by_owner = Q(owner__name__icontains=word) if owners is None else Q(owner__in=owners)
    return by_owner | (Q(transaction_number__icontains=word) if orders is None else Q(pk__in=orders))


def orders_like(
    orders: QuerySet[Order],
    *,
    search: str = "",
    place: str | None = None,
    status: str | None = None,
    todo: str | None = None,
    penera: User | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Order]:
    exact = {"place": place, "status": status, "requested_on__gte": since, "requested_on__lte": until}
    orders = orders.filter(**{name: value for name, value in exact.items() if value})
    if penera:
        orders = orders.filter(pk__in=Order.penera.through.objects.filter(user=penera).values("order"))
    return search_orders(orders.filter(waits_for(Todo(todo))) if todo else orders, search)


def counted(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Orders for a list: with `item_count` instead of the items themselves."""
    items = OrderItem.objects.filter(order=OuterRef("pk")).exclude(status=ItemStatus.WITHDRAWN)
    number = items.order_by().values("order").annotate(n=Count("pk")).values("n")
    return orders.prefetch_related(None).annotate(item_count=Coalesce(Subquery(number), 0))


def waits_for(todo: Todo) -> Q:
    if todo == Todo.REVIEW:
        return Q(status=OrderStatus.SUBMITTED)
    if todo == Todo.SCHEDULE:
        return Q(status=OrderStatus.ACCEPTED) & ~Q(place=Place.OFFICE)
    out = Repair.objects.filter(item=OuterRef("pk"), came_back_on=None, given_up_on=None)
    if todo == Todo.TEST:
        return Q(status__in=(OrderStatus.SCHEDULED, OrderStatus.TESTING)) | Q(
            status=OrderStatus.ACCEPTED, place=Place.OFFICE
        )
    overdue = OrderItem.objects.filter(status=ItemStatus.IN_REPAIR, repair_until__lt=timezone.localdate())
    return Q(pk__in=overdue.filter(Exists(out)).values("order"))


def open_items() -> QuerySet[OrderItem]:
    """Items that wait, are tested or repaired: their instruments cannot be ordered again. An instrument has one."""
    return OrderItem.objects.filter(status__in=OPEN_ITEMS)


def orderable_instruments(owner: Owner, user: User) -> QuerySet[Instrument]:
    """The owner's active instruments, those due soonest first.

    `taken`: a list of the open item that an instrument stands on already, which then cannot be ordered; or empty.
    """
    taken = Prefetch("order_items", open_items().select_related("order"), to_attr="taken")
    instruments = instruments_for(user).filter(owner=owner, status=InstrumentStatus.ACTIVE)
    return instruments.prefetch_related(taken).order_by("valid_until", "pk")


def log_of(order: Order) -> QuerySet[LogEntry]:
    """What happened to an order and to the verifications of its items, newest first."""
    verifications = Verification.objects.filter(item__order=order)
    own = Q(subject_type=Order._meta.label_lower, subject_id=order.pk)
    tests = Q(subject_type=Verification._meta.label_lower, subject_id__in=verifications.values("pk"))
    return LogEntry.objects.filter(own | tests).select_related("actor")


def attempts_of(order: Order) -> list[Verification]:
    """Every attempt at the items of this order, oldest first. `is_corrected`: a later attempt supersedes it."""
    later = Verification.objects.filter(supersedes=OuterRef("pk"))
    attempts = Verification.objects.filter(item__order=order).annotate(is_corrected=Exists(later))
    return list(attempts.only("item", "status", "finalized_at").order_by("finalized_at", "pk"))


def items_like(
    items: QuerySet[OrderItem],
    *,
    search: str = "",
    place: str | None = None,
    status: str | None = None,
    until: date | None = None,
) -> QuerySet[OrderItem]:
    """The items that match. `until`: leaves out what is scheduled for later days."""
    exact = {"order__place": place, "status": status}
    items = items.filter(**{name: value for name, value in exact.items() if value})
    if until:
        items = items.exclude(order__scheduled_for__gt=until)
    return search_items(items, search)


def search_items(items: QuerySet[OrderItem], text: str) -> QuerySet[OrderItem]:
    """Searches by transaction number, UTTP ID, name plate or owner."""
    number = parse_transaction_number(text)
    if number:
        return items.filter(order__transaction_number=number)
    if not text.strip():
        return items
    instruments = search_instruments(Instrument.objects.all(), text).values("pk")
    all_items = OrderItem.objects.order_by()
    by_instrument = all_items.filter(instrument__in=instruments).values("pk")
    by_number = all_items.filter(order__transaction_number__icontains=text.strip()).values("pk")
    return items.filter(pk__in=by_instrument.union(by_number))  # an OR across tables would read both whole


def days_of(user: User, first: date, last: date) -> QuerySet[Order]:
    """Orders that are not tested yet, with `day`: the scheduled day, the end of the sidang, or the day asked for."""
    day = Coalesce("scheduled_for", "sidang__ends_on", "wanted_on")
    waiting = orders_for(user).filter(status__in=NOT_TESTED_YET).prefetch_related(None)
    return waiting.annotate(day=day).filter(day__range=(first, last)).order_by("day", "pk")


def items_of(instrument: Instrument, user: User) -> QuerySet[OrderItem]:
    """The items with which this instrument was ordered, newest first."""
    return items_for(user).filter(instrument=instrument).prefetch_related(None).order_by("-pk")


def live_instruments(order: Order) -> list[Instrument]:
    items = order.items.exclude(status=ItemStatus.WITHDRAWN).select_related("instrument")
    return [item.instrument for item in items]


def latest_repair(item: OrderItem) -> Repair | None:
    return item.repairs.order_by("-pk").first()


def orders_sending(user: User) -> QuerySet[Order]:
    """Orders whose surat tugas this user may read: the desk all, a penera those that name him."""
    return (
        orders_for(user)
        if user.has_perm("services.use_desk")
        else orders_for(user).filter(pk__in=orders_of_penera(user))
    )
