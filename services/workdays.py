from datetime import date, timedelta

SATURDAY = 5


def add_workdays(start: date, days: int) -> date:
    """The day that many working days (Monday to Friday) after `start`."""
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
