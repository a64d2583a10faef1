from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from services.calendar.queries import announced_sidang, items_at
from services.enums import (
    NEVER_HELD,
    OrderStatus,
)
from services.models import (
    Order,
    Sidang,
)
from services.orders.queries import counted
from simetro.core.kit.text import search_terms
from simetro.core.models import User
from uttp.models import Owner


def next_sidang_for(owner: Owner, kinds: Iterable[str], today: date) -> Sidang | None:
    """The soonest sidang that tests one of these kinds; those in the owner's district come first."""
    near = Case(When(district__iexact=owner.district, then=Value(0)), default=Value(1))
    served = announced_sidang(today).filter(quotas__has_any_keys=list(kinds))
    return served.annotate(far=near).order_by("far", "starts_on", "opens_at", "pk").first()


def sidang_like(*, search: str = "", status: str | None = None) -> QuerySet[Sidang]:
    sessions = Sidang.objects.filter(status=status) if status else Sidang.objects.all()
    return search_sidang(sessions, search)


def search_sidang(sessions: QuerySet[Sidang], text: str) -> QuerySet[Sidang]:
    for word in search_terms(text):
        sessions = sessions.filter(Q(name__icontains=word) | Q(venue__icontains=word) | Q(district__icontains=word))
    return sessions


def public_sidang(today: date) -> QuerySet[Sidang]:
    """Sidang that were announced, also cancelled ones, and are not over; the soonest first."""
    announced = Sidang.objects.filter(announced_at__isnull=False)
    return announced.filter(ends_on__gte=today).order_by("starts_on", "opens_at", "pk")


def attendance(sidang: Sidang) -> QuerySet[Order]:
    """The orders of a sidang with `item_count`: those who came, in the order of the queue, then those expected."""
    orders = Order.objects.filter(sidang=sidang).exclude(status__in=NEVER_HELD).select_related("owner")
    return counted(orders).order_by(F("queue_number").asc(nulls_last=True), "owner__name", "pk")


def brought_to(sidang: Sidang) -> dict[int, dict[str, int]]:
    """The number of instruments by order and code of kind."""
    brought: dict[int, dict[str, int]] = defaultdict(dict)
    counts = items_at([sidang]).order_by("order", "instrument__kind_code")
    for order, kind, number in counts.values_list("order", "instrument__kind_code").annotate(n=Count("pk")):
        brought[order][kind] = number
    return brought


def expected_at(sidang: Sidang, owner: Owner) -> list[Order]:
    """This owner's orders for the sidang for which he has not come yet."""
    return list(attendance(sidang).filter(owner=owner, status=OrderStatus.SCHEDULED, queue_number__isnull=True))


def uncalled_orders(sidang: Sidang) -> QuerySet[Order]:
    """The orders of a sidang that nobody has begun to test. They change when it is moved or cancelled."""
    return Order.objects.filter(sidang=sidang, status__in=(OrderStatus.SUBMITTED, OrderStatus.SCHEDULED))


def sidang_sending(user: User) -> QuerySet[Sidang]:
    return Sidang.objects.all() if user.has_perm("services.use_desk") else Sidang.objects.filter(penera=user)
