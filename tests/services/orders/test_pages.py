"""The desk's pages of orders, as a browser sends and reads them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from services.enums import ItemStatus, OrderStatus, Place
from services.models import Order, OrderItem
from services.orders.actions.orders import schedule_order
from services.repairs.actions.repairs import send_to_repair
from simetro.core.models import User
from tests.office import Office, bad_scale
from uttp.models import Instrument, Owner

pytestmark = pytest.mark.usefixtures("blank_paper")

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
Visit = Callable[[User], Client]


def line(instrument: Instrument, service: str = "tera_ulang", certificate: str = "on") -> dict[str, str]:
    uttp_id = instrument.uttp_id
    ticked = {f"pick.{uttp_id}": "on", f"service.{uttp_id}": service}
    return ticked | ({f"certificate.{uttp_id}": certificate} if certificate else {})


def request_of(owner: Owner, *lines: dict[str, str], **typed: Any) -> dict[str, Any]:
    known = {"once": str(uuid4()), "owner": owner.pk, "place": "office", "requested_on": timezone.localdate()}
    known |= {"certificate_name": "", "certificate_address": ""}
    for one in lines:
        known |= one
    return known | typed


def url_of(order: Order, step: str = "") -> str:
    return f"/staf/order/{order.transaction_number}{step}"


def errors(response: Any) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def submitted(office: Office) -> Order:
    """What an owner asked for himself."""
    owner = office.owner()
    return office.order(office.scale(owner), by=office.owner_account)


class TestWhoMayOpen:
    @pytest.mark.parametrize(
        ("person", "code"),
        [("admin", 200), ("superadmin", 200), ("sekdis", 200), ("penera", 403), ("owner_account", 403)],
    )
    def test_reading_orders(self, office: Office, visit: Visit, person: str, code: int) -> None:
        order = office.order()
        client = visit(office.people[person])
        pages = ["/staf/order", url_of(order), url_of(order, "/bukti"), url_of(order, "/formulir.pdf")]
        assert [client.get(page).status_code for page in pages] == [code] * 4

    @pytest.mark.parametrize(
        ("person", "code"),
        [("admin", 200), ("superadmin", 200), ("sekdis", 403), ("penera", 403), ("owner_account", 403)],
    )
    def test_working_on_orders(self, office: Office, visit: Visit, person: str, code: int) -> None:
        item = office.item()
        client, order = visit(office.people[person]), item.order
        steps = ["/tolak", "/batalkan", "/jadwal", "/tambah", f"/uttp/{item.instrument.uttp_id}/tarik"]
        pages = ["/staf/order/baru", *(url_of(order, step) for step in steps)]
        assert [client.get(page).status_code for page in pages] == [code] * 6

    def test_signatory_reads_without_buttons(self, office: Office, visit: Visit) -> None:
        page = visit(office.kadis).get(url_of(submitted(office))).content.decode()
        assert ("Terima permintaan" in page, "Batalkan order" in page, "Tarik" in page) == (False, False, False)

    def test_nobody_is_sent_to_sign_in(self, office: Office) -> None:
        assert Client().get("/staf/order").url == "/akun/masuk/?next=/staf/order"


class TestReceipt:
    def test_receipt_says_number_next_steps_and_whatsapp(self, office: Office, visit: Visit) -> None:
        order = office.order()
        page = visit(office.admin).get(url_of(order, "/bukti")).content.decode()
        assert order.transaction_number in page
        assert f"https://simetro.test/status/{order.transaction_number}" in page
        assert 'class="qr"' in page
        assert "https://wa.me/6281234567890?text=" in page
        day = order.expected_on
        told = f"Perkiraan selesai: {day.day} {MONTHS[day.month - 1]} {day.year}."
        assert told in unquote(page)

    def test_owner_with_mail_is_told_by_mail(
        self, office: Office, visit: Visit, django_capture_on_commit_callbacks: Any
    ) -> None:
        instrument = office.scale(office.owner(email="sumber@contoh.test"))
        client = visit(office.admin)
        with django_capture_on_commit_callbacks(execute=True):
            done = client.post("/staf/order/baru", request_of(instrument.owner, line(instrument)))
        page = client.get(done.url).content.decode()
        assert ("Kabar dikirim ke sumber@contoh.test" in page, "wa.me" in page) == (True, False)
        assert [one.to for one in mail.outbox] == [["sumber@contoh.test"]]

    def test_form_is_a_pdf(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).get(url_of(office.order(), "/formulir.pdf"))
        assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


class TestReview:
    def test_accepting_moves_and_tells(self, office: Office, visit: Visit) -> None:
        order = submitted(office)
        client = visit(office.admin)
        response = client.post(url_of(order, "/terima"), {"version": order.version}, follow=True)
        order.refresh_from_db()
        assert order.status == OrderStatus.ACCEPTED
        assert said(response) == ["Permintaan diterima. Pemilik mendapat kabar bila e-mailnya ada."]
        assert "Kaji ulang permintaan" not in response.content.decode()

    @pytest.mark.parametrize("version", ["99", "", "x", "9" * 5000], ids=["other", "none", "word", "huge"])
    def test_accepting_what_one_has_not_seen_is_refused(self, office: Office, visit: Visit, version: str) -> None:
        order = submitted(office)
        response = visit(office.admin).post(url_of(order, "/terima"), {"version": version}, follow=True)
        order.refresh_from_db()
        assert order.status == OrderStatus.SUBMITTED
        assert "sudah diubah orang lain" in said(response)[0]

    def test_rejecting_needs_a_reason_that_is_shown(self, office: Office, visit: Visit) -> None:
        order, client = submitted(office), visit(office.admin)
        assert list(errors(client.post(url_of(order, "/tolak"), {"version": 1}))) == ["reason"]
        response = client.post(url_of(order, "/tolak"), {"version": 1, "reason": "Di luar lingkup"}, follow=True)
        order.refresh_from_db()
        assert (order.status, order.closing_reason) == (OrderStatus.REJECTED, "Di luar lingkup")
        assert response.content.decode().count("Di luar lingkup") == 2  # as notice and in the story

    def test_accepting_an_accepted_order_is_told(self, office: Office, visit: Visit) -> None:
        order = office.order()
        response = visit(office.admin).post(url_of(order, "/terima"), {"version": order.version}, follow=True)
        assert "berstatus “Diterima”" in said(response)[0]


class TestSteps:
    def test_schedule_sets_day_and_team(self, office: Office, visit: Visit) -> None:
        order, client = office.order(place=Place.SIDANG), visit(office.admin)
        day = timezone.localdate() + timedelta(days=3)
        form = {"version": order.version, "date": day, "penera": [office.penera.pk, office.penera2.pk]}
        response = client.post(url_of(order, "/jadwal"), form, follow=True)
        order.refresh_from_db()
        assert (order.status, order.scheduled_for) == (OrderStatus.SCHEDULED, day)
        assert set(order.penera.all()) == {office.penera, office.penera2}
        assert "(Penera, Penera2)" in response.content.decode()

    def test_schedule_offers_penera_only(self, office: Office, visit: Visit) -> None:
        order, client = office.order(place=Place.SIDANG), visit(office.admin)
        offered = client.get(url_of(order, "/jadwal")).context["form"]["penera"]
        assert [str(choice.data["value"]) for choice in offered] == [str(office.penera.pk), str(office.penera2.pk)]
        form = {"version": order.version, "date": "2026-01-01", "penera": [office.admin.pk]}
        assert "penera" in errors(client.post(url_of(order, "/jadwal"), form))

    def test_schedule_before_the_request_is_told_at_the_date(self, office: Office, visit: Visit) -> None:
        order = office.order(place=Place.SIDANG)
        form = {"version": order.version, "date": "2020-01-01", "penera": [office.penera.pk]}
        assert list(errors(visit(office.admin).post(url_of(order, "/jadwal"), form))) == ["date"]

    @pytest.mark.parametrize(("days", "field"), [(366, []), (367, ["date"])])
    def test_schedule_more_than_a_year_ahead_is_a_slip(
        self, office: Office, visit: Visit, days: int, field: list[str]
    ) -> None:
        order = office.order(place=Place.SIDANG)
        form = {"version": order.version, "penera": [office.penera.pk]}
        response = visit(office.admin).post(
            url_of(order, "/jadwal"), form | {"date": timezone.localdate() + timedelta(days=days)}
        )
        assert (list(errors(response)) if response.status_code == 422 else []) == field
        order.refresh_from_db()
        assert bool(order.scheduled_for) is not bool(field)

    def test_adding_offers_what_is_not_there_yet(self, office: Office, visit: Visit) -> None:
        order = office.order()
        more, client = office.scale(order.owner), visit(office.admin)
        assert list(client.get(url_of(order, "/tambah")).context["form"].fields["instrument"].queryset) == [more]
        back = client.get(url_of(order, f"/tambah?uttp={more.uttp_id}"))
        assert back.context["form"]["instrument"].value() == more.uttp_id
        assert f"/staf/uttp/baru?pemilik={order.owner_id}&amp;kembali=" in back.content.decode()
        form = {"version": order.version, "instrument": more.uttp_id, "service": "tera", "certificate": "on"}
        assert client.post(url_of(order, "/tambah"), form).url == url_of(order)
        assert order.items.get(instrument=more).service == "tera"

    def test_nothing_left_to_add_leads_to_a_new_instrument(self, office: Office, visit: Visit) -> None:
        order, client = office.order(), visit(office.admin)
        page = client.get(url_of(order, "/tambah")).content.decode()
        assert "Semua UTTP pemilik ini sudah ada pada order" in page
        assert f'href="/staf/uttp/baru?pemilik={order.owner_id}&amp;kembali=' in page
        assert "<form class" not in page.partition("<main")[2]

    def test_amber_and_red_are_left_to_what_warns(self, office: Office, visit: Visit) -> None:
        order, client = office.order(place=Place.SIDANG), visit(office.admin)
        plain, danger = (client.get(url_of(order, step)).content.decode() for step in ("/jadwal", "/batalkan"))
        assert ('<div class="notice">' in plain, '<div class="notice wait">' in plain) == (True, False)
        assert '<div class="notice bad">' in danger

    def test_withdrawing_keeps_the_reason(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        first, second = office.scale(owner), office.scale(owner)
        order = office.order(first, second)
        url = url_of(order, f"/uttp/{first.uttp_id}/tarik")
        page = visit(office.admin).post(url, {"version": 1, "reason": "Tidak dibawa"}, follow=True).content.decode()
        item = OrderItem.objects.get(instrument=first)
        assert (item.status, item.reason) == (ItemStatus.WITHDRAWN, "Tidak dibawa")
        assert "UTTP ditarik dari order: Quattro" in page

    def test_last_item_is_not_withdrawn(self, office: Office, visit: Visit) -> None:
        item = office.item()
        url = url_of(item.order, f"/uttp/{item.instrument.uttp_id}/tarik")
        response = visit(office.admin).post(url, {"version": 1, "reason": "Tidak dibawa"})
        assert "Batalkan ordernya saja" in errors(response)["__all__"][0]

    def test_failed_item_goes_to_repair_and_may_be_given_up(self, office: Office, visit: Visit) -> None:
        item = office.item()
        verification = office.tested(item, bad_scale())
        client, url = visit(office.admin), url_of(item.order, f"/uttp/{item.instrument.uttp_id}")
        item.refresh_from_db()
        assert item.status == ItemStatus.FAILED
        page = client.get(url_of(item.order)).content.decode()
        assert f"/riwayat/{verification.pk}" in page
        until = client.get(f"{url}/perbaiki").context["form"]["until"].value()
        form = {"version": item.version, "reason": "Disetel reparatir", "until": until}
        assert client.post(f"{url}/perbaiki", form).url == url_of(item.order)
        item.refresh_from_db()
        assert (item.status, item.repair_until) == (ItemStatus.IN_REPAIR, until)
        client.post(f"{url}/batal-perbaikan", {"version": item.version, "reason": "Suku cadang tidak ada"})
        item.refresh_from_db()
        assert (item.status, item.reason) == (ItemStatus.FAILED, "Suku cadang tidak ada")

    def test_reason_of_a_repair_goes_once_the_item_passed(self, office: Office, visit: Visit) -> None:
        item = office.item()
        office.tested(item, bad_scale())
        item.refresh_from_db()
        send_to_repair(by=office.admin, item=item, reason="Disetel reparatir")
        client = visit(office.admin)
        page = client.get(url_of(item.order)).content.decode()
        assert page.count("Disetel reparatir") == 2  # at the item and in the story
        assert "Ada UTTP yang sedang diperbaiki pemiliknya" in page
        item.refresh_from_db()
        office.tested(item)
        assert client.get(url_of(item.order)).content.decode().count("Disetel reparatir") == 1

    def test_office_is_not_spoken_to_as_the_owner(self, office: Office, visit: Visit) -> None:
        client = visit(office.admin)
        for order in (office.order(), submitted(office), office.order(place=Place.SIDANG), office.tested().item.order):
            response = client.get(url_of(order))
            assert "Anda" not in response.context["next"]
        assert (
            client.get(url_of(office.order(place=Place.SIDANG))).context["next"] == "Pelaksanaannya belum dijadwalkan."
        )

    def test_story_tells_every_step_newest_first(self, office: Office, visit: Visit) -> None:
        order = office.order(place=Place.SIDANG)
        schedule_order(by=office.admin, order=order, on=timezone.localdate(), penera=[office.penera])
        office.tested(order.items.get())
        told = [entry.what for entry in visit(office.admin).get(url_of(order)).context["entries"]]
        assert told[0] == "Semua UTTP selesai diuji"
        assert "Hasil pengujian ditetapkan: Quattro, Sah" in told
        assert told[-2:] == ["Permintaan diterima", "Order dicatat: 1 UTTP"]
        assert len(told) == 7

    def test_cancelling_closes_the_order(self, office: Office, visit: Visit) -> None:
        order, client = office.order(), visit(office.admin)
        client.post(url_of(order, "/batalkan"), {"version": order.version, "reason": "Pemilik pindah"})
        order.refresh_from_db()
        assert (order.status, order.closing_reason) == (OrderStatus.CANCELLED, "Pemilik pindah")
        page = client.get(url_of(order)).content.decode()
        assert ("Pemilik pindah" in page, "Batalkan order" in page, "Tambah UTTP" in page) == (True, False, False)

    @pytest.mark.parametrize("path", ["/staf/order/XXXX-XXXX-XXX", "/staf/order/x", "/staf/order/%00/jadwal"])
    def test_unknown_number_is_not_found(self, office: Office, visit: Visit, path: str) -> None:
        assert visit(office.admin).get(path).status_code == 404

    @pytest.mark.parametrize("uttp_id", ["%00", "x", "U-0000-0001"])
    def test_unknown_instrument_on_an_order_is_not_found(self, office: Office, visit: Visit, uttp_id: str) -> None:
        assert visit(office.admin).get(url_of(office.order(), f"/uttp/{uttp_id}/tarik")).status_code == 404

    def test_number_is_read_as_people_type_it(self, office: Office, visit: Visit) -> None:
        typed = office.order().transaction_number.lower().replace("-", " ")
        assert visit(office.admin).get(f"/staf/order/{typed}").status_code == 200


class TestListAndHome:
    def test_list_searches_and_filters(self, office: Office, visit: Visit) -> None:
        asked = submitted(office)
        market = office.order(office.scale(office.owner("Pasar Wage")), place=Place.SIDANG)
        client = visit(office.admin)

        def found(query: str) -> list[Order]:
            return list(client.get(f"/staf/order{query}").context["page_obj"])

        assert found("") == [market, asked]
        assert found("?status=submitted") == [asked]
        assert found("?place=sidang") == [market]
        assert found("?todo=schedule") == [market]
        assert found("?search=wage") == [market]
        assert found(f"?search={asked.transaction_number.lower()}") == [asked]
        assert found("?status=x&todo=y&place=z&page=-3") == [market, asked]

    def test_home_shows_what_waits(self, office: Office, visit: Visit) -> None:
        submitted(office)
        item = office.item(office.scale(office.owner("Pasar Wage")))
        office.tested(item, bad_scale())
        item.refresh_from_db()
        send_to_repair(by=office.admin, item=item, reason="Disetel")
        OrderItem.objects.filter(pk=item.pk).update(repair_until=timezone.localdate() - timedelta(days=1))
        cards = {str(card.title): card for card in visit(office.admin).get("/staf/").context["cards"]}
        assert (cards["Permintaan untuk dikaji"].count, cards["Order belum dijadwalkan"].count) == (1, 0)
        overdue = cards["Perbaikan lewat batas"]
        assert [row.title for row in overdue.rows] == ["Pasar Wage"]
        assert [one.pk for one in visit(office.admin).get(overdue.url).context["page_obj"]] == [item.pk]
        assert [one.pk for one in visit(office.admin).get("/staf/order?todo=repair").context["page_obj"]] == [
            item.order_id
        ]

    @pytest.mark.parametrize("person", ["penera", "kabid"])
    def test_home_of_others_is_without_the_desks_work(self, office: Office, visit: Visit, person: str) -> None:
        titles = {str(card.title) for card in visit(office.people[person]).get("/staf/").context["cards"]}
        assert "Permintaan untuk dikaji" not in titles

    def test_register_shows_orders(self, office: Office, visit: Visit) -> None:
        item = office.item()
        client = visit(office.admin)
        for page in (f"/staf/pemilik/{item.order.owner_id}", f"/staf/uttp/{item.instrument.uttp_id}"):
            assert item.order.transaction_number in client.get(page).content.decode()

    @pytest.mark.parametrize("page", ["/staf/", "/staf/order", "{order}", "{order}/bukti", "{order}/tambah", "{new}"])
    def test_number_of_queries_does_not_grow_with_rows(
        self, office: Office, visit: Visit, django_assert_max_num_queries: Any, page: str
    ) -> None:
        owner = office.owner()
        for number in range(3):
            office.order(office.scale(owner), by=office.owner_account)
            office.order(office.scale(owner), place=Place.SIDANG)
            office.tested(office.item(office.scale(owner, serial_number=f"T-{number}")))
        order = office.order(*(office.scale(owner) for _ in range(4)), place=Place.SIDANG)
        for team in ([office.penera], [office.penera2]):
            schedule_order(by=office.admin, order=order, on=timezone.localdate(), penera=team)
        path = page.format(order=url_of(order), new=f"/staf/order/baru?pemilik={owner.pk}")
        client = visit(office.admin)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
