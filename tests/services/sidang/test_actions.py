"""Market sessions: what may be registered, who follows when they change, and the numbers of the queue."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from services.calendar.queries import places_left
from services.enums import Place, Service
from services.models import AssignmentLetter, Order, Sidang
from services.orders.actions.items import add_item
from services.orders.actions.orders import NewItem, accept_order, cancel_order, schedule_order
from services.orders.progress import next_of
from services.repairs.actions.repairs import send_to_repair
from services.sidang.actions.sidang import (
    SidangFacts,
    call_in,
    cancel_sidang,
    change_sidang,
    close_sidang,
    register_walk_in,
)
from services.sidang.queries.sidang import attendance
from services.sidang.report import report_of
from services.testing.queries.verifications import items_to_test
from simetro.core.kit.errors import Conflict, DomainError, Invalid
from simetro.core.outbox import deliveries
from tests.office import NOZZLE, Office, bad_scale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def facts_of(sidang: Sidang, **changed: Any) -> SidangFacts:
    names = SidangFacts.__dataclass_fields__
    return SidangFacts(**({name: getattr(sidang, name) for name in names} | changed))


def registered(office: Office, sidang: Sidang, scales: int = 1, **facts: Any) -> Order:
    owner = office.owner(email="pemilik@contoh.test")
    chosen = [office.scale(owner) for _ in range(scales)]
    return office.order(*chosen, place=Place.SIDANG, sidang=sidang, **facts)


def walked_in(office: Office, sidang: Sidang) -> Order:
    scale = office.scale()
    items = [NewItem(scale, Service.TERA_ULANG)]
    return register_walk_in(by=office.admin, sidang=sidang, owner=scale.owner, items=items)


def changed(office: Office, sidang: Sidang, penera: Any = (), **facts: Any) -> Sidang:
    sidang.refresh_from_db()
    return change_sidang(
        by=office.admin, sidang=sidang, version=sidang.version, facts=facts_of(sidang, **facts), penera=penera
    )


class TestPlanning:
    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"ends_on": day(-1)}, "ends_on"),
            ({"ends_on": day(31)}, "ends_on"),
            ({"starts_on": day(400), "ends_on": day(400)}, "ends_on"),
            ({"closes_at": time(8)}, "closes_at"),
        ],
    )
    def test_what_contradicts_itself_is_refused_at_its_field(
        self, office: Office, facts: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(Invalid) as refused:
            office.sidang(**facts)
        assert [error.field for error in refused.value.errors] == [field]
        assert not Sidang.objects.exists()

    def test_it_serves_a_kind(self, office: Office) -> None:
        with pytest.raises(Invalid, match="paling sedikit satu jenis"):
            office.sidang(quotas={})

    def test_only_penera_are_sent(self, office: Office) -> None:
        with pytest.raises(Invalid, match="Hanya penera"):
            office.sidang(penera=(office.admin,))

    def test_names_may_repeat_but_addresses_do_not(self, office: Office) -> None:
        first, second = office.sidang(), office.sidang()
        assert first.slug == f"sidang-pasar-wage-{day(0).isoformat()}"
        assert second.slug == f"{first.slug}-2"

    def test_what_is_over_is_not_announced(self, office: Office) -> None:
        with pytest.raises(Conflict, match="sudah lewat"):
            office.sidang(starts_on=day(-3), ends_on=day(-2))

    def test_database_keeps_days_and_hours_in_order(self, office: Office) -> None:
        sidang = office.sidang()
        for flaw in ({"ends_on": day(-1)}, {"closes_at": time(7)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Sidang.objects.filter(pk=sidang.pk).update(**flaw)


class TestRegistering:
    def test_day_and_team_are_those_of_the_sidang(self, office: Office) -> None:
        order = registered(office, office.sidang(starts_on=day(5), ends_on=day(6), penera=(office.penera,)))
        assert (order.status, order.scheduled_for) == ("scheduled", day(5))
        assert list(order.penera.all()) == [office.penera]
        assert not AssignmentLetter.objects.exists()

    def test_owner_is_told_where_to_bring_them(self, office: Office) -> None:
        order = registered(office, office.sidang(starts_on=day(5), ends_on=day(5)))
        deliveries.sweep()
        where = "Bawa UTTP Anda ke Pasar Wage, Jl. Pasar 2, "
        assert where in mail.outbox[-1].body
        assert next_of(order, []).startswith(where)

    def test_an_owners_request_is_put_on_the_day_when_it_is_accepted(self, office: Office) -> None:
        order = registered(office, office.sidang(), by=office.owner_account)
        assert (order.status, order.scheduled_for) == ("submitted", None)
        order = accept_order(by=office.admin, order=order)
        assert (order.status, order.scheduled_for) == ("scheduled", day(0))

    def test_quota_binds_what_is_registered_and_frees_what_is_cancelled(self, office: Office) -> None:
        sidang = office.sidang(starts_on=day(5), ends_on=day(5))
        first = registered(office, sidang)
        with pytest.raises(Conflict, match="tinggal 1") as refused:
            registered(office, sidang, scales=2)
        assert refused.value.code == "no_place"
        second = registered(office, sidang)
        assert places_left([sidang]) == {sidang.pk: {"nawi.electronic": 0}}
        with pytest.raises(Conflict, match="tinggal 0"):
            add_item(by=office.admin, order=second, new=NewItem(office.scale(second.owner), Service.TERA))
        cancel_order(by=office.admin, order=first, reason="Pindah")
        assert places_left([sidang]) == {sidang.pk: {"nawi.electronic": 1}}
        registered(office, sidang)

    def test_a_kind_that_is_not_served_is_refused(self, office: Office) -> None:
        with pytest.raises(Conflict, match="tidak melayani jenis"):
            registered(office, office.sidang(quotas={"weights": 5}))

    def test_what_stands_fast_is_never_brought(self, office: Office) -> None:
        nozzle = office.scale(kind="fuel_dispenser", attributes=NOZZLE)
        with pytest.raises(Invalid) as refused:
            office.order(nozzle, place=Place.SIDANG, sidang=office.sidang())
        assert "tempat pakai" in refused.value.errors[0].message

    def test_the_place_is_the_sidang(self, office: Office) -> None:
        with pytest.raises(Invalid) as refused:
            office.order(place=Place.OFFICE, sidang=office.sidang())
        assert [error.field for error in refused.value.errors] == ["sidang_id"]
        order = office.order()
        order.sidang = office.sidang()
        with pytest.raises(IntegrityError), transaction.atomic():
            order.save()

    @pytest.mark.parametrize("state", ["planned", "closed", "cancelled"])
    def test_only_while_it_is_announced(self, office: Office, state: str) -> None:
        sidang = office.sidang(is_announced=False)
        Sidang.objects.filter(pk=sidang.pk).update(status=state)
        with pytest.raises(Conflict, match="tidak dibuka"):
            registered(office, sidang)

    def test_its_day_is_not_changed_by_itself(self, office: Office) -> None:
        order = registered(office, office.sidang())
        with pytest.raises(Conflict, match="mengikuti sidangnya"):
            schedule_order(by=office.admin, order=order, on=day(3), penera=[office.penera])


class TestQueue:
    def test_each_who_comes_gets_the_next_number(self, office: Office) -> None:
        sidang = office.sidang()
        expected = registered(office, sidang)
        numbers = [walked_in(office, sidang).queue_number for _ in range(3)]  # one more than the quota
        called = call_in(by=office.admin, order=expected)
        assert [*numbers, called.queue_number] == [1, 2, 3, 4]
        assert [order.queue_number for order in attendance(sidang)] == [1, 2, 3, 4]
        with pytest.raises(Conflict, match="nomor antrean 4"):
            call_in(by=office.admin, order=expected)

    def test_penera_sees_them_in_this_order(self, office: Office) -> None:
        sidang = office.sidang(penera=(office.penera,))
        absent, late = registered(office, sidang), registered(office, sidang)
        early = walked_in(office, sidang)
        call_in(by=office.admin, order=late)
        assert [item.order for item in items_to_test(office.penera)] == [early, late, absent]

    @pytest.mark.parametrize("ahead", [-1, 1])
    def test_only_on_its_days(self, office: Office, ahead: int) -> None:
        sidang = office.sidang()
        order = registered(office, sidang)
        Sidang.objects.filter(pk=sidang.pk).update(starts_on=day(ahead), ends_on=day(ahead))
        sidang.refresh_from_db()
        order.refresh_from_db()
        for act in (lambda: walked_in(office, sidang), lambda: call_in(by=office.admin, order=order)):
            with pytest.raises(Conflict, match="hanya pada hari sidang"):
                act()

    def test_orders_of_elsewhere_have_no_number(self, office: Office) -> None:
        with pytest.raises(Conflict, match="terdaftar pada sidang"):
            call_in(by=office.admin, order=office.order())
        order = office.order()
        order.queue_number = 1
        with pytest.raises(IntegrityError), transaction.atomic():
            order.save()


class TestChanges:
    def test_orders_follow_and_owners_hear_of_a_new_day(self, office: Office) -> None:
        sidang = office.sidang(starts_on=day(2), ends_on=day(2), penera=(office.penera,))
        order = registered(office, sidang)
        changed(office, sidang, [office.penera2], starts_on=day(9), ends_on=day(9))
        order.refresh_from_db()
        assert order.scheduled_for == day(9)
        assert list(order.penera.all()) == [office.penera2]
        deliveries.sweep()
        assert mail.outbox[-1].subject == f"Jadwal order tera {order} berubah"

    def test_what_is_not_accepted_yet_follows_when_it_is(self, office: Office) -> None:
        sidang = office.sidang(starts_on=day(2), ends_on=day(2))
        order = registered(office, sidang, by=office.owner_account)
        changed(office, sidang, starts_on=day(9), ends_on=day(9))
        order.refresh_from_db()
        assert order.status == "submitted"
        assert accept_order(by=office.admin, order=order).scheduled_for == day(9)

    def test_nothing_is_accepted_for_what_is_over(self, office: Office) -> None:
        sidang = office.sidang()
        order = registered(office, sidang, by=office.owner_account)
        close_sidang(by=office.admin, sidang=sidang)
        order.refresh_from_db()
        with pytest.raises(Conflict, match="sarankan sidang lain"):
            accept_order(by=office.admin, order=order)

    def test_nobody_hears_of_another_note(self, office: Office) -> None:
        sidang = office.sidang()
        registered(office, sidang)
        deliveries.sweep()
        told = len(mail.outbox)
        changed(office, sidang, note="Bawa KTP")
        deliveries.sweep()
        assert len(mail.outbox) == told

    def test_quota_stays_above_what_is_registered(self, office: Office) -> None:
        sidang = office.sidang()
        registered(office, sidang, scales=2)
        for quotas in ({"nawi.electronic": 1}, {"weights": 3}):
            with pytest.raises(Invalid) as refused:
                changed(office, sidang, quotas=quotas)
            assert [error.field for error in refused.value.errors] == ["quotas.nawi.electronic"]

    def test_walk_ins_take_no_place_of_those_who_register(self, office: Office) -> None:
        sidang = office.sidang()
        for _ in range(3):
            walked_in(office, sidang)
        assert places_left([sidang]) == {sidang.pk: {"nawi.electronic": 2}}
        changed(office, sidang, closes_at=time(14))

    def test_owners_hear_of_another_hall_in_indonesian(self, office: Office) -> None:
        sidang = office.sidang()
        registered(office, sidang)
        with translation.override("en"):
            changed(office, sidang, venue="Balai desa")
            deliveries.sweep()
            sidang.refresh_from_db()
            cancel_sidang(by=office.admin, sidang=sidang, reason="Banjir")
            deliveries.sweep()
        moved, cancelled = mail.outbox[-2:]
        assert "Bawa UTTP Anda ke Balai desa" in moved.body
        assert "dibatalkan: Banjir" in cancelled.body

    def test_nobody_is_invited_to_what_was_cancelled_before_the_mail_left(self, office: Office) -> None:
        sidang = office.sidang()
        registered(office, sidang)
        changed(office, sidang, venue="Balai desa")
        sidang.refresh_from_db()
        cancel_sidang(by=office.admin, sidang=sidang, reason="Banjir")
        deliveries.sweep()
        assert ["dibatalkan" in message.subject for message in mail.outbox] == [True]

    def test_what_is_closed_stays(self, office: Office) -> None:
        sidang = close_sidang(by=office.admin, sidang=office.sidang())
        for act in (
            lambda: changed(office, sidang, note="x"),
            lambda: cancel_sidang(by=office.admin, sidang=sidang, reason="x"),
            lambda: walked_in(office, sidang),
        ):
            with pytest.raises(DomainError):
                act()

    def test_it_is_not_closed_before_it_began(self, office: Office) -> None:
        with pytest.raises(Conflict, match="belum dimulai"):
            close_sidang(by=office.admin, sidang=office.sidang(starts_on=day(1), ends_on=day(1)))

    def test_cancelling_cancels_what_nobody_began_and_tells_its_owners(self, office: Office) -> None:
        sidang = office.sidang()
        begun, waiting = registered(office, sidang), registered(office, sidang)
        office.tested(begun.items.get())
        cancel_sidang(by=office.admin, sidang=sidang, reason="Pasar banjir")
        waiting.refresh_from_db()
        begun.refresh_from_db()
        assert (waiting.status, begun.status) == ("cancelled", "tested")
        assert waiting.closing_reason == "Sidang Pasar Wage dibatalkan: Pasar banjir"
        deliveries.sweep()
        (told,) = [one for one in mail.outbox if "dibatalkan" in one.subject]
        assert told.subject == f"Order tera {waiting} dibatalkan"
        assert "Pasar banjir" in told.body


def test_report_counts_who_came_and_what_was_found(office: Office) -> None:
    sidang = office.sidang(quotas={"nawi.electronic": 4, "weights": 5})
    registered(office, sidang)
    cancel_order(by=office.admin, order=registered(office, sidang), reason="Pindah")
    passed, failed, mended, waiting = (walked_in(office, sidang).items.get() for _ in range(4))
    office.tested(passed)
    office.tested(failed, bad_scale())
    office.tested(mended, bad_scale())
    send_to_repair(by=office.penera, item=mended, reason="Pegas", until=day(9))
    report = report_of(sidang)
    assert (report.orders, report.came) == (5, 4)
    electronic, weights = report.by_kind
    told = (electronic.quota, electronic.registered, electronic.passed, electronic.failed, electronic.in_repair)
    assert told == (4, 5, 1, 1, 1)
    assert electronic.untested == 2
    assert (weights.quota, weights.registered) == (5, 0)
    assert (report.total.quota, report.total.registered, report.total.untested) == (9, 5, 2)
    assert waiting.order.queue_number == 4
