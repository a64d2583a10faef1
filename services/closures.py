"""On which days the office does not work, and what that does to a deadline."""

from datetime import date

from services.models import ServiceDay
from services.workdays import FARTHEST_AHEAD, SATURDAY, add_workdays


def closed_days(first: date, last: date) -> set[date]:
    """As the super admin said; what is closed for some districts only is not among them."""
    closed = ServiceDay.objects.filter(on__range=(first, last), minutes=0, districts=[])
    return set(closed.values_list("on", flat=True))


def planned_days(year: int) -> set[date]:
    """The days of a year of which anything is said."""
    return set(ServiceDay.objects.filter(on__year=year).values_list("on", flat=True))


def closed_workdays() -> list[date]:
    """All of them that would else be working days, the earliest first."""
    return sorted(day for day in closed_days(date.min, date.max) if day.weekday() < SATURDAY)


def deadline(start: date, days: int) -> date:
    """That many working days after `start`."""
    return add_workdays(start, days, closed_days(start, start + FARTHEST_AHEAD))
