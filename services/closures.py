"""On which days the office does not work, and what that does to a deadline."""

from datetime import date

from django.db.models import QuerySet

from services.models import ServiceDay
from services.workdays import FARTHEST_AHEAD, add_workdays

FRIDAY = 5  # by ISO, where Monday is 1


def _closed() -> QuerySet[ServiceDay]:
    """As the super admin said; what is closed for some districts only is not among them."""
    return ServiceDay.objects.filter(minutes=0, districts=[])


def closed_days(first: date, last: date) -> set[date]:
    return set(_closed().filter(on__range=(first, last)).values_list("on", flat=True))


def closed_workdays() -> QuerySet[ServiceDay]:
    """All of them that would else be working days, the earliest first."""
    return _closed().filter(on__iso_week_day__lte=FRIDAY).order_by("on")


def planned_days(year: int) -> set[date]:
    """The days of a year of which anything is said."""
    return set(ServiceDay.objects.filter(on__year=year).values_list("on", flat=True))


def deadline(start: date, days: int) -> date:
    """That many working days after `start`."""
    return add_workdays(start, days, closed_days(start, start + FARTHEST_AHEAD))
