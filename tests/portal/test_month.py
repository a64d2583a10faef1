"""The month grid of the public schedule."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from portal.month import AHEAD, month_of
from services.models import Sidang
from simetro.core.models import Office as OfficeRow
from tests.office import Office

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def held(month: Any) -> dict[date, list[str]]:
    return {day.on: [one.name for one in day.sessions] for week in month.weeks for day in week if day.sessions}


@pytest.fixture
def sessions(office: Office) -> None:
    for name, first, last in (
        ("Lintas", date(2026, 11, 29), date(2026, 12, 2)),
        ("Kemarin", date(2026, 11, 2), date(2026, 11, 2)),
        ("Desember", date(2026, 12, 1), date(2026, 12, 1)),
    ):
        sidang = office.sidang(name=name)
        Sidang.objects.filter(pk=sidang.pk).update(starts_on=first, ends_on=last)
    office.sidang(name="Rahasia", is_announced=False)


@pytest.mark.usefixtures("sessions")
def test_each_day_names_what_is_held_on_it() -> None:
    assert held(month_of("2026-11", TODAY)) == {
        date(2026, 11, 2): ["Kemarin"],
        date(2026, 11, 29): ["Lintas"],
        date(2026, 11, 30): ["Lintas"],
    }
    december = held(month_of("2026-12", TODAY))
    assert december == {date(2026, 12, 1): ["Lintas", "Desember"], date(2026, 12, 2): ["Lintas"]}


@pytest.mark.parametrize("month", range(AHEAD + 1))
def test_weeks_begin_on_monday_and_hold_each_day_of_the_month_once(month: int) -> None:
    first = date(2026 + (10 + month) // 12, (10 + month) % 12 + 1, 1)
    shown = month_of(f"{first:%Y-%m}", TODAY)
    assert shown.first == first
    days = [day for week in shown.weeks for day in week]
    assert all(len(week) == 7 and week[0].on.weekday() == 0 for week in shown.weeks)
    inside = [day.on for day in days if not day.is_outside]
    following = (first + timedelta(days=31)).replace(day=1)
    assert inside == [first + timedelta(days=n) for n in range((following - first).days)]
    assert [day.on for day in days if day.is_today and not day.is_outside] == ([TODAY] if month == 0 else [])


def test_neighbours_end_at_this_month_and_a_year_ahead() -> None:
    this, last = month_of("", TODAY), month_of("2027-11", TODAY)
    assert (this.before, this.after) == (None, date(2026, 12, 1))
    assert (last.before, last.after) == (date(2027, 10, 1), None)


@pytest.mark.parametrize("named", ["x", "2026-13", "2026-10", "2027-12", "9999-01", "2026-1", "\0", "٢٠٢٦-12"])
def test_what_is_no_month_to_come_is_this_month(named: str) -> None:
    assert month_of(named, TODAY).first == date(2026, 11, 1)


def test_page_links_days_to_their_session_and_months_to_each_other(office: Office) -> None:
    OfficeRow().save()
    sidang = office.sidang()
    page = Client().get("/sidang").content.decode()
    assert page.count(f'href="/sidang/{sidang.slug}"') == 3  # the grid, its short form for phones, the list
    assert 'scope="col"><abbr title="Senin">Sen</abbr>' in page
    assert 'aria-current="date"' in page
    following = (sidang.month + timedelta(days=31)).strftime("%Y-%m")
    assert f'href="?bulan={following}"' in page
    assert "Tidak ada sidang pada bulan ini." in Client().get(f"/sidang?bulan={following}").content.decode()
