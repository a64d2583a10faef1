from collections.abc import Collection
from datetime import date, timedelta

from holidays import country_holidays

SATURDAY = 5
EARLIEST_YEAR = 2000  # earlier dates are typing errors
FARTHEST_AHEAD = timedelta(days=366)  # so are days further ahead
_DAY = timedelta(days=1)


def add_workdays(start: date, days: int, closed: Collection[date] = ()) -> date:
    """The day that is `days` working days after `start`: Monday to Friday, without the days that are `closed`."""
    return _walked(start, days, closed, _DAY)


def workdays_before(end: date, days: int, closed: Collection[date] = ()) -> date:
    """The day that is `days` working days before `end`."""
    return _walked(end, days, closed, -_DAY)


def _walked(day: date, days: int, closed: Collection[date], step: timedelta) -> date:
    while days:
        day += step
        days -= day.weekday() < SATURDAY and day not in closed
    return day


def national_holidays(year: int) -> dict[date, str]:
    """Public holidays and collective leave, by date.

    A name ends with "(perkiraan)" where the government has not fixed the day yet.
    """
    days = country_holidays("ID", years=year, categories=("public", "government"), language="id")
    return dict(sorted(days.items()))
