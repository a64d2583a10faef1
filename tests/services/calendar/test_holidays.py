"""The days on which the office is closed, and the deadlines that move because of them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.actions import complain
from services.calendar.actions import close_on
from services.calendar.queries import closed_days, deadline
from services.calendar.workdays import add_workdays, national_holidays
from services.models import ServiceDay
from services.orders.actions.orders import schedule_order
from simetro.core.kit.errors import Conflict
from simetro.core.models import LogEntry, User
from simetro.core.models import Office as OfficeRow
from tests.office import Office

pytestmark = pytest.mark.django_db
ADDRESS = "/staf/pengaturan/libur"
INDEPENDENCE = date(2027, 8, 17)


@pytest.fixture
def browser(office: Office, visit: Callable[[User], Client]) -> Client:
    return visit(office.superadmin)


def close_next_workday(office: Office) -> date:
    day = add_workdays(timezone.localdate(), 1)
    close_on(by=office.superadmin, days={day: "Libur"})
    return day


def test_calendar_names_public_holidays_and_collective_leave() -> None:
    year = national_holidays(2027)
    assert year[INDEPENDENCE] == "Hari Kemerdekaan Republik Indonesia"
    assert any(name.startswith("Cuti Bersama") for name in year.values())
    assert list(year) == sorted(year)


def test_a_year_is_entered_at_once_and_logged(office: Office, browser: Client) -> None:
    this_year = timezone.localdate().year
    form = browser.get(ADDRESS).context["form"]
    chosen = [code for code, _label in form.fields["days"].choices][:3]
    assert browser.post(ADDRESS, {"days": chosen}).status_code == 302
    days = ServiceDay.objects.order_by("on")
    assert [day.on.isoformat() for day in days] == chosen
    assert [(day.minutes, day.note) for day in days] == [(0, national_holidays(this_year)[day.on]) for day in days]
    assert LogEntry.objects.filter(verb="services.save_service_day", actor=office.superadmin).count() == 3
    left = browser.get(ADDRESS).context["form"].names
    assert not {day.on for day in days} & set(left)


def test_next_year_can_be_chosen_and_nonsense_shows_this_one(browser: Client) -> None:
    this_year = timezone.localdate().year
    asked = {query: browser.get(f"{ADDRESS}?tahun={query}").context["year"] for query in (this_year + 1, 1900, "x")}
    assert asked == {this_year + 1: str(this_year + 1), 1900: str(this_year), "x": str(this_year)}


def test_what_was_said_of_a_day_stays(office: Office) -> None:
    ServiceDay.objects.create(on=INDEPENDENCE, minutes=120, note="Upacara, lalu melayani")
    close_on(by=office.superadmin, days={INDEPENDENCE: "Hari Kemerdekaan"})
    assert ServiceDay.objects.get().minutes == 120


def test_a_day_closed_for_some_districts_is_a_working_day() -> None:
    ServiceDay.objects.create(on=INDEPENDENCE, minutes=0, districts=["Ajibarang"])
    assert closed_days(INDEPENDENCE, INDEPENDENCE) == set()


def test_deadlines_step_over_holidays(office: Office) -> None:
    day = close_next_workday(office)
    after = add_workdays(day, 1)
    assert deadline(timezone.localdate(), 1) == after


def test_an_order_and_a_complaint_are_promised_by_working_days(office: Office) -> None:
    closed = {close_next_workday(office)}
    today, office_row = timezone.localdate(), OfficeRow.current()
    order = office.order(office.scale())
    assert order.expected_on == add_workdays(today, office_row.service_days, closed)
    assert complain(order=order, text="Lama").due_on == add_workdays(today, office_row.complaint_days, closed)
    assert order.expected_on > today + timedelta(days=office_row.service_days)


def test_a_day_with_a_promised_visit_is_not_closed(office: Office, browser: Client) -> None:
    day = add_workdays(timezone.localdate(), 3)
    order = office.order(office.scale(), place="on_site")
    schedule_order(by=office.admin, order=order, on=day, penera=[office.penera])
    with pytest.raises(Conflict, match="Sudah ada kunjungan pada"):
        close_on(by=office.superadmin, days={day - timedelta(days=1): "Libur", day: "Libur"})
    sent = {"on": day.isoformat(), "minutes": "0", "once": str(uuid4())}
    assert "Sudah ada kunjungan pada" in browser.post("/staf/pengaturan/data/hari/baru", sent).content.decode()
    assert not ServiceDay.objects.exists()
    partly = {**sent, "districts": "Ajibarang", "once": str(uuid4())}
    assert browser.post("/staf/pengaturan/data/hari/baru", partly).status_code == 302
