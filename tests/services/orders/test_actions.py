"""What actions on orders write, log and tell."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from services.calendar.workdays import add_workdays
from services.enums import Place, Service
from services.models import Order
from services.orders.actions.items import add_item, withdraw_item
from services.orders.actions.orders import NewItem, accept_order, cancel_order, register_order, schedule_order
from services.repairs.actions.repairs import send_to_repair
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.log.audit import history_of
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Office, bad_scale
from uttp import actions as register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("blank_paper")]


def verbs(row: Any) -> list[str]:
    return [entry.verb for entry in reversed(history_of(row))]


def test_order_is_expected_after_the_working_days_that_the_office_promises(office: Office) -> None:
    OfficeRow(service_days=3).save()
    order = office.order()
    assert order.expected_on == add_workdays(timezone.localdate(), 3)


def test_owner_with_an_address_is_told_of_each_step_once(office: Office, mailoutbox: list[Any]) -> None:
    scale = office.scale(office.owner(email="pemilik@contoh.test"))
    item = office.item(scale)
    office.issued(office.tested(item))
    deliveries.sweep()
    mails = [mail for mail in mailoutbox if mail.to == ["pemilik@contoh.test"]]
    number = item.order.transaction_number
    assert [mail.subject for mail in mails] == [
        f"Order tera {number} diterima",
        f"Order tera {number} selesai diuji",
        f"Dokumen order tera {number} sudah terbit",
    ]
    assert all(f"https://simetro.test/status/{number}" in mail.body for mail in mails)
    assert all("Yth. Sumber Rejeki" in mail.body for mail in mails)


def test_owner_without_an_address_gets_no_mail(office: Office, mailoutbox: list[Any]) -> None:
    office.tested()
    deliveries.sweep()
    assert mailoutbox == []


def test_request_of_an_owner_is_told_when_it_is_accepted(office: Office, mailoutbox: list[Any]) -> None:
    scale = office.scale(office.owner(email="pemilik@contoh.test"))
    order = office.order(scale, by=office.owner_account)
    deliveries.sweep()
    assert mailoutbox == []
    accept_order(by=office.admin, order=order)
    deliveries.sweep()
    assert len(mailoutbox) == 1
    assert verbs(order) == ["services.register_order", "services.accept_order"]


def test_order_without_items_is_refused(office: Office) -> None:
    with pytest.raises(Invalid) as refusal:
        register_order(by=office.admin, owner=office.owner(), place=Place.OFFICE, items=[])
    assert [error.field for error in refusal.value.errors] == ["items"]
    assert not Order.objects.exists()


def test_each_step_is_logged_with_who_and_why(office: Office) -> None:
    order = office.order(place=Place.ON_SITE)
    schedule_order(by=office.admin, order=order, on=timezone.localdate(), penera=[office.penera])
    cancel_order(by=office.superadmin, order=order, reason="Toko tutup")
    entries = list(reversed(history_of(order)))
    assert [(entry.verb, entry.actor) for entry in entries] == [
        ("services.register_order", office.admin),
        ("services.accept_order", office.admin),
        ("services.schedule_order", office.admin),
        ("services.order_cancelled", office.superadmin),
        ("services.end_items", office.superadmin),
    ]
    assert entries[2].data == {"on": timezone.localdate().isoformat(), "penera": ["penera"]}
    assert entries[3].data == {"reason": "Toko tutup"}
    assert entries[4].data == {"items": 1}


def test_person_who_left_is_not_assigned(office: Office) -> None:
    order = office.order()
    office.penera.is_active = False
    office.penera.save()
    with pytest.raises(Invalid):
        schedule_order(by=office.admin, order=order, on=timezone.localdate(), penera=[office.penera])
    assert not order.penera.exists()


def test_schedule_before_the_request_is_refused(office: Office) -> None:
    order = office.order()
    with pytest.raises(Invalid) as refusal:
        schedule_order(by=office.admin, order=order, on=timezone.localdate() - timedelta(days=1), penera=[])
    assert [error.field for error in refusal.value.errors] == ["date"]


def test_item_that_is_added_again_after_withdrawal_is_taken(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    first = order.items.first()
    withdraw_item(by=office.admin, item=first, reason="Dijual")
    again = NewItem(first.instrument, Service.TERA_ULANG)
    added = add_item(by=office.admin, order=order, new=again)
    assert added.pk != first.pk
    with pytest.raises(Conflict):
        add_item(by=office.admin, order=order, new=again)


def test_order_whose_open_items_are_withdrawn_is_tested(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    first, second = order.items.all()
    office.tested(first)
    order.refresh_from_db()
    assert order.status == "testing"
    withdraw_item(by=office.admin, item=second, reason="Dijual")
    order.refresh_from_db()
    assert order.status == "tested"


def test_item_added_while_testing_keeps_the_order_open(office: Office) -> None:
    owner = office.owner()
    order = office.order(office.scale(owner), office.scale(owner))
    first, second = order.items.all()
    office.tested(first)
    order.refresh_from_db()
    add_item(by=office.admin, order=order, new=NewItem(office.scale(owner), Service.TERA_ULANG))
    office.tested(second)
    order.refresh_from_db()
    assert order.status == "testing"


def test_second_result_of_a_repaired_item_is_what_counts(office: Office) -> None:
    item = office.item()
    office.tested(item, bad_scale())
    item.instrument.refresh_from_db()
    assert item.instrument.last_verdict == "batal"
    send_to_repair(by=office.penera, item=item, reason="Disetel")
    item.refresh_from_db()
    final = office.tested(item)
    item.instrument.refresh_from_db()
    assert (item.instrument.last_verdict, item.instrument.valid_until) == ("sah", final.valid_until)
    assert item.verifications.count() == 2


def test_instrument_that_was_sold_after_its_test_stays_on_the_document_of_who_ordered(office: Office) -> None:
    final = office.tested()
    item = final.item
    buyer = office.owner("Pembeli")
    register.transfer_instrument(by=office.admin, instrument=item.instrument, owner=buyer, reason="Dijual")
    assert office.draft(final).owner == item.order.owner
