from datetime import date, timedelta

SATURDAY = 5
EARLIEST_YEAR = 2000  # what is dated before is a slip of the keyboard
FARTHEST_AHEAD = timedelta(days=366)  # what is scheduled for later, too


def add_workdays(start: date, days: int) -> date:
    """The day that many working days (Monday to Friday) after `start`."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
