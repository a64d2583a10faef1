"""The days on which the office goes out: how much time there is, who takes it, and that the last is taken once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from services.calendar.actions import save_kind_time, save_service_day
from services.calendar.queries import minutes_left
from services.enums import Place
from services.models import KindTime, Order, ServiceDay
from services.orders.actions.items import withdraw_item
from services.orders.actions.orders import cancel_order, schedule_order
from services.orders.actions.requests import move_request
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import Office as OfficeRow
from tests.office import NOZZLE, Office

pytestmark = pytest.mark.django_db


def workday(number: int = 0) -> date:
    """The first Monday to Friday after tomorrow, or one of those after it."""
    day = timezone.localdate() + timedelta(days=1)
    days = (day + timedelta(days=ahead) for ahead in range(40))
    return [one for one in days if one.weekday() < 5][number]


@pytest.fixture(autouse=True)
def _an_hour_a_day(office: Office) -> None:
    OfficeRow(onsite_minutes=60).save()


def booked(office: Office, on: date, nozzles: int = 1, **facts: Any) -> Order:
    owner = office.owner()
    plates = [NOZZLE | {"nozzle": str(number)} for number in range(nozzles)]
    scales = [office.scale(owner, kind="fuel_dispenser", attributes=plate) for plate in plates]
    return office.order(*scales, place=Place.ON_SITE, wanted_on=on, **facts)


def left(on: date, district: str = "Sumpiuh") -> int:
    return minutes_left(on, on, district).get(on, 0)


def test_orders_take_the_time_of_their_kinds(office: Office) -> None:
    save_kind_time(by=office.superadmin, time=KindTime(kind_code="fuel_dispenser", minutes=25))
    assert left(workday()) == 60
    order = booked(office, workday())
    assert (order.wanted_on, left(workday())) == (workday(), 35)
    with pytest.raises(Conflict, match="35 menit, sedangkan UTTP Anda perlu 50 menit") as refused:
        booked(office, workday(), nozzles=2)
    assert refused.value.code == "no_time"
    booked(office, workday())
    assert left(workday()) == 10


def test_a_full_day_is_not_offered(office: Office) -> None:
    booked(office, workday(), nozzles=2)
    assert workday() not in minutes_left(workday(), workday(1), "Sumpiuh")
    with pytest.raises(Conflict, match="sudah penuh"):
        booked(office, workday())


def test_weekends_holidays_and_other_districts(office: Office) -> None:
    saturday = timezone.localdate() + timedelta(days=(5 - timezone.localdate().weekday()) % 7 + 7)
    assert left(saturday) == 0
    by = office.superadmin
    save_service_day(by=by, day=ServiceDay(on=saturday, minutes=30, districts=["sumpiuh"]))
    save_service_day(by=by, day=ServiceDay(on=workday(), minutes=0, note="Libur"))
    assert (left(saturday), left(saturday, "Tambak"), left(workday())) == (30, 0, 0)


@pytest.mark.parametrize("ahead", [-1, 0, 61])
def test_from_tomorrow_for_sixty_days(office: Office, ahead: int) -> None:
    with pytest.raises(Conflict, match="mulai besok"):
        booked(office, timezone.localdate() + timedelta(days=ahead))


def test_what_is_cancelled_or_withdrawn_is_given_back(office: Office) -> None:
    order = booked(office, workday(), nozzles=2)
    withdraw_item(by=office.admin, item=order.items.first(), reason="Rusak")
    assert left(workday()) == 30
    order.refresh_from_db()
    cancel_order(by=office.admin, order=order, reason="Tutup")
    assert left(workday()) == 60


def test_what_the_desk_schedules_counts_on_its_new_day(office: Office) -> None:
    order = booked(office, workday())
    schedule_order(by=office.admin, order=order, on=workday(1), penera=[office.penera])
    assert (left(workday()), left(workday(1))) == (60, 30)


def test_the_day_is_chosen_only_where_somebody_goes(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        office.order(place=Place.OFFICE, wanted_on=workday())
    assert [error.field for error in refused.value.errors] == ["wanted_on"]
    order = office.order()
    order.wanted_on = workday()
    with pytest.raises(IntegrityError), transaction.atomic():
        order.save()


class TestMoving:
    def test_to_a_day_that_has_room(self, office: Office) -> None:
        order = booked(office, workday(), by=office.owner_account)
        moved = move_request(by=office.owner_account, order=order, wanted_on=workday(1))
        assert (left(workday()), left(workday(1)), moved.version) == (60, 30, order.version + 1)
        booked(office, workday(2), nozzles=2)
        with pytest.raises(Conflict, match="sudah penuh"):
            move_request(by=office.owner_account, order=moved, wanted_on=workday(2))
        order.refresh_from_db()
        assert order.wanted_on == workday(1)

    def test_the_same_day_changes_nothing(self, office: Office) -> None:
        order = booked(office, workday(), nozzles=2)
        assert move_request(by=office.admin, order=order, wanted_on=workday()).version == order.version

    def test_until_the_day_before_and_not_once_it_is_scheduled(self, office: Office) -> None:
        order = booked(office, workday(), by=office.owner_account)
        Order.objects.update(wanted_on=timezone.localdate())
        with pytest.raises(Conflict, match="sudah tiba"):
            move_request(by=office.owner_account, order=order, wanted_on=workday(1))
        scheduled = booked(office, workday())
        schedule_order(by=office.admin, order=scheduled, on=workday(), penera=[office.penera])
        with pytest.raises(Conflict, match="sebelum order dijadwalkan"):
            move_request(by=office.admin, order=scheduled, wanted_on=workday(1))


def test_a_kind_that_is_none_has_no_time(office: Office) -> None:
    with pytest.raises(Invalid):
        save_kind_time(by=office.superadmin, time=KindTime(kind_code="x", minutes=5))
