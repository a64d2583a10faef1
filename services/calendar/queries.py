from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from services.calendar.workdays import FARTHEST_AHEAD, SATURDAY, add_workdays
from services.enums import (
    NEVER_HELD,
    ItemStatus,
    Place,
    RegistrationStatus,
    SidangStatus,
)
from services.models import (
    KindTime,
    OrderItem,
    RegistrationLine,
    ServiceDay,
    Sidang,
)
from services.models.capacity import USUAL_MINUTES
from services.office_settings import ServiceSettings
from simetro.core.models import User

FRIDAY = 5  # by ISO, where Monday is 1


def _closed() -> QuerySet[ServiceDay]:
    """The days that are closed for all districts."""
    return ServiceDay.objects.filter(minutes=0, districts=[])


def closed_days(first: date, last: date) -> set[date]:
    return set(_closed().filter(on__range=(first, last)).values_list("on", flat=True))


def closed_workdays() -> QuerySet[ServiceDay]:
    """The closed days from Monday to Friday, the earliest first."""
    return _closed().filter(on__iso_week_day__lte=FRIDAY).order_by("on")


def planned_days(year: int) -> set[date]:
    """The days of a year for which something was entered."""
    return set(ServiceDay.objects.filter(on__year=year).values_list("on", flat=True))


def deadline(start: date, days: int) -> date:
    """The day that is `days` working days after `start`."""
    return add_workdays(start, days, closed_days(start, start + FARTHEST_AHEAD))


def places_held(sessions: Iterable[Sidang]) -> dict[int, Counter[str]]:
    """How many places are registered without an account, by sidang and code of kind.

    Whoever has come still counts here; his order is a walk-in and does not count a second time.
    """
    lines = RegistrationLine.objects.filter(registration__sidang__in=sessions, registration__is_walk_in=False)
    counted = lines.exclude(registration__status=RegistrationStatus.CANCELLED).order_by()
    held: dict[int, Counter[str]] = defaultdict(Counter)
    for sidang, kind, number in counted.values_list("registration__sidang", "kind_code").annotate(n=Sum("count")):
        held[sidang][kind] = number
    return held


def minutes_by_kind() -> dict[str, int]:
    """How long a test takes, by code of kind; kinds without an entry take the usual time."""
    return defaultdict(lambda: USUAL_MINUTES, KindTime.objects.values_list("kind_code", "minutes"))


def minutes_taken(first: date, last: date) -> dict[date, int]:
    """The penera-minutes of on-site work that are scheduled or asked for, by day."""
    day = Coalesce("order__scheduled_for", "order__wanted_on")
    items = OrderItem.objects.filter(order__place=Place.ON_SITE).exclude(order__status__in=NEVER_HELD)
    items = items.exclude(status=ItemStatus.WITHDRAWN).annotate(day=day).filter(day__range=(first, last))
    minutes, taken = minutes_by_kind(), Counter[date]()
    for on, kind, number in items.order_by().values_list("day", "instrument__kind_code").annotate(n=Count("pk")):
        taken[on] += number * minutes[kind]
    return taken


def minutes_left(first: date, last: date, district: str) -> dict[date, int]:
    """The penera-minutes that are still free, by day on which the office goes out to this district."""
    usual, taken = ServiceSettings.current().onsite_minutes, minutes_taken(first, last)
    others = {row.on: row for row in ServiceDay.objects.filter(on__range=(first, last))}
    left = {}
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        other = others.get(on)
        given = (other.minutes if other.serves(district) else 0) if other else usual if on.weekday() < SATURDAY else 0
        left[on] = given - taken.get(on, 0)
    return {on: minutes for on, minutes in left.items() if minutes > 0}


def announced_sidang(today: date) -> QuerySet[Sidang]:
    """The sidang that owners can register for, the soonest first."""
    return Sidang.objects.filter(status=SidangStatus.ANNOUNCED, ends_on__gte=today).order_by(
        "starts_on", "opens_at", "pk"
    )


def items_at(sessions: Iterable[Sidang]) -> QuerySet[OrderItem]:
    items = OrderItem.objects.filter(order__sidang__in=sessions).exclude(order__status__in=NEVER_HELD)
    return items.exclude(status=ItemStatus.WITHDRAWN)


def _in_advance(sessions: Iterable[Sidang]) -> QuerySet[OrderItem]:
    return items_at(sessions).filter(order__is_walk_in=False).order_by()


def places_taken(sidang: Sidang) -> dict[str, int]:
    """How many instruments are registered in advance for this sidang, by code of kind."""
    counts = _in_advance([sidang]).values("instrument__kind_code").annotate(n=Count("pk"))
    return Counter(dict(counts.values_list("instrument__kind_code", "n"))) + places_held([sidang])[sidang.pk]


def places_left(sessions: Collection[Sidang]) -> dict[int, dict[str, int]]:
    """How many more instruments can be registered, by sidang and code of kind."""
    taken = _in_advance(sessions).values_list("order__sidang", "instrument__kind_code").annotate(n=Count("pk"))
    counts = Counter({(sidang, kind): number for sidang, kind, number in taken})
    held = places_held(sessions)
    return {
        sidang.pk: {
            kind: max(quota - counts[sidang.pk, kind] - held[sidang.pk][kind], 0)
            for kind, quota in sidang.quotas.items()
        }
        for sidang in sessions
    }


def repair_deadline(start: date) -> date:
    return deadline(start, ServiceSettings.current().repair_days)


def doors_of(user: User, day: date) -> QuerySet[Sidang]:
    """The sidang of this day to which this user is assigned, so that he may register who comes."""
    return announced_sidang(day).filter(penera=user, starts_on__lte=day)
