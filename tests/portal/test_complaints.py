"""A complaint by the number of an order: taken, answered in time, read by its own number."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.actions import answer_complaint, complain
from portal.codes import new_complaint_number, parse_complaint_number
from portal.limits import COMPLAINTS
from portal.models import Complaint
from services.calendar.workdays import add_workdays
from services.models import Order
from simetro.core.kit.errors import Conflict
from simetro.core.models import Office as OfficeRow
from simetro.core.outbox import deliveries
from tests.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(office: Office) -> Order:
    OfficeRow(complaint_days=3).save()
    return office.order()


def test_from_complaint_to_answer(office: Office, order: Order, visit: Any) -> None:
    client = Client()
    assert f"/status/{order}/pengaduan" in client.get(f"/status/{order}").content.decode()
    sent = client.post(f"/status/{order}/pengaduan", {"text": "Antre <b>tiga</b> jam", "contact": "0812"}, follow=True)
    complaint = Complaint.objects.get()
    assert sent.redirect_chain == [(f"/pengaduan/{complaint.number}", 302)]
    assert "Antre &lt;b&gt;tiga&lt;/b&gt; jam" in sent.content.decode()
    assert "0812" not in sent.content.decode()
    assert complaint.due_on == add_workdays(timezone.localdate(), 3)
    desk = visit(office.admin)
    assert "Antre" in desk.get("/staf/").content.decode()
    assert complaint.number in desk.get("/staf/pengaduan").content.decode()
    url = f"/staf/pengaduan/{complaint.pk}"
    assert "0812" in desk.get(url).content.decode()
    desk.post(url, {"version": complaint.version, "answer": "Loket kami tambah."})
    assert "Loket kami tambah." in client.get(f"/pengaduan/{complaint.number.lower()}").content.decode()
    again = desk.post(url, {"version": complaint.version + 1, "answer": "Lain"})
    assert "sudah dijawab" in again.content.decode()


def test_late_ones_stand_first(office: Office, order: Order, visit: Any) -> None:
    answered = complain(order=order, text="Pertama")
    answer_complaint(by=office.admin, complaint=answered, answer="Ya")
    complain(order=order, text="Kedua")
    late = complain(order=order, text="Ketiga")
    Complaint.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    page = visit(office.admin).get("/staf/pengaduan").content.decode()
    assert page.index("Ketiga") < page.index("Kedua") < page.index("Pertama")
    assert "Lewat batas" in page


@pytest.mark.parametrize(("typed", "field"), [({"text": ""}, "text"), ({"text": "x" * 2001}, "text")])
def test_what_is_none_is_told(order: Order, typed: dict[str, str], field: str) -> None:
    answer = Client().post(f"/status/{order}/pengaduan", typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_one_address_does_not_flood_the_desk(order: Order) -> None:
    answers = [Client().post(f"/status/{order}/pengaduan", {"text": "Lagi"}) for _ in range(COMPLAINTS.allowed + 1)]
    assert [answer.status_code for answer in answers] == [302] * COMPLAINTS.allowed + [422]
    assert "Terlalu banyak permintaan" in answers[-1].content.decode()


def test_unknown_numbers_look_alike() -> None:
    OfficeRow().save()
    for number in ("L-0000-0000", new_complaint_number(), "x"):
        assert Client().get(f"/pengaduan/{number}").status_code == 404
    assert Client().get("/status/7KQ4-M9XD-R2P/pengaduan").status_code == 404


def test_numbers_are_read_as_they_are_typed() -> None:
    number = new_complaint_number()
    assert parse_complaint_number(number.lower().replace("-", " ")) == number


def answered(office: Office, order: Order, contact: str) -> list[Any]:
    """The mail that an answer brings to who complained with this contact."""
    answer_complaint(
        by=office.admin, complaint=complain(order=order, text="Antre", contact=contact), answer="Ditambah."
    )
    deliveries.sweep()
    return mail.outbox


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("tumini@contoh.test", "tumini@contoh.test"),
        ("Tumini <tumini@contoh.test>", "tumini@contoh.test"),
        ("0812-3456-7890 / tumini@contoh.test", "tumini@contoh.test"),
        ("081234567890/tumini@contoh.test", "tumini@contoh.test"),
        ("e-mail:tumini@contoh.test, HP 0812", "tumini@contoh.test"),
        ("uji/bag@contoh.test", "uji/bag@contoh.test"),
        ("uji#1@contoh.test.", "uji#1@contoh.test"),
        ("tumini@münchen.example", "tumini@münchen.example"),
    ],
)
def test_who_gave_an_address_gets_the_answer(office: Office, order: Order, contact: str, address: str) -> None:
    (answer,) = answered(office, order, contact)
    number = Complaint.objects.get().number
    assert (answer.to, answer.subject) == ([address], f"Pengaduan {number} sudah dijawab")
    assert "Ditambah." in answer.body
    assert f"https://simetro.test/pengaduan/{number}" in answer.body
    assert order.owner.name not in answer.body
    assert answer.message()["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("contact", ["", "0812-3456-7890", "tumini at contoh.test", "@tumini", "tumini@", "IG @tumini"])
def test_who_gave_none_reads_it_by_its_number(office: Office, order: Order, contact: str) -> None:
    assert answered(office, order, contact) == []


def test_database_keeps_answers_in_words(office: Office, order: Order) -> None:
    complaint = complain(order=order, text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(answered_at=timezone.now())
    answer_complaint(by=office.admin, complaint=complaint, answer="Ya")
    with pytest.raises(Conflict):
        answer_complaint(by=office.admin, complaint=complaint, answer="Tidak")
