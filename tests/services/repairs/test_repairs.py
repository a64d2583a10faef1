"""The repair loop: out with a reason and a deadline, reminded of, back to the same order, or never back."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from services.calendar.queries import repair_deadline
from services.calendar.workdays import add_workdays, workdays_before
from services.models import OrderItem, Repair, ServiceDay
from services.repairs.actions.reminders import remind_repairs
from services.repairs.actions.repairs import give_up_repair, receive_repaired, send_to_repair
from services.repairs.queries import in_repair, repairs_like
from simetro.core.kit.errors import Conflict, Invalid
from simetro.core.models import LogEntry, User
from simetro.core.outbox import deliveries
from tests.office import Office, bad_scale, good_scale

pytestmark = pytest.mark.django_db
Visit = Callable[[User], Client]
FRIDAY = date(2026, 11, 27)


def sent(office: Office, *, email: str = "warung@contoh.test", name: str = "Warung Bu Darsih") -> OrderItem:
    item = office.tested(office.item(office.scale(office.owner(name, email=email))), bad_scale()).item
    return send_to_repair(by=office.admin, item=item, reason="Tuas penyetel longgar")


def due(item: OrderItem, until: date) -> None:
    OrderItem.objects.filter(pk=item.pk).update(repair_until=until)
    sent_on = until - timedelta(days=9)
    Repair.objects.filter(item=item).update(until=until, sent_on=sent_on)


def posted() -> list[str]:
    """Subjects of what was sent since."""
    deliveries.sweep()
    subjects = [one.subject.split(":")[0] for one in mail.outbox]
    mail.outbox.clear()
    return subjects


def test_workdays_leave_out_weekends_and_closed_days() -> None:
    assert add_workdays(FRIDAY, 1) == date(2026, 11, 30)
    assert add_workdays(FRIDAY, 2, {date(2026, 11, 30)}) == date(2026, 12, 2)
    assert workdays_before(date(2026, 11, 30), 1) == FRIDAY
    assert workdays_before(date(2026, 12, 2), 2, {date(2026, 11, 30)}) == FRIDAY


def test_deadline_knows_the_holidays_of_the_office(office: Office) -> None:
    for day, minutes, districts in ((1, 0, []), (2, 0, ["Sumpiuh"]), (3, 600, [])):
        ServiceDay.objects.create(on=date(2026, 12, day), minutes=minutes, districts=districts)
    assert repair_deadline(FRIDAY) == date(2026, 12, 9)  # only the first is closed to everybody


def test_owner_is_told_why_and_until_when(office: Office) -> None:
    item = sent(office)
    deliveries.sweep()
    told = mail.outbox[-1]
    assert (told.to, "Tuas penyetel longgar" in told.body) == (["warung@contoh.test"], True)
    assert item.order.transaction_number in told.body
    repair = Repair.objects.get()
    assert (repair.item, repair.until, repair.reason) == (item, item.repair_until, "Tuas penyetel longgar")


def test_owner_is_reminded_twice_and_once_each(office: Office) -> None:
    item = sent(office)
    due(item, date(2026, 12, 1))  # a Tuesday
    posted()
    days = {day: remind_repairs(day) for day in (date(2026, 11, 26), FRIDAY, FRIDAY, date(2026, 11, 30))}
    assert days == {date(2026, 11, 26): 0, FRIDAY: 0, date(2026, 11, 30): 0}
    assert posted() == ["Batas perbaikan sudah dekat"]
    assert [remind_repairs(date(2026, 12, 1)) for _ in range(2)] == [1, 0]
    assert remind_repairs(date(2026, 12, 2)) == 0
    assert posted() == ["Batas perbaikan hari ini"]


def test_who_is_back_given_up_or_without_an_address_is_not_reminded(office: Office) -> None:
    back, given_up, silent = sent(office), sent(office), sent(office, email="")
    for item in (back, given_up, silent):
        due(item, FRIDAY)
    receive_repaired(by=office.admin, item=back, repairer="Bengkel Jaya")
    give_up_repair(by=office.admin, item=given_up, reason="Dijual")
    posted()
    assert remind_repairs(FRIDAY) == 0
    assert posted() == []


def test_who_mended_it_is_kept_with_the_repair(office: Office) -> None:
    item = sent(office)
    with pytest.raises(Invalid):
        receive_repaired(by=office.admin, item=item, repairer=" ")
    receive_repaired(by=office.penera, item=item, repairer="CV Justir Jaya", licence_number="503/12/R")
    repair = Repair.objects.get()
    today = timezone.localdate()
    assert (repair.repairer, repair.licence_number, repair.came_back_on) == ("CV Justir Jaya", "503/12/R", today)
    assert LogEntry.objects.get(verb="services.receive_repaired").data["repairer"] == "CV Justir Jaya"
    item.refresh_from_db()
    final = office.tested(item, good_scale())
    assert (final.verdict, Repair.objects.get().repairer) == ("sah", "CV Justir Jaya")
    with pytest.raises(Conflict):
        receive_repaired(by=office.admin, item=final.item, repairer="x")


def test_a_retest_ends_a_repair_that_nobody_took_back(office: Office) -> None:
    item = sent(office)
    office.reading(item)
    assert Repair.objects.get().came_back_on == timezone.localdate()
    assert OrderItem.objects.get(pk=item.pk).status == "testing"


def test_an_item_is_out_once_at_a_time_and_may_go_out_again(office: Office) -> None:
    item = sent(office)
    again = office.tested(OrderItem.objects.select_related("order", "instrument").get(pk=item.pk), bad_scale()).item
    send_to_repair(by=office.admin, item=again, reason="Masih longgar")
    assert [one.reason for one in Repair.objects.order_by("pk")] == ["Tuas penyetel longgar", "Masih longgar"]
    day = timezone.localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Repair.objects.create(item=item, reason="x", sent_on=day, until=day)


def test_what_is_out_back_and_overdue_is_told_apart(office: Office) -> None:
    today = timezone.localdate()
    out, late, back = sent(office), sent(office), sent(office, name="Toko Kembali")
    due(late, today - timedelta(days=3))
    due(back, today - timedelta(days=1))
    receive_repaired(by=office.admin, item=back, repairer="Pemilik sendiri")
    every = in_repair(office.admin)
    assert list(every) == [late, back, out]
    found = {state: list(repairs_like(every, state=state)) for state in ("overdue", "out", "back")}
    assert found == {"overdue": [late], "out": [out], "back": [back]}
    assert list(repairs_like(every, search="toko kembali")) == [back]


def test_desk_sees_whom_to_call(office: Office, visit: Visit) -> None:
    item = sent(office)
    due(item, timezone.localdate() - timedelta(days=3))
    desk = visit(office.admin)
    (row,) = desk.get("/staf/perbaikan?state=overdue").context["rows"]
    assert row.late == 3
    assert row.whatsapp.startswith("https://wa.me/6281234567890?text=")
    assert "sudah lewat" in unquote(row.whatsapp)
    page = desk.get("/staf/perbaikan").content.decode()
    assert 'href="tel:081234567890"' in page
    assert "Lewat 3 hari" in page
    card = next(one for one in desk.get("/staf/").context["cards"] if str(one.title) == "Perbaikan lewat batas")
    assert (card.count, card.rows[0].title, "081234567890" in card.rows[0].detail) == (1, "Warung Bu Darsih", True)
    assert "Tidak ada yang sedang diperbaiki" not in page


def test_what_never_came_back_stays_failed_with_its_reason(office: Office, visit: Visit) -> None:
    item = sent(office)
    due(item, timezone.localdate() - timedelta(days=3))
    address = f"/staf/order/{item.order.transaction_number}/uttp/{item.instrument.uttp_id}/batal-perbaikan"
    desk = visit(office.admin)
    initial = desk.get(address).context["form"].initial
    assert initial["reason"] == "Tidak kembali sampai batas perbaikan."
    version = OrderItem.objects.get(pk=item.pk).version
    assert desk.post(address, {"reason": initial["reason"], "version": version}).status_code == 302
    item.refresh_from_db()
    assert (item.status, item.reason) == ("failed", "Tidak kembali sampai batas perbaikan.")
    assert Repair.objects.get().given_up_on == timezone.localdate()
    assert "Tidak ada yang sedang diperbaiki" in desk.get("/staf/perbaikan").content.decode()


def test_loop_from_failure_to_a_pass_on_the_same_order_through_the_pages(office: Office, visit: Visit) -> None:
    desk, penera = visit(office.admin), visit(office.penera)
    failed = office.tested(observations=bad_scale()).item
    order, uttp = failed.order.transaction_number, failed.instrument.uttp_id
    base = f"/staf/order/{order}/uttp/{uttp}"
    form = desk.get(f"{base}/perbaiki").context["form"]
    version, until = form.initial["version"], form.initial["until"].isoformat()
    desk.post(f"{base}/perbaiki", {"reason": "Loadcell", "until": until, "version": version})
    assert "Catat siapa yang memperbaiki" in penera.get(f"/staf/pengujian/{failed.pk}").content.decode()
    back = desk.get(f"{base}/kembali").context["form"].initial["version"]
    response = desk.post(f"{base}/kembali", {"repairer": "CV Justir Jaya", "version": back})
    assert response.url == "/staf/perbaikan"
    assert "Kembali, menunggu diuji" in desk.get("/staf/perbaikan").content.decode()
    assert "Diperbaiki oleh CV Justir Jaya" in penera.get(f"/staf/pengujian/{failed.pk}").content.decode()
    office.reading(OrderItem.objects.select_related("order", "instrument").get(pk=failed.pk))
    draft = failed.verifications.get(status="draft")
    penera.post(f"/staf/pengujian/{failed.pk}/ringkasan", {"version": draft.version})
    failed.refresh_from_db()
    assert (failed.status, failed.order.transaction_number) == ("passed", order)
    assert "Kembali dari perbaikan" in desk.get(f"/staf/order/{order}").content.decode()
