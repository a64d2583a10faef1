"""The form that records an order, as a browser sends and reads it."""

from uuid import uuid4

import pytest

from services.enums import OrderStatus
from services.models import Order
from simetro.core.models import LogEntry
from tests.office import NOZZLE, Office
from tests.services.orders.test_pages import (
    Visit,
    errors,
    line,
    request_of,
    url_of,
)
from uttp.models import Instrument, Owner


class TestNewOrder:
    def test_owner_brings_his_active_instruments(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        mine, gone = office.scale(owner, brand="Quattro"), office.scale(owner, brand="Camry")
        office.scale(office.owner("Orang Lain"), brand="Sonic")
        actions_of_register = visit(office.admin)
        gone.status = "retired"
        gone.save()
        response = actions_of_register.post("/staf/order/baru/uttp", {"owner": owner.pk})
        assert [one.instrument for one in response.context["form"].instrument_rows()] == [mine]

    def test_nothing_is_chosen_beforehand(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        form = visit(office.admin).get(f"/staf/order/baru?pemilik={instrument.owner_id}").context["form"]
        only = form.instrument_rows()[0]
        assert (only.pick.value(), only.service.value(), only.certificate.value()) == (None, "", True)

    def test_what_was_verified_before_comes_for_tera_ulang(self, office: Office, visit: Visit) -> None:
        item = office.item()
        office.tested(item)
        form = visit(office.admin).get(f"/staf/order/baru?pemilik={item.order.owner_id}").context["form"]
        assert form.instrument_rows()[0].service.value() == "tera_ulang"

    def test_order_of_two_leads_to_its_receipt(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        first, second, third = (office.scale(owner) for _ in range(3))
        typed = request_of(owner, line(first), line(third, "tera", ""), certificate_name="Pasar Wage")
        response = visit(office.admin).post("/staf/order/baru", typed | {f"service.{second.uttp_id}": ""})
        order = Order.objects.get()
        assert response.url == url_of(order, "/bukti")
        assert (order.status, order.certificate_name) == (OrderStatus.ACCEPTED, "Pasar Wage")
        assert [(item.instrument, item.service, item.certificate) for item in order.items.all()] == [
            (first, "tera_ulang", True),
            (third, "tera", False),
        ]
        assert LogEntry.objects.filter(verb="services.register_order", actor=office.admin).count() == 1

    def test_sending_one_form_twice_makes_one_order(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        client, typed = visit(office.admin), request_of(instrument.owner, line(instrument))
        responses = [client.post("/staf/order/baru", typed) for _ in range(2)]
        assert responses[0].url == responses[1].url
        assert Order.objects.count() == 1

    def test_what_is_missing_is_said_and_ticks_stay(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        typed = request_of(instrument.owner, line(instrument, service=""), place="", requested_on="besok")
        response = visit(office.admin).post("/staf/order/baru", typed)
        assert (response.status_code, Order.objects.count()) == (422, 0)
        assert errors(response) == {
            "place": ["Pilih salah satu."],
            "requested_on": ["Tulis tanggal seperti 22/11/2026."],
            f"service.{instrument.uttp_id}": ["Pilih tera atau tera ulang."],
        }
        assert response.context["form"].instrument_rows()[0].pick.value() is True

    def test_no_instrument_is_no_order(self, office: Office, visit: Visit) -> None:
        response = visit(office.admin).post("/staf/order/baru", request_of(office.scale().owner))
        assert errors(response) == {"__all__": ["Centang paling sedikit satu UTTP."]}

    def test_refusal_of_the_action_stands_at_its_instrument(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        scale = office.scale(owner)
        nozzle = office.scale(owner, kind="fuel_dispenser", attributes=NOZZLE)
        response = visit(office.admin).post("/staf/order/baru", request_of(owner, line(scale), line(nozzle)))
        assert list(errors(response)) == [f"pick.{nozzle.uttp_id}"]
        assert "hanya diuji di tempat pakai" in response.content.decode()

    def test_every_refused_instrument_is_told_at_its_own_row(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        scale = office.scale(owner)
        pumps = [office.scale(owner, kind="fuel_dispenser", attributes=NOZZLE, serial_number=str(n)) for n in range(6)]
        typed = request_of(owner, line(pumps[0]), line(scale), *(line(pump) for pump in pumps[1:]))
        response = visit(office.admin).post("/staf/order/baru", typed)
        assert response.status_code == 422
        assert sorted(errors(response)) == sorted(f"pick.{pump.uttp_id}" for pump in pumps)

    def test_instrument_of_another_owner_cannot_be_slipped_in(self, office: Office, visit: Visit) -> None:
        mine, other = office.scale(), office.scale(office.owner("Orang Lain"))
        response = visit(office.admin).post("/staf/order/baru", request_of(mine.owner, line(other)))
        assert (response.status_code, Order.objects.count()) == (422, 0)

    @pytest.mark.parametrize("owner", ["", "0", "abc", "9" * 40, "\x00"])
    def test_unknown_owner_is_told(self, office: Office, visit: Visit, owner: str) -> None:
        response = visit(office.admin).post("/staf/order/baru", request_of(office.owner()) | {"owner": owner})
        assert response.status_code == 422
        assert "owner" in errors(response)

    def test_new_instrument_comes_back_ticked_with_what_was_typed(self, office: Office, visit: Visit) -> None:
        client, known = visit(office.admin), office.scale()
        typed = request_of(known.owner, line(known), place="sidang", certificate_name="Pasar Wage")
        away = client.post("/staf/order/baru", typed | {"new_instrument": "1"})
        assert away.url.startswith(f"/staf/uttp/baru?pemilik={known.owner_id}&kembali=")
        plate = {"once": str(uuid4()), "owner": known.owner_id, "kind": "fuel_dispenser", "brand": "Tatsuno"}
        back = client.post(away.url, plate | {f"attributes.{name}": value for name, value in NOZZLE.items()})
        new = Instrument.objects.exclude(pk=known.pk).get()
        assert back.url.endswith(f"&uttp={new.uttp_id}")
        form = client.get(back.url).context["form"]
        assert (form["place"].value(), form["certificate_name"].value()) == ("sidang", "Pasar Wage")
        assert {one.instrument: one.pick.value() for one in form.instrument_rows()} == {known: "on", new: "on"}
        assert Order.objects.count() == 0

    def test_new_owner_comes_back_chosen_with_what_was_typed(self, office: Office, visit: Visit) -> None:
        client = visit(office.admin)
        found = client.get("/staf/pemilik/cari?kembali=/staf/order/baru&draf=1&owner_q=Mekar").content.decode()
        assert '<button class="button quiet" name="new_owner" value="1">' in found
        typed = request_of(office.owner(), place="sidang", certificate_name="Pasar Wage") | {"owner": ""}
        away = client.post("/staf/order/baru", typed | {"owner_q": "Mekar Sari", "new_owner": "1"})
        assert client.get(away.url).context["form"]["name"].value() == "Mekar Sari"
        facts = {"name": "Mekar Sari", "kind": "company", "phone": "0281 123 456", "address": "Jl. Wage 2"}
        facts |= {"village": "Sirau", "district": "Kemranjen", "once": str(uuid4())}
        form = client.get(client.post(away.url, facts).url).context["form"]
        assert form.offer.owner == Owner.objects.get(name="Mekar Sari")
        assert (form["place"].value(), form["certificate_name"].value()) == ("sidang", "Pasar Wage")
        assert Order.objects.count() == 0

    def test_number_searched_for_in_vain_is_the_new_owners(self, office: Office, visit: Visit) -> None:
        away = visit(office.admin).post("/staf/order/baru", {"owner_q": "0812 999", "new_owner": "1"})
        form = visit(office.admin).get(away.url).context["form"]
        assert (form["name"].value(), form["phone"].value()) == ("", "0812 999")

    def test_search_among_many_keeps_the_ticked(self, office: Office, visit: Visit) -> None:
        owner = office.owner()
        ticked, wanted, *_others = (office.scale(owner, brand=brand) for brand in ("Sonic", "Camry", *["Quattro"] * 19))
        found = {"owner": owner.pk, f"pick.{ticked.uttp_id}": "on", "find": "camry\x00"}
        form = visit(office.admin).post("/staf/order/baru/uttp", found).context["form"]
        assert {one.instrument for one in form.instrument_rows()} == {ticked, wanted}

    def test_search_left_from_another_owner_hides_nothing(self, office: Office, visit: Visit) -> None:
        instrument = office.scale()
        found = {"owner": instrument.owner_id, "find": "camry", "pick.\x00": "on"}
        form = visit(office.admin).post("/staf/order/baru/uttp", found).context["form"]
        assert [one.instrument for one in form.instrument_rows()] == [instrument]

    def test_without_javascript_the_form_comes_back_with_what_was_found(self, office: Office, visit: Visit) -> None:
        owner = office.scale(office.owner("Pasar Wage")).owner
        client = visit(office.admin)
        page = client.post("/staf/order/baru", {"owner_q": "wage", "show": "1", "place": "sidang"})
        assert (page.status_code, f'value="{owner.pk}"' in page.content.decode()) == (200, True)
        page = client.post("/staf/order/baru", {"owner": owner.pk, "show": "1", "place": "sidang"})
        assert page.context["form"]["place"].value() == "sidang"
        assert len(page.context["form"].instrument_rows()) == 1
